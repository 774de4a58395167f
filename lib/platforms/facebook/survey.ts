/** What is on the page now: posts in the DOM joined with their page data, and posts that stand only in page data. */
import type { PageView } from "../platform.ts";
import { findPosts } from "./container.ts";
import { type DomPost, readDom } from "./dom.ts";
import { isNamedBy, matchStory } from "./join.ts";
import { type Story, storiesOf } from "./stories.ts";
import { tell } from "./story.ts";
import { isPost, type Place, place } from "./urls.ts";

export interface Found {
  key: string;
  dom: DomPost | null;
  story: Story | null;
  /** How the story was joined to the DOM; null where there is only one of them. */
  joined: string | null;
  /** True where the page's address names this very post. */
  main: boolean;
}

export interface Survey {
  target: Place | null;
  found: Found[];
  /** The page data speak of something else than the address: a page shown after in-page navigation. */
  stale: boolean;
}

const keys = new WeakMap<Element, string>();
let next = 0;

/** A name for a post's element that lasts as long as the element. */
export function keyOf(element: Element): string {
  const key = keys.get(element) ?? `dom-${++next}`;
  keys.set(element, key);
  return key;
}

/** Reads the page once; `elements` limits it to these containers (reading one post of a long feed). */
export function surveyPage(page: PageView, elements?: readonly Element[]): Survey {
  const { document } = page;
  const target = place(page.url);
  const stories = storiesOf(document);
  const posts = elements ?? findPosts([document.documentElement]);
  const found = posts.map((element): Found => {
    const dom = readDom(element);
    const match = matchStory(dom, stories);
    return {
      key: keyOf(element),
      dom,
      story: match?.story ?? null,
      joined: match?.rung ?? null,
      main: false,
    };
  });
  const named = isPost(target) ? stories.filter((story) => isNamedBy(story, target)) : [];
  const bare = document.querySelector("[role=main]") === null;
  const stale =
    target !== null &&
    stories.length > 0 &&
    !found.some((post) => post.story) &&
    !stories.some((story) => belongs(story, target)) &&
    !(bare && posts.length === 0);
  const rest = stories.filter((story) =>
    story.roots.some((root) => root.__typename === "Story" || root.__isFeedUnit),
  );
  const alone = stale
    ? []
    : isPost(target)
      ? named.length > 0
        ? named.slice(0, 1)
        : unnamed(rest, target, bare && posts.length === 0)
      : listed(rest, target, posts.length === 0);
  for (const story of alone)
    if (!found.some((post) => post.story === story))
      found.push({
        key: `data-${[...story.ids][0] ?? [...story.media][0]}`,
        dom: null,
        story,
        joined: null,
        main: false,
      });
  if (isPost(target)) markMain(found, target, named);
  return { target, found, stale };
}

function markMain(found: Found[], target: Place, named: Story[]) {
  const ids = target.ids.map((id) => id.value);
  const numbers = ids.filter((id) => /^\d+$/.test(id));
  const inDialog = found.filter((post) => post.dom?.element.closest("[role=dialog]"));
  const lone = inDialog.length === 1 ? inDialog[0] : found.length === 1 ? found[0] : undefined;
  // `m` shows no link to the post itself: a lone post that bears no other number is the one named.
  const other = lone?.dom?.ids.some((id) => /^(?:post_id|story_fbid)$/.test(id.name)) && numbers.length > 0;
  const main =
    found.find((post) => post.dom?.ids.some((id) => ids.includes(id.value))) ??
    found.find((post) => post.story && named.includes(post.story)) ??
    (other ? undefined : lone);
  if (!main) return;
  main.main = true;
  found.sort((a, b) => Number(b.main) - Number(a.main));
}

/** True where the story's author or group is the one the address names. */
function belongs(story: Story, target: Place): boolean {
  if (isNamedBy(story, target)) return true;
  const { author, group } = tell(story);
  const wanted = [target.owner, target.group].filter(Boolean);
  const own = [
    author.id?.value,
    author.handle?.value,
    group?.id,
    group?.url && place(new URL(group.url))?.group,
  ];
  return own.some((value) => wanted.some((name) => value?.toLowerCase() === name?.toLowerCase()));
}

/**
 * pfbid ids change from load to load, so a fresh page may carry its one post under another: taken only from a page
 * that is not drawn yet (its data are of this load), has one post, and by the owner whom the address names.
 */
function unnamed(stories: Story[], target: Place, fresh: boolean): Story[] {
  const rotating = target.ids.some((id) => id.name === "pfbid" || id.name === "share_id");
  const owned = stories.filter((story) =>
    target.owner === null && target.group === null ? true : belongs(story, target),
  );
  return fresh && rotating && owned.length === 1 ? owned : [];
}

/** Profiles and groups: their own posts. Elsewhere page data count only where nothing is drawn. */
function listed(stories: Story[], target: Place | null, empty: boolean): Story[] {
  const own = target ? stories.filter((story) => belongs(story, target)) : [];
  return own.length > 0 ? (empty ? stories : own) : empty ? stories : [];
}

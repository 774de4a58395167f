/** Story objects in the page's embedded JSON: found whole, the shared original apart, pieces of one post together. */
import { isObject, type Json, literals, search } from "../page-data.ts";
import { parse, place } from "./urls.ts";

/** One post of the page data. The same post often stands several times, each with other fields. */
export interface Story {
  roots: Json[];
  /** The objects that speak of this very post, not of its original, comments or neighbours. */
  facets: Json[];
  /** Ids by which an address or a link may name it: post ids, pfbids, reels. */
  ids: Set<string>;
  /** Ids of photos and videos in it. */
  media: Set<string>;
  original: Story | null;
}

/** Subtrees that hold other people's posts beside the page's own. */
const FOREIGN =
  /^(?:attached_story|.*(?:recommend|suggest|related|chaining|up_next|end_cards|similar|sideshow|discover|promoted).*)$/i;
/** Subtrees inside a post that hold words of others. */
const COMMENTS = /comments?(?:_list.*)?$|^(?:edges|replies.*|comment_list_renderer|important_reactors)$/;
const WORDS = ['"Story"', '"creation_story"', '"post_id"', '"currMedia"', '"__isFeedUnit"'];

const has = (object: Json, key: string): boolean => object[key] !== undefined && object[key] !== null;
const isStory = (object: Json): boolean =>
  object.__typename === "Story" || object.__isFeedUnit === "Story"
    ? has(object, "comet_sections") ||
      has(object, "post_id") ||
      has(object, "message") ||
      has(object, "actors")
    : (has(object, "post_id") && (has(object, "creation_time") || has(object, "actors"))) ||
      (isObject(object.comet_sections) && Array.isArray(object.actors));
/** The video, reel or photo of a page of its own; its story stands inside it. */
const isMedia = (object: Json): boolean =>
  (isObject(object.creation_story) && Object.keys(object.creation_story).length > 2) ||
  ((object.__typename === "Photo" || object.__typename === "Video") &&
    isObject(object.owner) &&
    (has(object, "created_time") || has(object, "publish_time") || has(object, "message")));

const known = new WeakMap<object, Story[]>();

/** Every post in the page data, in order; originals hang under the post that shares them. Cached per set of scripts. */
export function storiesOf(document: Document): Story[] {
  const data = literals(document, WORDS);
  const last = data.at(-1);
  if (!last) return [];
  const cached = known.get(last);
  if (cached) return cached;
  const stories: Story[] = [];
  const enter = (key: string) => !FOREIGN.test(key);
  for (const { value } of data)
    for (const root of search(value, (object) => isStory(object) || isMedia(object), {
      enter,
      within: false,
    })) {
      const story = storyFrom(root);
      const same = stories.find((other) => [...story.ids].some((id) => other.ids.has(id)));
      if (same) merge(same, story);
      else stories.push(story);
    }
  known.set(last, stories);
  return stories;
}

function merge(into: Story, story: Story) {
  into.roots.push(...story.roots);
  into.facets.push(...story.facets);
  for (const id of story.ids) into.ids.add(id);
  for (const id of story.media) into.media.add(id);
  into.original ??= story.original;
}

function storyFrom(root: Json): Story {
  const facets = facetsOf(root);
  const story: Story = { roots: [root], facets, ids: new Set(), media: new Set(), original: null };
  for (const facet of facets) {
    if (typeof facet.post_id === "string") story.ids.add(facet.post_id);
    for (const key of URL_KEYS) {
      const found = place(
        parse(typeof facet[key] === "string" ? facet[key] : null) ?? new URL("about:blank"),
      );
      if (found?.kind === "post" || found?.kind === "reel")
        for (const id of found.ids) story.ids.add(id.value);
      else if (found?.kind === "video" || found?.kind === "photo")
        for (const id of found.ids) story.media.add(id.value);
    }
    const original = facet.attached_story;
    if (isObject(original) && isStory({ ...original, __typename: "Story" })) {
      const shared = storyFrom(original);
      if (story.original) merge(story.original, shared);
      else story.original = shared;
    }
  }
  if (isMedia(root) && typeof root.id === "string") story.media.add(root.id);
  for (const media of mediaOf(story)) if (typeof media.id === "string") story.media.add(media.id);
  const relay = relayId(root);
  if (relay) story.ids.add(relay);
  return story;
}

export const URL_KEYS = ["wwwURL", "url", "permalink_url"] as const;

/** `UzpfS…` is base64 of `S:_I<owner>:<post>` or `S:_I<owner>:VK:<post>`: the post's number, or null. */
export function relayId(root: Json): string | null {
  const id = typeof root.id === "string" ? decode64(root.id) : "";
  return /^S:_I[^:]+:(?:VK:)?(\d+)$/.exec(id)?.[1] ?? null;
}

/** Relay ids are base64 of plain words; anything else gives an empty string. */
export const decode64 = (text: string): string =>
  /^[\w+/-]{8,400}={0,2}$/.test(text) && text.length % 4 === 0 && !/^\d+$/.test(text)
    ? atob(text.replace(/-/g, "+").replace(/_/g, "/"))
    : "";

/** The root, and objects below it that are the same post: under the key `story`, or with the same relay id. */
function facetsOf(root: Json): Json[] {
  const same = (object: Json, key: string): boolean => {
    if (key !== "story" && key !== "creation_story" && !(has(object, "id") && object.id === root.id))
      return false;
    if (has(object, "post_id") && has(root, "post_id")) return object.post_id === root.post_id;
    return key === "creation_story"
      ? isMedia(root)
      : !has(object, "id") || !has(root, "id") || object.id === root.id || isMedia(root);
  };
  const facets: Json[] = [root];
  const stack: Json[] = [root];
  const visited = new Set<unknown>(stack);
  while (stack.length > 0 && visited.size < 200_000) {
    const object = stack.pop() as Json;
    for (const [key, child] of Object.entries(object)) {
      if (typeof child !== "object" || child === null || visited.has(child)) continue;
      if (FOREIGN.test(key) || COMMENTS.test(key) || key === "media") continue;
      visited.add(child);
      stack.push(child as Json);
      if (!Array.isArray(child) && same(child as Json, key)) facets.push(child as Json);
    }
  }
  return facets;
}

/** Photos and videos attached to the post, each object as it stands; the same one may come more than once. */
export function mediaOf(story: Story): Json[] {
  const found: Json[] = [];
  for (const root of story.roots) {
    const type = root.__typename;
    if ((type === "Photo" || type === "Video") && isMedia(root)) found.push(root);
  }
  for (const facet of story.facets)
    found.push(
      ...search(
        facet.attachments,
        (object) =>
          (object.__typename === "Photo" || object.__typename === "Video" || has(object, "playable_url")) &&
          typeof object.id === "string",
        { enter: (key) => !FOREIGN.test(key) && key !== "creation_story" && key !== "owner", within: false },
      ),
    );
  return found;
}

/** The first value that `read` finds on the facets, in their order. */
export function first<T>(story: Story, read: (facet: Json) => T | null | undefined): T | null {
  for (const facet of story.facets) {
    const value = read(facet);
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

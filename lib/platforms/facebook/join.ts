/** Which story of the page data is the post on the screen: by id; by its first words only where no id is shown. */

import { at } from "../page-data.ts";
import { linkPlace } from "./container.ts";
import type { DomPost } from "./dom.ts";
import { first, type Story } from "./stories.ts";
import { fold } from "./text.ts";
import { isPost, type Place } from "./urls.ts";

export interface Match {
  story: Story;
  rung: "id" | "media-id" | "text-start";
}

/** The story of `post`, or null. An id that fits decides; words decide only if they fit one story and no id speaks against it. */
export function matchStory(post: DomPost, stories: readonly Story[]): Match | null {
  const ids = post.ids.filter((id) => !/^group/.test(id.name)).map((id) => id.value);
  const byId = stories.find((story) => ids.some((id) => story.ids.has(id) || story.media.has(id)));
  if (byId) return { story: byId, rung: "id" };
  const media = mediaIds(post);
  const byMedia = stories.filter((story) => media.some((id) => story.media.has(id)));
  if (byMedia[0] && byMedia.length === 1) return { story: byMedia[0], rung: "media-id" };
  if (ids.some((id) => /^\d+$/.test(id))) return null;
  const shown = beginning(post.own.text?.value ?? "");
  if (shown.length < 12) return null;
  const byText = stories.filter((story) => startsAs(storyText(story), shown) && sameAuthor(post, story));
  return byText[0] && byText.length === 1 ? { story: byText[0], rung: "text-start" } : null;
}

function mediaIds(post: DomPost): string[] {
  const ids: string[] = [];
  for (const link of post.element.querySelectorAll("a[href]")) {
    const found = post.box?.contains(link) ? null : linkPlace(link);
    if (isPost(found) && found.kind !== "post") for (const id of found.ids) ids.push(id.value);
  }
  return ids;
}

function sameAuthor(post: DomPost, story: Story): boolean {
  const { name, id, handle } = post.own.author;
  const actors = story.facets.flatMap((facet) => (Array.isArray(facet.actors) ? facet.actors : []));
  return actors.some(
    (actor) =>
      (name && at(actor, "name") === name.value) ||
      (id && at(actor, "id") === id.value) ||
      (handle && String(at(actor, "url") ?? "").includes(`/${handle.value}`)),
  );
}

const storyText = (story: Story): string =>
  first(story, (facet) => {
    const text = at(facet, "message", "text");
    return typeof text === "string" && text !== "" ? text : null;
  }) ?? "";

/** A cut text without its ellipsis, for comparing. */
export const beginning = (text: string): string => fold(text.replace(/(?:…|\.\.\.)\s*$/, ""));

/** Emoji may be drawn as images without words, and folded text may differ in spaces: neither makes another text. */
const bare = (text: string): string => fold(text).replace(/\s|\p{Extended_Pictographic}|\u200d|\ufe0f/gu, "");

export const startsAs = (whole: string, start: string): boolean =>
  start !== "" && bare(whole).startsWith(bare(beginning(start)));

/** True where the address names this story. */
export const isNamedBy = (story: Story, target: Place): boolean =>
  target.ids.some((id) => story.ids.has(id.value) || (target.kind !== "post" && story.media.has(id.value)));

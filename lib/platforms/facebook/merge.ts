/** What the screen shows and what the page data tell of one post, put together; what is on screen is never overruled. */
import type { Author, Original } from "../../model/extraction.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Sourced } from "../../model/sourced.ts";
import type { FoundId, SubjectKind } from "../../model/subject.ts";
import type { Part } from "./dom.ts";
import { startsAs } from "./join.ts";
import type { Story } from "./stories.ts";
import { type Told, tell } from "./story.ts";
import { type Place, parse, place } from "./urls.ts";

const clip = <T extends Sourced<string> | null>(value: T, max: number): T =>
  value && value.value.length > max ? { ...value, value: value.value.slice(0, max) } : value;

/** Name, handle and address as shown; the number from whichever has it. */
export function mergeAuthor(shown: Author | undefined, data: Author | undefined): Author {
  return {
    name: clip(shown?.name ?? data?.name ?? null, 1000),
    id: clip(shown?.id ?? data?.id ?? null, 300),
    handle: clip(shown?.handle ?? data?.handle ?? null, 300),
    url: clip(shown?.url ?? data?.url ?? null, 2000),
  };
}

export interface MergedText {
  text: Sourced<string> | null;
  outcome: Outcome | null;
}

/**
 * The text on screen; where it is cut, the whole one from page data, but only if it begins with what is shown.
 * Gives `reduced` where only the beginning was had.
 */
export function mergeText(shown: Part | null, data: Told | null): MergedText {
  const whole = data?.text ?? null;
  const text = clip(shown?.text ?? whole, 500_000);
  if (!shown?.text || !shown.cut) return { text, outcome: null };
  if (whole && startsAs(whole.value, shown.text.value)) return { text: clip(whole, 500_000), outcome: null };
  const outcome: Outcome = {
    step: "extract",
    part: "text",
    status: "reduced",
    detail: "the page shows only the beginning",
  };
  return { text, outcome: whole ? { ...outcome, fault: "page-data-stale" } : outcome };
}

/** Ids without repeats, the screen's first. */
export function mergeIds(...lists: readonly (readonly FoundId[])[]): FoundId[] {
  const ids: FoundId[] = [];
  for (const id of lists.flat())
    if (id.value.length <= 300 && !ids.some((other) => other.name === id.name && other.value === id.value))
      ids.push(id);
  return ids.slice(0, 50);
}

export const idsOfPlace = (found: Place | null): FoundId[] => {
  const ids: FoundId[] = (found?.ids ?? []).map((id) => ({ ...id, from: "url", rung: "address" }));
  if (found?.group && found.kind !== "group")
    ids.push({
      name: /^\d+$/.test(found.group) ? "group_id" : "group",
      value: found.group,
      from: "url",
      rung: "address",
    });
  return ids;
};

/** What kind of thing a permalink leads to. */
export function kindOf(permalink: Sourced<string> | null, otherwise: SubjectKind = "post"): SubjectKind {
  const url = parse(permalink?.value);
  return (url && place(url)?.kind) ?? otherwise;
}

/** The shared post, from its box on the screen and from `attached_story`; null where nothing is shared. */
export function mergeOriginal(shown: Part | null, story: Story | null): Original | null {
  if (!shown && !story) return null;
  const data = story ? tell(story) : null;
  const permalink = clip(shown?.permalink ?? data?.permalink ?? null, 2000);
  const ids: FoundId[] = (shown?.place?.ids ?? []).map((id) => ({
    ...id,
    from: "dom",
    rung: shown?.permalink?.rung ?? "post-link",
  }));
  return {
    subject: {
      platform: "facebook",
      kind: kindOf(permalink),
      ids: mergeIds(ids, data?.ids ?? []),
      permalink,
    },
    author: mergeAuthor(shown?.author, data?.author),
    text: mergeText(shown, data).text,
    published: { printed: shown?.printed ?? null, read: data?.read ?? null },
  };
}

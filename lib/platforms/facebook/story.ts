/** The facts of one post as the page data tells them; each with the path that gave it. */
import type { Author, Count } from "../../model/extraction.ts";
import type { Sourced } from "../../model/sourced.ts";
import type { FoundId } from "../../model/subject.ts";
import { at, isObject, type Json, search } from "../page-data.ts";
import { told } from "./seen.ts";
import { decode64, first, relayId, type Story, URL_KEYS } from "./stories.ts";
import { cleanUrl, isPost, parse, place } from "./urls.ts";

const string = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

export interface Told {
  author: Author;
  text: Sourced<string> | null;
  read: Sourced<string> | null;
  permalink: Sourced<string> | null;
  ids: FoundId[];
  /** Word of the audience ("Public"), as printed. */
  audience: string | null;
  group: { id: string | null; name: string | null; url: string | null } | null;
  original: { text: Sourced<string> | null } | null;
}

/** Reads a story; what it does not say is null. */
export function tell(story: Story): Told {
  const group = groupOf(story);
  return {
    author: authorOf(story),
    text: textOf(story),
    read: timeOf(story),
    permalink: permalinkOf(story),
    ids: idsOf(story, group?.id ?? null),
    audience: first(story, (facet) => string(at(facet, "privacy_scope", "description"))),
    group,
    original: story.original ? { text: textOf(story.original) } : null,
  };
}

function textOf(story: Story): Sourced<string> | null {
  const text =
    first(story, (facet) => string(at(facet, "message", "text"))) ??
    first(story, (facet) => string(at(facet, "message_preferred_body", "text")));
  return text === null ? null : told(text, "Story.message.text");
}

/** Seconds since 1970 as RFC 3339 UTC; anything outside 2004 (Facebook's first year) to 2100 is no time. */
export function instant(seconds: unknown): string | null {
  return typeof seconds === "number" && seconds > 1.07e9 && seconds < 4.1e9
    ? new Date(Math.floor(seconds) * 1000).toISOString()
    : null;
}

function timeOf(story: Story): Sourced<string> | null {
  for (const key of ["creation_time", "publish_time", "created_time"]) {
    const time = first(story, (facet) => instant(facet[key]));
    if (time) return told(time, `Story.${key}`);
  }
  return null;
}

function permalinkOf(story: Story): Sourced<string> | null {
  for (const key of URL_KEYS) {
    const url = first(story, (facet) => {
      const found = parse(string(facet[key]));
      return found && isPost(place(found)) ? found.href : null;
    });
    if (url) return told(cleanUrl(url), `Story.${key}`);
  }
  return null;
}

/** The first actor; the same person stands several times, once with a name, once with an address. */
function authorOf(story: Story): Author {
  const actors = story.facets.flatMap((facet) => [
    ...(Array.isArray(facet.actors) ? facet.actors.slice(0, 1) : []),
    at(facet, "short_form_video_context", "video_owner"),
  ]);
  const owners = story.facets.flatMap((facet) => [
    facet.owner,
    facet.video_owner,
    at(facet, "feedback", "owning_profile"),
  ]);
  const people = [...actors, ...owners].filter(isObject);
  const lead = people.find((person) => string(person.name)) ?? people[0];
  const same = people.filter((person) => person === lead || (string(person.id) && person.id === lead?.id));
  const pick = (...keys: string[]): string | null => {
    for (const person of same) for (const key of keys) if (string(person[key])) return person[key] as string;
    return null;
  };
  const id = pick("id");
  const url = pick("url", "profile_url");
  const handle = place(parse(url) ?? new URL("about:blank"))?.ids.find((found) => found.name === "handle");
  const path = actors.some((actor) => actor === lead) ? "Story.actors" : "Story.owner";
  return {
    name: lead && string(lead.name) ? told(lead.name as string, `${path}.name`) : null,
    id: id ? told(id, `${path}.id`) : null,
    handle: handle ? told(handle.value, `${path}.url`) : null,
    url: url ? told(cleanUrl(url), `${path}.url`) : null,
  };
}

function idsOf(story: Story, group: string | null): FoundId[] {
  const ids: FoundId[] = [];
  const add = (name: string, value: string | null | undefined, rung: string) => {
    if (value && !ids.some((id) => id.name === name && id.value === value))
      ids.push({ name, ...told(value, rung) });
  };
  add(
    "post_id",
    first(story, (facet) => string(facet.post_id)),
    "Story.post_id",
  );
  for (const key of URL_KEYS)
    for (const facet of story.facets)
      for (const id of place(parse(string(facet[key])) ?? new URL("about:blank"))?.ids ?? [])
        if (!["handle", "user_id", "group"].includes(id.name)) add(id.name, id.value, `Story.${key}`);
  if (!ids.some((id) => id.name === "post_id")) {
    const feedback = first(
      story,
      (facet) => /^feedback:(\d+)$/.exec(decode64(string(at(facet, "feedback", "id")) ?? ""))?.[1],
    );
    add("post_id", feedback, "Story.feedback.id");
    for (const root of story.roots) add("post_id", feedback ? null : relayId(root), "Story.id");
  }
  add("group_id", group, "Story.to.id");
  return ids;
}

function groupOf(story: Story): Told["group"] {
  const groups = story.facets
    .flatMap((facet) => [facet.to, facet.target_group, at(facet, "feedback", "associated_group")])
    .filter((group): group is Json => isObject(group) && (group.__typename ?? "Group") === "Group");
  const pick = (key: string) => groups.map((group) => string(group[key])).find(Boolean) ?? null;
  const url = pick("url");
  return groups.length > 0 ? { id: pick("id"), name: pick("name"), url: url && cleanUrl(url) } : null;
}

/** Counts as Facebook prints them; `i18n_…` are words ready for print, bare numbers stand in for them. */
const COUNTS: readonly [name: string, path: readonly string[]][] = [
  ["reactions", ["i18n_reaction_count"]],
  ["reactions", ["reaction_count", "count"]],
  ["comments", ["i18n_comment_count"]],
  ["comments", ["comment_count", "total_count"]],
  ["comments", ["total_comment_count"]],
  ["comments", ["comment_rendering_instance", "comments", "total_count"]],
  ["shares", ["i18n_share_count"]],
  ["shares", ["share_count", "count"]],
  ["views", ["video_view_count_renderer", "feedback", "i18n_video_view_count"]],
  ["views", ["video_view_count"]],
];

/** Counts of the story itself, not of its comments or its original. */
export function countsOf(story: Story): Count[] {
  const feedbacks = story.facets.flatMap((facet) =>
    search(
      [facet.feedback, facet.feedback_context],
      (object) => COUNTS.some(([, path]) => at(object, ...path) !== undefined),
      {
        enter: (key) => !/attached_story|display_comments|top_level_comments|reactors|edges|nodes/.test(key),
      },
    ),
  );
  const counts: Count[] = [];
  for (const [name, path] of COUNTS) {
    if (counts.some((count) => count.name === name)) continue;
    for (const feedback of feedbacks) {
      const value = at(feedback, ...path);
      if (typeof value !== "string" && typeof value !== "number") continue;
      counts.push({ name, ...told(String(value), `feedback.${path.join(".")}`) });
      break;
    }
  }
  return counts;
}

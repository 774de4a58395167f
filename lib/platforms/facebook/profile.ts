/** A profile, page, group or album as the subject itself: its number and name from page data, its counts as printed. */
import type { Count } from "../../model/extraction.ts";
import type { Sourced } from "../../model/sourced.ts";
import { anyOf } from "../ladder.ts";
import { type Json, literals, search } from "../page-data.ts";
import { linkPlace } from "./container.ts";
import { seen, told } from "./seen.ts";
import { CONTAINER } from "./selectors.ts";
import { fold, textOf } from "./text.ts";
import { type Place, parse, place } from "./urls.ts";

/** Where the figures of a profile lead: the address names what is counted, in every language (recorded 2023). */
const FIGURES: readonly [name: string, path: RegExp][] = [
  ["followers", /\/followers\/?$/],
  ["following", /\/following\/?$/],
  ["likes", /\/friends_likes\/?$/],
  ["friends", /\/friends\/?$/],
  ["members", /^\/groups\/[^/]+\/members\/?$/],
];

/** Counts in the head of the page; never those inside posts. */
export function countsShown(document: Document): Count[] {
  const counts: Count[] = [];
  for (const link of document.querySelectorAll("[role=main] a[href]")) {
    const url = parse(link.getAttribute("href"));
    const path = url?.searchParams.get("sk") ? `/${url.searchParams.get("sk")}` : url?.pathname;
    const name = FIGURES.find(([, pattern]) => path && pattern.test(path))?.[0];
    const text = name && fold(textOf(link));
    if (!name || !text || !/^\p{Nd}/u.test(text) || text.length > 60 || link.closest(anyOf(CONTAINER)))
      continue;
    if (!counts.some((count) => count.name === name)) counts.push({ name, ...seen(text, "figure-link") });
  }
  return counts;
}

export interface Named {
  id: Sourced<string> | null;
  name: Sourced<string> | null;
}

/** What page data tell of the profile or group that the address names; only objects whose own address is that one. */
export function namedIn(document: Document, target: Place): Named {
  const wanted = (target.group ?? target.owner)?.toLowerCase();
  if (!wanted) return { id: null, name: null };
  const is = (object: Json): boolean => {
    if (typeof object.id !== "string" || !/^\d{5,}$/.test(object.id)) return false;
    if (object.id === wanted) return typeof object.name === "string";
    const url = parse(typeof object.url === "string" ? object.url : null);
    const found = url && place(url);
    return (
      found !== null && found.kind === target.kind && (found.group ?? found.owner)?.toLowerCase() === wanted
    );
  };
  const escaped = JSON.stringify(target.group ?? target.owner).slice(1, -1);
  const objects = literals(document, [escaped]).flatMap(({ value }) => search(value, is, { limit: 50 }));
  const named = objects.find((object) => typeof object.name === "string");
  const id = objects[0]?.id;
  return {
    id: typeof id === "string" ? told(id, "Profile.id") : null,
    name: typeof named?.name === "string" ? told(named.name.slice(0, 1000), "Profile.name") : null,
  };
}

/** The person or page whose album this is: the first linked name in the page's head. */
export function ownerShown(document: Document): Element | null {
  for (const link of document.querySelectorAll("[role=main] a[href]"))
    if (linkPlace(link)?.kind === "profile" && textOf(link) !== "" && !link.closest(anyOf(CONTAINER)))
      return link;
  return null;
}

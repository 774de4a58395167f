/** One post as its markup shows it: names, words, times and links, each with the rung that held. */
import type { Author } from "../../model/extraction.ts";
import type { FoundId } from "../../model/subject.ts";
import { anyOf, rungOf, rungsOf } from "../ladder.ts";
import { parentOf } from "../unclobbered.ts";
import { isBefore, linkPlace, outsideComments } from "./container.ts";
import { authorOf, type Head, headsOf, isOriginal } from "./heads.ts";
import { type Seen, seen } from "./seen.ts";
import { MESSAGE, MESSAGE_INSIDE, SEE_MORE } from "./selectors.ts";
import { commentPlace, postUrl, timeOf } from "./stamp.ts";
import { textOf } from "./text.ts";
import type { Place } from "./urls.ts";

export interface Part {
  author: Author;
  message: Element | null;
  text: Seen<string> | null;
  /** The page shows only the beginning ("… See more"). */
  cut: boolean;
  printed: Seen<string> | null;
  permalink: Seen<string> | null;
  place: Place | null;
  group: string | null;
}

export interface DomPost {
  element: Element;
  own: Part;
  /** The shared post inside, where its own words or name are shown. */
  original: Part | null;
  box: Element | null;
  ids: FoundId[];
}

const seeMore = () => anyOf(SEE_MORE);

type Within = (element: Element) => boolean;

/** Reads the post in `element`; never throws on odd markup: what is not found is null. */
export function readDom(element: Element): DomPost {
  const mine = outsideComments(element);
  const heads = headsOf(element, mine);
  const texts = messagesOf(element, mine);
  const first = heads[0] ?? null;
  const second = heads.slice(1).find((head) => isOriginal(head, heads, texts, element)) ?? null;
  const box = first && second ? boxOf(second.element, first.element, texts, element) : null;
  const within: Within = (inner) => mine(inner) && !box?.contains(inner);
  const own = part(element, within, first, texts, true);
  const original = box
    ? part(element, (inner) => mine(inner) && box.contains(inner), second, texts, false)
    : null;
  return { element, own, original, box, ids: idsOf(element, own, within) };
}

/** The part of the post that is the original: the largest element around its heading without the sharer's words. */
function boxOf(head: Element, first: Element, texts: Element[], post: Element): Element {
  const before = [first, ...texts.filter((text) => isBefore(text, head))];
  let box = head;
  for (let at = parentOf(head); at && at !== post; at = parentOf(at)) {
    if (before.some((element) => at.contains(element))) break;
    box = at;
  }
  return box;
}

function messagesOf(post: Element, mine: Within): Element[] {
  const known = anyOf(MESSAGE);
  if (post.matches(known)) return [post];
  const marked = [...post.querySelectorAll(known)].filter(
    (element) => mine(element) && !parentOf(element)?.closest(known),
  );
  if (marked.length > 0) return marked;
  const inside = rungsOf(MESSAGE_INSIDE)
    .flatMap((rung) => [...post.querySelectorAll(rung.selector)])
    .filter(
      (element) =>
        mine(element) && element.querySelector("p") && !element.querySelector("h3,h4,[role=article]"),
    );
  if (inside.length > 0)
    return inside.filter((element) => !inside.some((o) => o !== element && o.contains(element)));
  const described = (post.getAttribute("aria-describedby") ?? "").split(/\s+/)[1];
  const second = described ? post.ownerDocument.getElementById(described) : null;
  return second && post.contains(second) && mine(second) && !second.querySelector("img:not([alt]),video,a a")
    ? [second]
    : [];
}

function part(post: Element, within: Within, head: Head | null, texts: Element[], outer: boolean): Part {
  const message = texts.find(within) ?? null;
  const { text, cut } = message ? readText(message) : { text: "", cut: false };
  const links = [...post.querySelectorAll("a[href]")].filter(
    (link) => within(link) && !message?.contains(link) && linkPlace(link),
  );
  const time = timeOf(post, links, within);
  const viaComment = outer && !time.link ? commentPlace(post) : null;
  const target = time.link ? linkPlace(time.link) : null;
  const header = links.filter((link) => !message || isBefore(link, message));
  return {
    author: authorOf(head),
    message,
    text: text ? seen(text, rungOfMessage(message)) : null,
    cut,
    printed: time.printed,
    permalink: time.link
      ? seen(postUrl(time.link), time.rung)
      : viaComment && seen(viaComment.url, "comment-link"),
    place: target ?? viaComment?.place ?? null,
    group: header.map((link) => linkPlace(link)?.group).find(Boolean) ?? null,
  };
}

const rungOfMessage = (message: Element | null): string =>
  (message && (rungOf(MESSAGE, message) ?? rungOf(MESSAGE_INSIDE, message))) ?? "describedby-2023";

/** Text of a message without its controls; `cut` where a control stands behind an ellipsis. */
export function readText(message: Element): { text: string; cut: boolean } {
  let cut = false;
  const text = textOf(message, (element) => {
    if (!element.matches(seeMore())) return false;
    const before = element.previousSibling ?? parentOf(element)?.previousSibling;
    cut ||= /(?:…|\.\.\.)\s*$/.test(before?.textContent ?? "");
    return true;
  });
  return { text, cut: cut || (/(?:…)$/.test(text) && message.querySelector(seeMore()) !== null) };
}

const FT_IDS = ["top_level_post_id", "mf_story_key", "tl_objid", "throwback_story_fbid"];

/** Every id of the post that its links and `data-ft` carry. */
function idsOf(post: Element, own: Part, within: Within): FoundId[] {
  const ids: FoundId[] = [];
  const add = (name: string, value: string, rung: string) => {
    if (!ids.some((id) => id.name === name && id.value === value)) ids.push({ name, ...seen(value, rung) });
  };
  for (const id of own.place?.ids ?? []) add(id.name, id.value, own.permalink?.rung ?? "post-link");
  const ft = [post, ...post.querySelectorAll("[data-ft]")].find((e) =>
    e.getAttribute("data-ft")?.startsWith("{"),
  );
  const data = ft?.getAttribute("data-ft") ?? "";
  for (const key of FT_IDS) {
    const value = new RegExp(`"${key}":"?(\\d+)`).exec(data)?.[1];
    if (value) add("post_id", value, `data-ft.${key}`);
  }
  for (const link of post.querySelectorAll('a[href*="pcb."]')) {
    const found = within(link) ? linkPlace(link)?.ids.find((id) => id.name === "post_id") : null;
    if (found) add("post_id", found.value, "photo-set");
  }
  const ufi = /^ufi_(\d+)$/.exec(post.querySelector('[id^="ufi_"]')?.id ?? "")?.[1];
  if (ufi) add("post_id", ufi, "m-ufi-2020");
  const group = own.place?.group ?? own.group;
  if (group) add(/^\d+$/.test(group) ? "group_id" : "group", group, own.permalink?.rung ?? "group-link");
  return ids;
}

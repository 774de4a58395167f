/**
 * What Facebook tells the account that is logged in: Support Inbox, account status and quality, and dialogs such as
 * "you can't post". Markup not recorded: the place is known by its address, or by words that the catalogue knows.
 */
import type { Candidate, CandidatePart } from "../../notices/candidate.ts";
import { recognise } from "../../notices/recognise.ts";
import { anyOf, climb } from "../ladder.ts";
import type { PageView } from "../platform.ts";
import { CONTAINER, MAIN, MESSAGE } from "./selectors.ts";
import { textOf } from "./text.ts";

/** Pages where Facebook alone speaks, to the author. */
const INBOX =
  /^\/(?:support|account_?status|account_?quality|page_?quality|profile_?quality|business-support-home|help\/violations)(?:\/|$|\.php)/;
/** Words of people inside such a page: the post that it speaks of. */
const QUOTED = () => `${anyOf(CONTAINER)},${anyOf(MESSAGE)},blockquote,textarea,input,q`;
const CONTROLS =
  "a,button,[role=button],label,img,[aria-hidden=true],nav,[role=navigation],[role=banner],footer";
const ITEMS = "[role=listitem],[role=row],li,section";
const ITEMS_MAX = 40;

type Make = (
  place: Candidate["place"],
  about: Candidate["about"],
  parts: CandidatePart[],
  links: string[],
) => Candidate;

/** True on a page where Facebook writes to the author. */
export const isInbox = (url: URL): boolean => INBOX.test(url.pathname);

/** Each message of an inbox page, its words kept even if nobody knows them. */
export function inbox({ document }: PageView, make: Make, linksOf: (box: Element) => string[]): Candidate[] {
  const held = climb(MAIN, document, (area) => textOf(area) !== "");
  if (!held) return [];
  const innermost = (item: Element) => !item.querySelector(ITEMS) && !item.closest(QUOTED());
  const items = [...held.element.querySelectorAll(ITEMS)].filter(innermost);
  const boxes = items.length > 0 ? items : [held.element];
  return boxes.slice(0, ITEMS_MAX).flatMap((box) => {
    const parts = linesOf(box, "inbox");
    return parts.length > 0 ? [make("inbox", "account", parts, linksOf(box))] : [];
  });
}

/** Dialogs that say what the account may not do. Known words of that class only: other dialogs hold people's words. */
export function dialogs(
  { document }: PageView,
  make: Make,
  linksOf: (box: Element) => string[],
): Candidate[] {
  return [...document.querySelectorAll("[role=dialog],[role=alertdialog]")].flatMap((dialog) => {
    if (dialog.querySelector(`${QUOTED()},[role=article],[contenteditable=true]`)) return [];
    if (textOf(dialog).length > 3000) return [];
    const parts = linesOf(dialog, "account-dialog");
    const candidate = make("interstitial", "account", parts, linksOf(dialog));
    const found = recognise([candidate])[0];
    return found?.class.startsWith("account-") ? [candidate] : [];
  });
}

const linesOf = (box: Element, rung: string): CandidatePart[] =>
  textOf(box, (element) => element.matches(`${CONTROLS},${QUOTED()}`))
    .split(/\n+/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20)
    .map((text) => ({ text, from: "dom", rung }));

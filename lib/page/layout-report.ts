/**
 * What a page looks like, without what it says: for a person to read, and to send by hand, when the site has changed.
 * Tag names, ARIA roles, names of attributes, rough counts, which rungs held. Never a text, never a value of the page.
 */

import type { PageView, Platform } from "../platforms/platform.ts";
import { builtInVersion } from "../platforms/rules.ts";
import { parentOf } from "../platforms/unclobbered.ts";
import { readViewer } from "./extract.ts";
import { attributeNames, roleOf, tagOf } from "./layout-names.ts";
import { makeScrubber } from "./scrub.ts";

const LINES = 300;
const ELEMENTS = 8000;
const DEPTH = 80;
/** Where a page keeps what it is about; the whole body where it has none. */
const MAIN = "[role=main],[role=dialog],main,ytd-page-manager,#root,#objects_container";
const LEFT_OUT = "script,style,link,meta,template,noscript,svg,iframe";
/** Words of addresses that name a kind of place, not a place. */
const PLACES = new Set(
  (
    "posts videos watch groups group permalink permalink.php story.php photo photo.php photos reel reels share media set events " +
    "profile.php notes shorts channel playlist post community c user live feed embed p search hashtag about"
  ).split(" "),
);

/** The report, as lines of text. Reads only; at most some 300 lines, whatever the page. */
export function layoutReport(platform: Platform, page: PageView): string {
  const viewer = readViewer(platform, page);
  const report = [
    "keepsake layout report 1",
    `site: ${platform.name}`,
    `address: ${addressOf(page.url)}`,
    `knowledge: ${builtInVersion()}`,
    "",
    "ladders:",
    ...Object.entries(platform.ladders).map(([name, ladder]) => {
      const rungs = ladder.map((rung) => `${rung.name} ${rough(countOf(page.document, rung.selector))}`);
      return `  ${name}: ${rungs.join(", ")}`;
    }),
    "",
    "structure (¶: words stand here; ×: the same again; ·: plain boxes):",
    ...structure(page.document),
  ].join("\n");
  // No value of the page is in it; a name of the witness that happens to be a word of the report goes all the same.
  return makeScrubber((viewer?.strings ?? []).map(({ value }) => value)).text(report);
}

function countOf(document: Document, selector: string): number {
  return document.querySelectorAll(selector).length;
}

/** Exact numbers could tell one post from another. */
const rough = (count: number): string => (count > 9 ? "10+" : count > 3 ? "4+" : String(count));

/** `www /∗/posts/∗`: the kind of address, with every name and id taken out. */
function addressOf({ hostname, pathname }: URL): string {
  const host = /^(www|m|mbasic|web|touch|music)\./.exec(hostname)?.[1] ?? "other";
  const parts = pathname.split("/").filter(Boolean).slice(0, 6);
  return `${host} /${parts.map((part) => (PLACES.has(part) ? part : "*")).join("/")}`;
}

interface Budget {
  elements: number;
}

function structure(document: Document): string[] {
  const budget: Budget = { elements: ELEMENTS };
  const found = [...document.querySelectorAll(MAIN)].filter((area) => !parentOf(area)?.closest(MAIN));
  const areas = found.length > 0 ? found : [document.body];
  const lines = areas.flatMap((area) => (area ? linesOf(area, 1, budget) : []));
  return lines.length <= LINES ? lines : [...lines.slice(0, LINES), "  … cut here"];
}

/** An element and what is in it, one line each; boxes that only hold another box are counted, not drawn. */
function linesOf(element: Element, depth: number, budget: Budget): string[] {
  let at = element;
  let plain = 0;
  while (isPlain(at) && at.children.length === 1 && at.firstElementChild && plain < DEPTH) {
    at = at.firstElementChild;
    plain++;
  }
  if (--budget.elements < 0 || depth > DEPTH || at.matches(LEFT_OUT)) return [];
  const role = roleOf(at);
  const names = attributeNames(at);
  const head = `${"· ".repeat(Math.min(plain, 3))}${tagOf(at)}${role ? `(${role})` : ""}${names.length > 0 ? `[${names.join(" ")}]` : ""}${hasWords(at) ? " ¶" : ""}`;
  const inside = collapsed([...at.children].map((child) => linesOf(child, depth + 1, budget)));
  return [`${"  ".repeat(Math.min(depth, 20))}${head}`, ...inside];
}

/** Neighbours of one shape are drawn once. */
function collapsed(children: string[][]): string[] {
  const lines: string[] = [];
  for (let index = 0; index < children.length; ) {
    const [head = "", ...rest] = children[index] ?? [];
    const same = (children[index] ?? []).join("\n");
    let count = 1;
    while (index + count < children.length && children[index + count]?.join("\n") === same) count++;
    if (head) lines.push(count > 1 ? `${head} ×${rough(count)}` : head, ...rest);
    index += count;
  }
  return lines;
}

const isPlain = (element: Element): boolean =>
  (element.localName === "div" || element.localName === "span") &&
  !hasWords(element) &&
  roleOf(element) === null &&
  attributeNames(element).length === 0;

/** Text nodes of its own; adjacent ones and their lengths tell nothing. */
const hasWords = (element: Element): boolean =>
  [...element.childNodes].some((node) => node.nodeType === 3 && (node.nodeValue ?? "").trim() !== "");

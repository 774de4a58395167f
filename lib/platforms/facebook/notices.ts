/**
 * Where Facebook itself speaks: error pages, login walls, stubs in place of a shared original. Words are taken only
 * from there, never from messages, comments or names: a quoted notice is none (design promise 2).
 */
import type { Notice } from "../../model/notice.ts";
import type { Candidate, CandidatePart, Place } from "../../notices/candidate.ts";
import { recognise } from "../../notices/recognise.ts";
import { anyOf, climb } from "../ladder.ts";
import { at, literals, search } from "../page-data.ts";
import type { PageView } from "../platform.ts";
import { parentOf } from "../unclobbered.ts";
import { linkPlace, outsideComments } from "./container.ts";
import { AUTHOR, CONTAINER, DIALOG, LOGIN_FORM, MAIN, MESSAGE } from "./selectors.ts";
import { textOf } from "./text.ts";
import { dialogs, inbox, isInbox } from "./to-author.ts";
import { absolute, cleanUrl, parse } from "./urls.ts";

const OUTSIDE =
  "[role=banner],[role=navigation],[role=contentinfo],[role=complementary],#pageFooter,footer,nav";
/** What a page that is there holds and an error page does not. */
const FULL =
  "[role=feed],[role=progressbar],video,textarea,input[type=file],img[src*='scontent'],form [type=password]";

/** What the page as a whole says; `posts`: how many posts stand on it; `main`: whether the addressed one is there. */
export function noticesOf(page: PageView, posts: number, main: boolean): Notice[] {
  const login = loginOf(page);
  if (login) return recognise([login]);
  const make = candidate.bind(null, page);
  if (isInbox(page.url)) return recognise(inbox(page, make, linksOf)).slice(0, 50);
  const account = recognise(dialogs(page, make, linksOf));
  if (account.length > 0) return account;
  const status = page.http?.status ?? 0;
  const found: Candidate[] = [];
  if (posts === 0) found.push(...errorRoute(page), ...errorArea(page, MAIN));
  else if (!main) found.push(...errorArea(page, DIALOG));
  const first = found.slice(0, 1);
  if (posts === 0 && first.length === 0) first.push(...headed(page));
  if (first.length === 0 && status >= 400) first.push(candidate(page, "http", "subject", [], []));
  return recognise(first).filter((notice) => known(notice) || found.length > 0);
}

const known = (notice: Notice): boolean => notice.class !== "unrecognised";

/**
 * Stubs and covers inside a live post, where the shared original would be. Only known wording counts here: the place
 * is found by what surrounds it, and unknown words could be someone's.
 */
export function noticesIn(
  post: Element,
  page: PageView,
  message: Element | null,
  original: Element | null,
): Notice[] {
  const own = outsideComments(post);
  const found: Candidate[] = [];
  const boxes: Element[] = [];
  const written = anyOf(MESSAGE);
  for (const block of post.querySelectorAll('[dir="auto"],[role=heading],p')) {
    if (message?.contains(block) || original?.contains(block) || !own(block)) continue;
    // Neither inside what someone wrote nor around it (2023 wraps the message in such a block).
    if (block.closest(written) || block.querySelector(written)) continue;
    if (boxes.some((box) => box.contains(block)) || block.querySelector("a,[role=article]")) continue;
    if (block.closest("a,button,[role=button],[role=toolbar],form") || textOf(block).length < 12) continue;
    // First the words alone: most blocks are no notice, and the box around them is dear to find.
    const line = candidate(page, "stub", "original", partsOf(block, "stub-in-post"), []);
    if (!recognise([line]).some(known)) continue;
    const box = boxAround(block, post);
    boxes.push(box);
    found.push({ ...line, parts: partsOf(box, "stub-in-post"), links: linksOf(box) });
  }
  return recognise(found).filter(known);
}

/** The largest element around `block` with no people, posts, pictures, messages or controls of the post in it. */
function boxAround(block: Element, post: Element): Element {
  let box = block;
  for (let up = parentOf(block); up && up !== post; up = parentOf(up)) {
    if (up.querySelector(`${FULL},form,[role=toolbar],[role=article],${anyOf(MESSAGE)},${anyOf(AUTHOR)}`))
      break;
    if ([...up.querySelectorAll("a[href]")].some((link) => linkPlace(link))) break;
    box = up;
  }
  return box;
}

/** `/login`, `/checkpoint`, or the login form as the page's own content; the form in a banner or dialog is no wall. */
function loginOf(page: PageView): Candidate | null {
  const { document, url } = page;
  const canonical =
    parse(document.querySelector('link[rel="canonical"]')?.getAttribute("href"))?.pathname ?? "";
  const held = climb(LOGIN_FORM, document, (form) => !form.closest("[role=banner],[role=dialog]"));
  const path = [url.pathname, held ? canonical : ""].find((p) => /^\/(?:login|checkpoint)\b/.test(p));
  const readable = document.querySelector(`[role=feed],${anyOf(MESSAGE)},[role=main] h1`);
  if (!path && !(held && !readable)) return null;
  const route = path?.startsWith("/checkpoint") ? "checkpoint" : "login";
  const main = route === "checkpoint" && !held ? climb(MAIN, document, (e) => textOf(e) !== "") : null;
  const area = held
    ? words(held.element.closest("[role=main],#root,#content") ?? held.element, held.rung)
    : main
      ? words(main.element, main.rung)
      : [];
  return candidate(page, "login", "viewer", area.slice(0, held ? 4 : 12), [], { route });
}

/** The route that the server answered with: `CometErrorRoot`, its words in the properties (seen in tools of 2024-26). */
function errorRoute(page: PageView): Candidate[] {
  const routes = literals(page.document, ['"comet.error"', "CometErrorRoute"]).flatMap(({ value }) =>
    search(
      value,
      (object) =>
        object.tracePolicy === "comet.error" ||
        /CometErrorRoute/.test(String(object.canonicalRouteName ?? "")),
      {
        within: false,
      },
    ),
  );
  if (routes.length === 0) return [];
  // Left from before: the page went on to show a profile, a group or a feed.
  const head = page.document.querySelector("[role=feed],[role=main] h1");
  const props = search(
    routes,
    (object) => typeof object.title === "string" && typeof object.body === "string",
  )[0];
  const texts = [at(props, "title"), at(props, "body")].filter(
    (text): text is string => typeof text === "string",
  );
  const shown = head ? textOf(page.document.body) : "";
  if (head && !texts.some((text) => shown.includes(text))) return [];
  const parts: CandidatePart[] = texts.map((text) => ({
    text,
    from: "page-data",
    rung: "CometErrorRoot.props",
  }));
  return [candidate(page, "error-screen", "subject", parts, [], { route: "error" })];
}

/** An area of few words whose links lead home, back or to help only. */
function errorArea(page: PageView, ladder: typeof MAIN): Candidate[] {
  const held = climb(ladder, page.document, (area) => {
    if (area.querySelector(FULL) || area.closest(OUTSIDE)) return false;
    const text = textOf(area, outside);
    const links = [...area.querySelectorAll("a[href]")].filter((link) => !link.closest(OUTSIDE));
    return (
      text.length > 10 && text.length < 1500 && links.length > 0 && links.length < 9 && links.every(leadsAway)
    );
  });
  if (!held) return [];
  const parts = words(held.element, held.rung);
  return parts.length > 0 ? [candidate(page, "error-screen", "subject", parts, linksOf(held.element))] : [];
}

const outside = (element: Element): boolean => element.matches(OUTSIDE);

function leadsAway(link: Element): boolean {
  const url = parse(link.getAttribute("href"));
  return (
    url !== null &&
    (!/facebook\.com$/.test(url.hostname) ||
      /^\/(?:$|home|help|login|recover|support|policies|business|transparency|watch\/?$|#)/.test(
        url.pathname,
      ))
  );
}

/** On a profile or group that is there: a headed box whose heading is a known notice ("Access to this group …"). */
function headed(page: PageView): Candidate[] {
  const found: Candidate[] = [];
  for (const heading of page.document.querySelectorAll(
    "[role=main] h2,[role=main] h3,[role=main] [role=heading]",
  )) {
    if (heading.querySelector("a") || heading.closest(`a,${anyOf(CONTAINER)}`)) continue;
    const line: CandidatePart = { text: textOf(heading), from: "dom", rung: "main-heading" };
    const alone = candidate(page, "interstitial", "subject", [line], []);
    if (!recognise([alone]).some(known)) continue;
    const box = under(heading);
    const parts = box === heading ? [line] : partsOf(box, "main-heading");
    found.push({ ...alone, parts, links: linksOf(box) });
  }
  return found;
}

/** The heading with what stands under it: up to where the page's name, another heading or a person begins. */
function under(heading: Element): Element {
  const others = `h1,h2,h3,[role=heading],[role=tablist],${FULL},${anyOf(CONTAINER)}`;
  let box = heading;
  for (let up = parentOf(heading); up && !up.matches("[role=main]"); up = parentOf(up)) {
    if (
      [...up.querySelectorAll(others)].some((other) => !heading.contains(other) && !other.contains(heading))
    )
      break;
    if ([...up.querySelectorAll("a[href]")].some((link) => linkPlace(link)) || textOf(up).length > 1500)
      break;
    box = up;
  }
  return box;
}

/** Lines of an area as shown, without its controls. */
function words(area: Element, rung: string): CandidatePart[] {
  const text = textOf(
    area,
    (e) => outside(e) || e.matches("a,button,[role=button],label,img,[aria-hidden=true]"),
  );
  return lines(text, rung);
}
const partsOf = (box: Element, rung: string): CandidatePart[] =>
  lines(
    textOf(box, (e) => e.matches("[aria-hidden=true]")),
    rung,
  );
const lines = (text: string, rung: string): CandidatePart[] =>
  text
    .split(/\n+/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20)
    .map((line) => ({ text: line, from: "dom", rung }));

const linksOf = (box: Element): string[] =>
  [...box.querySelectorAll("a[href]")]
    .map((link) => cleanUrl(absolute(link)))
    .filter((url) => /^https?:\/\/[^/]+\/./.test(url) && !/\/(?:home\.php|login\b)/.test(url))
    .slice(0, 20);

function candidate(
  page: PageView,
  place: Place,
  about: Notice["about"],
  parts: CandidatePart[],
  links: string[],
  signals: Record<string, string> = {},
): Candidate {
  const status: Record<string, string> = page.http ? { "http.status": String(page.http.status) } : {};
  const language = page.document.documentElement.getAttribute("lang");
  return { platform: "facebook", place, about, parts, language, links, signals: { ...status, ...signals } };
}

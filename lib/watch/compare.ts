/**
 * Two readings of one post, field by field. Exact on what a person wrote and on who wrote it; counts, times as printed,
 * comments and pictures change from look to look and are not compared. A withheld place fits anything.
 */
import type { Extraction } from "../model/extraction.ts";
import type { Notice } from "../model/notice.ts";
import type { Sourced } from "../model/sourced.ts";
import type { Compared } from "../model/statement.ts";
import type { FoundId } from "../model/subject.ts";
import { WITHHELD } from "../page/scrub.ts";

/** The rung of a title that stands on the browser's tab: the page's, with a counter of unread things. */
const BROWSER_TITLE = "document-title";
/** Ids that are new with every load: they name the post and tell nothing of it. */
const ROTATING = new Set(["pfbid", "share_id"]);

type Field = Compared["field"];
type Result = Compared["result"];

/**
 * What `first` and `second` say of each field that at least one of them has. Of `second` nothing counts that was read
 * from the address: that is what was asked, not what was answered.
 */
export function compare(first: Extraction, second: Extraction): Compared[] {
  const found: Compared[] = [];
  const add = (field: Field, result: Result | null) => {
    if (result) found.push({ field, result });
  };
  const words = (field: Field, one: Sourced<string> | null, other: Sourced<string> | null) =>
    add(field, both(one?.value, answered(other), sameWords));

  const cut = isCut(first) || isCut(second);
  if (cut && first.text && second.text)
    add("text-start", sameStart(first.text.value, second.text.value) ? "same" : "different");
  else words("text", first.text, second.text);
  // Posts on Facebook have none; then a title is the page's own, and says nothing of the post.
  if (first.title && first.title.rung !== BROWSER_TITLE) words("title", first.title, titleOf(second));
  words("author", first.author.name, second.author.name);
  words("author-id", first.author.id, second.author.id);
  add("ids", sameIds(first.subject.ids, second.subject.ids));
  add("published", both(first.published.read?.value, answered(second.published.read), sameInstant));
  words("original-author", first.original?.author.name ?? null, second.original?.author.name ?? null);
  words("original-text", first.original?.text ?? null, second.original?.text ?? null);
  add("original-ids", sameIds(first.original?.subject.ids ?? [], second.original?.subject.ids ?? []));
  const [one, other] = [first.notices.filter(isOfPost), second.notices.filter(isOfPost)];
  add(
    "notice-class",
    sameSet(one, other, (notice) => notice.class),
  );
  add(
    "notice-text",
    sameSet(one, other, (notice) => folded(notice.text)),
  );
  return found;
}

/** What was read of a page, not of the address that was asked for. */
const answered = (fact: Sourced<string> | null): string | undefined =>
  fact && fact.from !== "url" ? fact.value : undefined;

function both(
  one: string | undefined,
  other: string | undefined,
  same: (one: string, other: string) => boolean,
): Result | null {
  if (one === undefined) return other === undefined ? null : "only-second";
  if (other === undefined) return "only-first";
  return same(one, other) ? "same" : "different";
}

/** How a page breaks lines is its own doing; the characters are the author's. */
const folded = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\ufe0f\u200b]/g, "")
    .replace(/\s+/g, " ")
    .trim();

function sameWords(one: string, other: string): boolean {
  const [a, b] = [folded(one), folded(other)];
  return a === b || fits(a, b) || fits(b, a);
}

/** True where `text` is `pattern` with something in each withheld place. */
function fits(pattern: string, text: string): boolean {
  if (!pattern.includes(WITHHELD)) return false;
  const parts = pattern.split(WITHHELD);
  const [head = "", tail = ""] = [parts[0], parts.at(-1)];
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
  const inner = text.slice(head.length, text.length - tail.length);
  let at = 0;
  for (const part of parts.slice(1, -1)) {
    const next = inner.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return true;
}

/** The shorter of the two, without its ellipsis, begins the longer. */
function sameStart(one: string, other: string): boolean {
  const [short, long] = [one, other]
    .map((text) => folded(text).replace(/\s*(?:…|\.\.\.)$/, ""))
    .sort((a, b) => a.length - b.length);
  if (!short || !long) return short === long;
  return long.startsWith(short) || fits(`${short}${WITHHELD}`, long);
}

const isCut = ({ text, parts }: Extraction): boolean =>
  text !== null && parts.some((part) => part.name === "text" && part.of === null);

const titleOf = ({ title }: Extraction): Sourced<string> | null =>
  title?.rung === BROWSER_TITLE ? null : title;

function sameInstant(one: string, other: string): boolean {
  if (one === other) return true;
  const bare = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value);
  if (bare(one) || bare(other)) return one.slice(0, 10) === other.slice(0, 10);
  return Date.parse(one) === Date.parse(other);
}

/** Ids of one name agree where one look has at least what the other has: pages give now more, now fewer of them. */
function sameIds(first: readonly FoundId[], second: readonly FoundId[]): Result | null {
  const [one, other] = [byName(first), byName(second.filter((id) => id.from !== "url"))];
  const shared = [...one].flatMap(([name, values]) => {
    const others = other.get(name);
    return others ? [includes(values, others) || includes(others, values)] : [];
  });
  if (shared.length > 0) return shared.every(Boolean) ? "same" : "different";
  if (one.size === 0) return other.size === 0 ? null : "only-second";
  return other.size === 0 ? "only-first" : null;
}

function byName(ids: readonly FoundId[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { name, value } of ids)
    if (!ROTATING.has(name)) found.set(name, (found.get(name) ?? new Set()).add(value));
  return found;
}

const includes = (whole: ReadonlySet<string>, part: ReadonlySet<string>): boolean =>
  [...part].every((value) => whole.has(value));

/** What is said of the one who looks is no word on the post. */
const isOfPost = (notice: Notice): boolean => notice.about !== "viewer";

function sameSet(
  first: readonly Notice[],
  second: readonly Notice[],
  of: (notice: Notice) => string,
): Result | null {
  const [one, other] = [new Set(first.map(of)), new Set(second.map(of))];
  if (one.size === 0) return other.size === 0 ? null : "only-second";
  if (other.size === 0) return "only-first";
  return includes(one, other) && includes(other, one) ? "same" : "different";
}

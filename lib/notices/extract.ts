/** Authority, law or policy, country and appeal, as the notice writes them. What it does not name is null. */
import type { Notice } from "../model/notice.ts";
import { WORDS } from "./catalogue.ts";
import { countryAt, findCountry } from "./country.ts";
import { cut, type Folded, fold } from "./fold.ts";
import { phraseAt } from "./pattern.ts";

type Span = [number, number];

/** Words an authority's name follows, longest first, and words that end it. */
const BEFORE = [
  "legal request from", "legal order from", "legal demand from", "legal complaint from", "request from", "order from",
  "complaint from", "requested by", "at the request of", "ordered by", "reported by", "order of", "yêu cầu pháp lý từ",
  "yêu cầu pháp lý của", "yêu cầu từ", "yêu cầu của", "khiếu nại pháp lý của", "khiếu nại pháp lý từ", "đề nghị của",
  "theo lệnh của", "lệnh của",
]; // biome-ignore format: a word list reads better dense
const AFTER =
  /\s(?:to (?:restrict|remove|block|limit|take)|under|pursuant|based on|in accordance|claiming|alleging|that|which|and we|we|because|về việc|về|để|nên|theo|vì|do|rằng|mà|chúng tôi|yêu cầu|đề nghị|hạn chế)\s|[;:()\n]|[.](?=\s|$)|, (?:we|chúng tôi|which|nên|and|bài viết|bài đăng|nội dung|video|trang|tài khoản|this|the|your)\s/u;
/** "X đề nghị hạn chế …": the authority stands before the verb (author-side notices, 2026). */
const LEADING = [
  " đề nghị hạn chế",
  " yêu cầu hạn chế",
  " đề nghị gỡ",
  " yêu cầu gỡ",
  " has requested",
  " requested that",
];
const LAWS: readonly RegExp[] = [
  /(?:(?:khoản|điểm) [\p{L}\d]+,? )*điều \d+[a-zđ]?(?: (?:của )?(?:bộ luật|luật|nghị định)[^.,;\n]{0,100})?/iu,
  /nghị định(?: số)? \d+(?:\/\d+)?(?:\/[\p{L}-]+)?/iu,
  /\b(?:Bộ luật|Luật) \p{Lu}[^.,;\n]{2,80}/u,
  /(?:pháp luật|luật pháp|luật) địa phương/iu,
  /\b(?:section|article|decree)s? (?:no\. ?)?\d[\w/()-]*(?: ?\([^)]{1,8}\))*(?: of (?:the )?[^.;\n]{2,100})?/iu,
  /\b(?:\p{Lu}[\p{L}-]+ (?:of |and |on |& )?){1,8}(?:Act|Law|Code|Decree)\b(?: (?:of )?\d{4})?/u,
  /\blocal (?:laws?|legal restrictions)\b/iu,
  /\bYouTube['’]s policy (?:on|prohibiting) [^.\n]{3,80}/iu,
  /\b(?:YouTube['’]s )?(?:Community (?:Guidelines|Standards)(?: on [\p{L} ]{2,40})?|Terms of Service)\b/iu,
  /(?:tiêu chuẩn|nguyên tắc|quy tắc) cộng đồng|điều khoản dịch vụ/iu,
  /política de YouTube sobre [^.\n]{3,60}/iu,
];

export interface Extracted {
  authority: string | null;
  country: Notice["country"];
  law: string | null;
  appeal: "offered" | null;
}

/**
 * `slots`: spans that a catalogue sentence named, in this text. `legal`: only then an authority and a blocking country
 * are looked for, so that no other notice grows one.
 */
export function extract(
  original: string,
  slots: Record<string, Span>,
  language: string | null,
  legal: boolean,
): Extracted {
  const folded = fold(original);
  const authority = legal ? (trimmed(folded, slots.authority) ?? follows(folded) ?? leads(folded)) : null;
  const named = slots.country ? countryAt(folded.text, slots.country[0], language) : null;
  const country = named ?? (legal ? findCountry(original, folded, language, authority) : null);
  const written = slots.country ?? (country ? [country.from, country.to] : null);
  const law = LAWS.map((form) => form.exec(original)?.[0]).find((words) => words !== undefined);
  return {
    authority: authority ? cut(original, folded, ...authority).slice(0, 500) || null : null,
    country: written
      ? { written: cut(original, folded, ...(written as Span)).slice(0, 200), iso: country?.iso ?? null }
      : null,
    law: law?.trim().slice(0, 500) ?? null,
    appeal: offersAppeal(folded.text) ? "offered" : null,
  };
}

const trimmed = (folded: Folded, span: Span | undefined): Span | null =>
  span ? until(folded, span[0], span[1]) : null;

function follows(folded: Folded): Span | null {
  for (const words of BEFORE) {
    const at = phraseAt(folded.text, words);
    if (at >= 0) return until(folded, at + words.length, folded.text.length);
  }
  return null;
}

function leads(folded: Folded): Span | null {
  for (const words of LEADING) {
    const at = folded.text.indexOf(words);
    if (at > 0) return [folded.text.lastIndexOf(". ", at) + 1, at];
  }
  return null;
}

function until(folded: Folded, from: number, limit: number): Span | null {
  const start = from + (folded.text.slice(from).search(/\S/) || 0);
  const stop = folded.text.slice(start, limit).search(AFTER);
  const end = stop < 0 ? limit : start + stop;
  return end - start > 1 ? [start, end] : null;
}

function offersAppeal(text: string): boolean {
  const says = (group: string) =>
    Object.values(WORDS).some((words) => words[group]?.some((phrase) => phraseAt(text, phrase) >= 0));
  return says("appeal") && !says("no-appeal");
}

/**
 * The catalogue in memory: sentences and word families as plain data, compiled once at first use. A rule pack is the
 * same data from elsewhere. Sources and dates of each sentence stand in `*.sources.json`, which no page ever loads.
 */
import type { Certainty, Notice, NoticeClass } from "../model/notice.ts";
import type { PlatformName } from "../model/subject.ts";
import facebook from "./facebook.json";
import families from "./families.json";
import { type Found, pattern } from "./pattern.ts";
import youtube from "./youtube.json";

/** `aside`: words beside a notice that say nothing of their own ("Learn more"). `none`: not a notice at all. */
export type SentenceClass = NoticeClass | "aside" | "none";

export interface Sentence {
  id: string;
  lang: string;
  class: SentenceClass;
  certainty: Certainty;
  /** As shown; `{}` for words that vary, `{authority}`, `{country}`, `{law}` for words to extract. */
  text: string;
  about?: Notice["about"];
  /** Known only without accents: compared with the accents of the shown words taken off. */
  bare?: boolean;
}

/** Holds where every group of `all` and none of `none` is found in one text. First in the list wins. */
export interface Family {
  id: string;
  class: NoticeClass;
  all: string[];
  none?: string[];
  about?: Notice["about"];
}

/** Word groups of a language: group name → phrases. */
export type Words = Record<string, string[]>;

export interface CompiledSentence extends Sentence {
  match(folded: string): Found | null;
}

/** What a rule pack adds. Its sentences and templates stand beside the built-in ones, which all stay. */
export interface MoreWords {
  sentences?: Partial<Record<PlatformName, readonly Sentence[] | undefined>> | undefined;
  templates?:
    | { words?: Readonly<Record<string, Words>> | undefined; families?: readonly Family[] | undefined }
    | undefined;
}

const BUILT_IN = { facebook: facebook.sentences, youtube: youtube.sentences } as Record<
  PlatformName,
  Sentence[]
>;
const compiled = new Map<PlatformName, CompiledSentence[]>();
let more: MoreWords = {};

/** All sentences of a platform, every language, compiled. */
export function sentences(platform: PlatformName): readonly CompiledSentence[] {
  const known = compiled.get(platform);
  if (known) return known;
  const added = (more.sentences?.[platform] ?? []).map((sentence) => ({
    ...sentence,
    id: `pack/${sentence.id}`,
  }));
  const fresh = [...BUILT_IN[platform], ...added].map((sentence) => ({
    ...sentence,
    match: pattern(sentence.text),
  }));
  compiled.set(platform, fresh);
  return fresh;
}

/** Families in force. */
export let FAMILIES = families.families as readonly Family[];
/** Language → group → phrases in force. */
export let WORDS = families.words as Readonly<Record<string, Words>>;
/** The version of the built-in catalogue. */
export const CATALOGUE_VERSION: string = families.version;
/** The built-in catalogue, for its fingerprint. */
export const CATALOGUE: readonly unknown[] = [facebook, youtube, families];

/** Puts a pack's words beside the built-in ones, instead of those added before; `{}` takes them away. */
export function extendCatalogue(added: MoreWords): void {
  more = added;
  compiled.clear();
  const { words = {}, families: extra = [] } = added.templates ?? {};
  const named = extra.map((family) => ({ ...family, id: `pack/${family.id}` }));
  FAMILIES = [...(families.families as readonly Family[]), ...named];
  const merged: Record<string, Words> = { ...(families.words as Record<string, Words>) };
  for (const [language, groups] of Object.entries(words)) {
    const whole: Words = { ...merged[language] };
    for (const [group, phrases] of Object.entries(groups))
      whole[group] = [...(whole[group] ?? []), ...phrases];
    merged[language] = whole;
  }
  WORDS = merged;
}

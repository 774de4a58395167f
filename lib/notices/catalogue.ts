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

const SENTENCES = { facebook: facebook.sentences, youtube: youtube.sentences } as Record<
  PlatformName,
  Sentence[]
>;
const compiled = new Map<PlatformName, CompiledSentence[]>();

/** All sentences of a platform, every language, compiled. */
export function sentences(platform: PlatformName): readonly CompiledSentence[] {
  const known = compiled.get(platform);
  if (known) return known;
  const fresh = SENTENCES[platform].map((sentence) => ({ ...sentence, match: pattern(sentence.text) }));
  compiled.set(platform, fresh);
  return fresh;
}

export const FAMILIES = families.families as readonly Family[];
/** Language → group → phrases. */
export const WORDS = families.words as Readonly<Record<string, Words>>;
/** What the record names as the page knowledge used. */
export const CATALOGUE_VERSION: string = families.version;

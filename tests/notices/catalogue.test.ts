/** The catalogue is data that thousands of hands may edit: sorted, unique, sourced, of known classes. */
import { describe, expect, it } from "vitest";
import { Certainty, NOTICE_CLASSES } from "../../lib/model/notice.ts";
import { FAMILIES, type Sentence, WORDS } from "../../lib/notices/catalogue.ts";
import facebook from "../../lib/notices/facebook.json";
import facebookSources from "../../lib/notices/facebook.sources.json";
import families from "../../lib/notices/families.json";
import { plain } from "../../lib/notices/fold.ts";
import youtube from "../../lib/notices/youtube.json";
import youtubeSources from "../../lib/notices/youtube.sources.json";

const files = [
  ["facebook", facebook, facebookSources],
  ["youtube", youtube, youtubeSources],
] as const;
const classes: string[] = [...NOTICE_CLASSES, "aside", "none"];

describe.each(files)("%s.json", (platform, catalogue, sources) => {
  const sentences = catalogue.sentences as Sentence[];
  const key = (sentence: Sentence) => `${sentence.lang}/${sentence.id}`;

  it("names its platform and version", () => {
    expect(catalogue.platform).toBe(platform);
    expect(catalogue.version).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it("is sorted by language and id, each once", () => {
    const keys = sentences.map(key);
    expect(keys).toEqual([...new Set(keys)].sort((one, other) => (one < other ? -1 : 1)));
  });

  it("says no sentence twice in one language", () => {
    const texts = sentences.map((sentence) => `${sentence.lang} ${plain(sentence.text)}`);
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  it("has known classes, certainties and slots", () => {
    for (const sentence of sentences) {
      expect(classes).toContain(sentence.class);
      expect(["recorded", "quoted", "reported"]).toContain(Certainty.parse(sentence.certainty));
      for (const [slot] of sentence.text.matchAll(/\{[^}]*\}/g))
        expect(slot).toMatch(/^\{(authority|country|law)?\}$/);
      expect(sentence.text).toBe(sentence.text.normalize("NFC").trim());
    }
  });

  it("gives source and date for every sentence, and for nothing else", () => {
    expect(Object.keys(sources).sort()).toEqual(sentences.map(key).sort());
    for (const source of Object.values(sources) as { source: string; date: string }[]) {
      expect(source.source.length).toBeGreaterThan(3);
      expect(source.date).toMatch(/^\d{4}(-\d\d)?$/);
    }
  });
});

describe("families.json", () => {
  it("uses only groups that some language has", () => {
    const groups = new Set(Object.values(WORDS).flatMap((words) => Object.keys(words)));
    for (const family of FAMILIES)
      for (const group of [...family.all, ...(family.none ?? [])]) expect(groups).toContain(group);
  });

  it("has known classes, and each family once", () => {
    for (const family of FAMILIES) expect(classes).toContain(family.class);
    expect(new Set(FAMILIES.map((family) => family.id)).size).toBe(families.families.length);
  });

  it("keeps words folded, each once in its group", () => {
    for (const words of Object.values(WORDS))
      for (const phrases of Object.values(words)) {
        expect(new Set(phrases).size).toBe(phrases.length);
        for (const phrase of phrases) expect(phrase).toBe(phrase.toLowerCase().normalize("NFC"));
      }
  });
});

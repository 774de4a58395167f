/** Every recorded or reported string classifies as stated; where we differ, the reason stands here. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLASSES, REAL_DIR, realSuite } from "../fixtures/real.ts";
import { notice } from "./candidate.ts";

interface RecordedString {
  platform: string;
  lang: string;
  text: string;
  class: string;
  evidence: string;
}

describe.skipIf(!REAL_DIR)(realSuite("strings that the platforms showed"), () => {
  const strings: RecordedString[] = REAL_DIR
    ? JSON.parse(readFileSync(join(REAL_DIR, "notices.json"), "utf8"))
    : [];

  it("are all there", () => expect(strings.length).toBeGreaterThanOrEqual(80));

  it.each(strings.map((string) => [string.class, string.lang, string.text, string] as const))(
    "%s (%s): %s",
    (expected, lang, text, string) => {
      // Threads and Instagram speak Facebook's language; we have no adapter for them.
      const platform = string.platform === "youtube" ? "youtube" : "facebook";
      const found = notice([text], { platform, language: lang });
      expect(found?.class ?? null).toBe(CLASSES[expected]);
      if (!found) return;
      expect(found.text).toBe(text);
      if (string.evidence === "prose_or_guess") expect(["reported", "template"]).toContain(found.certainty);
      if (string.evidence === "recorded_response") expect(found.certainty).toBe("recorded");
    },
  );
});

/** Every recorded or reported string classifies as stated; where we differ, the reason stands here. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REAL_DIR, realSuite } from "../fixtures/real.ts";
import { notice } from "./candidate.ts";

const CLASSES: Record<string, string | null> = {
  geo_legal: "geo-legal",
  geo_other: "geo-other",
  removed_policy: "removed-policy",
  removed_by_owner_or_unknown: "removed-or-private",
  private_or_audience: "private",
  account_terminated: "account-terminated",
  account_restricted: "account-restricted",
  age_or_login: "age-or-login",
  unavailable_generic: "unavailable",
  none: null,
};

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

/** Every fixture page with its class names shuffled, its ids changed and wrappers added or taken away, many times over. */
import { describe, expect, it, vi } from "vitest";
import type { PageView, Platform } from "../../lib/platforms/platform.ts";
import { PAGES, unlisted, viewOf } from "./pages.ts";
import { shuffle } from "./shuffle.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

const ROUNDS = 12;

/** Every value that is read of the page's sightings and of the page as a whole, by its path; white space folded. */
function fields(platform: Platform, page: PageView): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) {
      if (value !== null && value !== "") found.set(path, String(value).replace(/\s+/g, " ").trim());
      return;
    }
    // Where a value came from may differ: another rung holds. What it says may not.
    for (const [key, child] of Object.entries(value))
      if (!["rung", "from", "rule"].includes(key)) walk(child, `${path}.${key}`);
  };
  const { parts: _, ...whole } = platform.read(page, null).extraction;
  walk(whole, "page");
  platform.survey(page).forEach((sighting, index) => {
    const { parts, ...read } = platform.read(page, sighting).extraction;
    walk(read, `${index}`);
    walk(
      parts.map((part) => part.name),
      `${index}.parts`,
    );
  });
  return found;
}

describe("when the site changes its names and wrappers", () => {
  it("all fixture pages are tried", () => expect(unlisted()).toEqual([]));

  it.each(PAGES.map((fixture) => [`${fixture.platform.name}/${fixture.name}`, fixture] as const))(
    "%s: at least 95 of 100 fields are read, none is wrong",
    (_, fixture) => {
      const expected = fields(fixture.platform, viewOf(fixture));
      expect(expected.size).toBeGreaterThan(2);
      for (let seed = 1; seed <= ROUNDS; seed++) {
        const page = viewOf(fixture);
        shuffle(page, seed);
        const read = fields(fixture.platform, page);
        const right = [...expected].filter(([path, value]) => read.get(path) === value);
        const lost = [...expected.keys()].filter((path) => !read.has(path));
        expect([seed, right.length / expected.size >= 0.95, lost]).toEqual([seed, true, lost]);
        for (const [path, value] of read)
          expect([seed, path, value]).toEqual([seed, path, expected.get(path)]);
      }
    },
  );
});

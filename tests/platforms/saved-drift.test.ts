/** The drift check: quiet on pages as they are known, loud where a field lost its rung. */
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { drift } from "../drive/drift.ts";

const FIXTURES = resolve(import.meta.dirname, "../fixtures");
const read = (name: string) => readFileSync(join(FIXTURES, name), "utf8");
const GROUP = "https://www.facebook.com/groups/887700112233/";
const ADDRESS: Record<string, string> = {
  "m-feed.html": "https://m.facebook.com/groups/887700112233/",
  "watch.html": "https://www.youtube.com/watch?v=Fixture0001",
  "blocked.html": "https://www.youtube.com/watch?v=Fixture0002",
  "community.html": "https://www.youtube.com/post/UgkxFixturePost0000000000000001",
};
const PAGES = [
  ...["error-route", "feed-2026", "m-feed", "permalink-json", "profile-2023", "reel", "stub"].map(
    (name) => `facebook/${name}.html`,
  ),
  ...["watch", "blocked", "community"].map((name) => `youtube/${name}.html`),
];

describe("the drift check", () => {
  it.each(PAGES)("finds no drift in %s, for which the ladders were made", (name) => {
    const found = drift(read(name), ADDRESS[basename(name)] ?? GROUP);
    expect(found?.subjects.flatMap(({ missing }) => missing)).toEqual([]);
    expect(found?.drifted).toBe(false);
  });

  it("says which rung read what, and how often each holds", () => {
    const found = drift(read("facebook/feed-2026.html"), GROUP);
    expect(found?.ladders.MESSAGE?.["story-message-2025"]).toBeGreaterThan(0);
    expect(found?.ladders.CONTAINER?.["m-permalink-2020"]).toBe(0);
    expect(found?.subjects.map(({ fields }) => fields.author)).toContain("dom: profile-name-2026");
  });

  it("finds the field that lost its rung", () => {
    const nameless = read("facebook/m-feed.html").replace(/<(\/?)(?:h[234]|strong|abbr)\b/g, "<$1div");
    expect(drift(nameless, ADDRESS["m-feed.html"] ?? "")?.drifted).toBe(true);
    const untitled = read("youtube/watch.html").replaceAll("ytd-watch-metadata", "ytd-watch-next");
    const found = drift(untitled, ADDRESS["watch.html"] ?? "");
    expect(found?.drifted).toBe(true);
    expect(found?.subjects[0]?.missing).toContain("title");
  });

  it("takes an empty page for drift, and a notice for none", () => {
    expect(drift("<main><p>x</p></main>", `${GROUP}posts/1/`)?.drifted).toBe(true);
    expect(drift(read("facebook/stub.html"), GROUP)?.drifted).toBe(false);
  });

  it("reads the address from the page where none is given", () => {
    const page = (head: string) => `${head}<main></main>`;
    expect(drift(page(`<!-- saved from url=(0024)${GROUP} -->`), null)?.platform).toBe("facebook");
    const canonical = `<link rel="canonical" href="https://www.youtube.com/watch?v=Fixture0001">`;
    expect(drift(page(canonical), null)?.platform).toBe("youtube");
    expect(drift(page(""), null)).toBeNull();
  });
});

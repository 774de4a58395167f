/** Every recorded page through capture-saved, in the real browser: the facts of its index, the class expected, no false notice. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { captureSaved } from "../drive/capture-saved.ts";
import type { SavedCapture, SavedEntry } from "../drive/saved-captures.ts";
import { CLASSES, REAL_DIR, realSuite } from "../fixtures/real.ts";
import { type Recorded, recordedPages } from "./recorded-list.ts";

const temp = mkdtempSync(join(tmpdir(), "keepsake-recorded-"));
const recorded: Recorded[] = REAL_DIR ? recordedPages(REAL_DIR, temp) : [];
const idOf = (capture: SavedCapture | undefined, name: string) =>
  capture?.subject.ids.find((id) => id.name === name)?.value;

describe.skipIf(!REAL_DIR)(realSuite("recorded pages in the browser"), () => {
  let entries: SavedEntry[] = [];
  beforeAll(async () => {
    const pages = recorded.map(({ page }) => page);
    entries = await captureSaved(pages, join(temp, "out"), () => undefined);
  }, 600_000);
  afterAll(() => rmSync(temp, { recursive: true, force: true }));

  it.each(recorded.map((each, index) => [each.file, each, index] as const))(
    "%s",
    (_, { site, facts, expected_class }, index) => {
      const entry = entries[index];
      expect(entry?.error).toBeUndefined();
      expect(entry?.platform).toBe(site);
      expect(entry?.bundle).toMatch(/\.wacz$/);
      const captures = entry?.captures ?? [];
      const classes = captures.flatMap((capture) => capture.notices.map((notice) => notice.class));
      const expected = CLASSES[expected_class];
      // "n/a" in the index: nobody knows what should be found.
      if (expected_class !== "n/a") expect(classes).toEqual(expected ? [expected] : []);

      for (const post of (facts.posts ?? [facts]).filter((each) => each.permalink)) {
        const found = captures.find((capture) => capture.subject.permalink === post.permalink);
        expect(found, post.permalink).toBeDefined();
        expect(found?.author.name).toBe(post.author ?? facts.author);
        if (post.author_id ?? facts.author_id)
          expect(found?.author.id).toBe(post.author_id ?? facts.author_id);
        if (post.post_id) expect(idOf(found, "post_id")).toBe(post.post_id);
        if (post.creation_time)
          expect(Date.parse(found?.published.read ?? "")).toBe(post.creation_time * 1000);
        if (post.json_text_start) expect(found?.text?.startsWith(post.json_text_start)).toBe(true);
      }
      if (site !== "youtube") return;
      const [video] = captures;
      const videoId = facts.video_id ?? facts.requested_videoId;
      if (videoId) expect(idOf(video, "video_id")).toBe(videoId);
      if (facts.channel_id) expect(video?.author.id).toBe(facts.channel_id);
      if (facts.author) expect(video?.author.name).toBe(facts.author);
      if (facts.publish_date)
        expect(Date.parse(video?.published.read ?? "")).toBe(Date.parse(facts.publish_date));
    },
  );
});

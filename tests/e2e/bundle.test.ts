/** The exported file: verifies, replays in ReplayWeb.page, and every changed byte is found. */
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { nodeHasher } from "../../lib/cli/hasher.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { REMOVED_URL } from "../demo/facebook/pages.ts";
import { FEED_URL } from "../demo/pages.ts";
import { VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { bundleOf, capture, openPage } from "../drive/act.ts";
import { inReplay } from "../drive/replay.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { runVerifier } from "../drive/verifier.ts";

const folder = mkdtempSync(join(tmpdir(), "keepsake-e2e-bundle-"));
const file = join(folder, "demo.wacz");
const TEXT = "Nước đoạn hạ lưu cống xả đổi màu từ sáng thứ Ba.";
let permalink = "";
let stage: Stage | undefined;

beforeAll(async () => {
  stage = await openStage();
  const feed = await openPage(stage, FEED_URL);
  const ids = [(await capture(stage, feed, TEXT)).captureId];
  for (const url of [watchUrl(VIDEOS.blocked), REMOVED_URL])
    ids.push((await capture(stage, await openPage(stage, url), null)).captureId);
  const { captures } = await bundleOf(stage, ids, file);
  permalink = captures[0]?.statement.extraction.subject?.permalink?.value ?? "";
  await stage.close();
  stage = undefined;
});
afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("an exported bundle", () => {
  it("verifies on the command line: exit 0, in words and as JSON", () => {
    expect(runVerifier(file, "--lang", "en").output).toContain("INTACT");
    const { exit, output } = runVerifier(file, "--json");
    expect(exit).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ verdict: "intact", shown: { kind: "evidence" } });
  });

  it("a changed, a cut and a foreign file end with exit 1 or 2", async () => {
    const bytes = await readFile(file);
    const broken = join(folder, "broken.wacz");
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    writeFileSync(broken, bytes);
    expect(runVerifier(broken).exit).toBe(1);
    writeFileSync(broken, "not a bundle");
    expect(runVerifier(broken).exit).toBe(2);
  });

  it("every one of 200 random single-byte changes is found (tests/verify/fuzz.test.ts makes many more)", async () => {
    const bytes = new Uint8Array(await readFile(file));
    const missed: string[] = [];
    for (let round = 0; round < 200; round++) {
      const at = randomInt(bytes.length);
      const before = bytes[at] ?? 0;
      bytes[at] = before ^ randomInt(1, 256);
      const report = await verifyBundle(blobSource(new Blob([bytes])), {
        now: "2026-12-01T00:00:00.000Z",
        hasher: nodeHasher,
      });
      if (report.verdict === "intact") missed.push(`byte ${at}: ${before} → ${bytes[at]}`);
      bytes[at] = before;
    }
    expect(missed).toEqual([]);
  });

  it("replays in ReplayWeb.page, with the post's text and images", async () => {
    await inReplay(file, permalink, async (page) => {
      await page.getByText(TEXT).first().waitFor({ timeout: 60_000 });
      const loaded = await page
        .locator("img")
        .evaluateAll(
          (images) =>
            images.filter((image) => image instanceof HTMLImageElement && image.naturalWidth > 100).length,
        );
      expect(loaded).toBe(3);
    });
  });
});

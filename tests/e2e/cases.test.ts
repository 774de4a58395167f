/** Two cases in a real browser: captures stay in theirs, acts are told, one bundle a case, and a deleted case is gone. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FEED_URL } from "../demo/pages.ts";
import { VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { capture, openPage } from "../drive/act.ts";
import { exportAllTo } from "../drive/exporting.ts";
import { keptIn } from "../drive/kept.ts";
import { TEST_OUT } from "../drive/paths.ts";
import { openPopup } from "../drive/popup.ts";
import { askBackground, askTab, Refusal, tabIdOf } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";

const TEXT = "Nước đoạn hạ lưu cống xả đổi màu từ sáng thứ Ba.";
const OUT = join(TEST_OUT, "cases");
let folder = "";
let stage: Stage;
let feedCapture = "";
let videoCapture = "";
let second = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keepsake-e2e-cases-"));
  await mkdir(OUT, { recursive: true });
  stage = await openStage();
  const feed = await openPage(stage, FEED_URL);
  feedCapture = (await capture(stage, feed, TEXT)).captureId;
  second = (await askBackground(stage.own, "case/create", { name: "Vụ thứ hai" })).caseId;
  const video = await openPage(stage, watchUrl(VIDEOS.blocked));
  videoCapture = (await capture(stage, video, null)).captureId;
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

const told = (file: string): { verdict: string; shown: Shown } => {
  const { exit, output } = runVerifier(file, "--json");
  expect(exit).toBe(0);
  return JSON.parse(output);
};
interface Shown {
  signer: string;
  custody: { history: { type: string }[] };
  notes: { text: string }[];
}

describe("two cases", () => {
  it("tell what was done, hold notes, and go out as one bundle each", async () => {
    // A post that left the page is refused before anything has begun: no act, no entry.
    const feed = await openPage(stage, FEED_URL);
    const tabId = await tabIdOf(stage.own, feed.url());
    const key = { target: "key" as const, key: "gone", trigger: "tool" as const };
    await expect(askTab(stage.own, tabId, "page/capture", key)).rejects.toBeInstanceOf(Refusal);
    await askBackground(stage.own, "note/write", { captureId: videoCapture, text: "lời của tôi" });
    const ids = [feedCapture, videoCapture];
    const files = await exportAllTo(stage.own, ids, folder, { notes: true });
    expect(files).toHaveLength(2);
    const [one, two] = files.map(told);
    expect(one?.shown.signer).not.toBe(two?.shown.signer);
    expect(one?.shown.custody.history.map(({ type }) => type)).toEqual(["captured", "exported"]);
    expect(two?.shown.custody.history.map(({ type }) => type)).toEqual(["captured", "annotated", "exported"]);
    expect(one?.shown.notes).toEqual([]);
    expect(two?.shown.notes.map(({ text }) => text)).toEqual(["lời của tôi"]);
  });

  it("take captures made at once, one log after the other", async () => {
    const pages = [await openPage(stage, FEED_URL), await openPage(stage, watchUrl(VIDEOS.playing))];
    await Promise.all([capture(stage, pages[0] ?? never(), TEXT), capture(stage, pages[1] ?? never(), null)]);
    const { captures } = await keptIn(stage.own);
    expect(captures).toHaveLength(4);
    const files = await exportAllTo(stage.own, captures, folder);
    for (const file of files) told(file);
  });

  it("look as they should", async () => {
    const page = await openPage(stage, FEED_URL, false);
    const popup = await openPopup(stage.session, page);
    const into = wordOf("vi", "cases.into");
    await until("the case in the popup", async () => (await popup.text()).includes(into));
    await writeFile(join(OUT, "popup.png"), await popup.screenshot());
    await popup.close();
    const rooms = ["#/cases", `#/history/${second}`, `#/case/${second}`, `#/capture/${videoCapture}`];
    for (const [index, room] of rooms.entries())
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: colorScheme === "dark" ? 360 : 1100, height: 900 });
        await page.goto(`${ownUrl(stage.session)}archive.html${room}`);
        await page.reload();
        await page.locator("main h1:visible").first().waitFor();
        await page.screenshot({ path: join(OUT, `${index}-${colorScheme}.png`), fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(wide, room).toBe(false);
      }
    await page.close();
  });

  it("are deleted whole, the other untouched", async () => {
    await askBackground(stage.own, "case/delete", { caseId: second });
    expect((await keptIn(stage.own)).captures).toEqual([feedCapture]);
    const [file] = await exportAllTo(stage.own, [feedCapture], folder);
    told(file ?? "");
  });
});

function never(): never {
  throw new Error("no page");
}

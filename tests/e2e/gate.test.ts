/** The leak gate in a real export, and one's own post: stopped and told where, let go without it; kept with one's name only when asked for. */
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FEED_URL } from "../demo/pages.ts";
import { PEOPLE, type Person } from "../demo/people.ts";
import { type Answer, demoAnswer } from "../demo/site.ts";
import { WITNESS } from "../demo/witness.ts";
import { VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { capture, openPage, sealed } from "../drive/act.ts";
import { buttonsNamed, pressCaptureButton } from "../drive/button.ts";
import { exportTo, newestDownload } from "../drive/exporting.ts";
import { keptIn, nextKept } from "../drive/kept.ts";
import { TEST_OUT } from "../drive/paths.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";
import { tracesIn } from "../fixtures/traces.ts";

const shots = join(TEST_OUT, "gate");
const BEGINS = "Mưa đầu mùa";
let stage: Stage;
let folder = "";
/** Whose page it is instead of the witness's. */
let posing: Person | null = null;

/** The post names the witness as YouTube knows them; Facebook does not know that name. */
function told(answer: Answer): Answer {
  if (typeof answer.body !== "string" || !answer.body.includes(WITNESS.facebookId)) return answer;
  if (!posing) {
    const body = answer.body.replaceAll(`${BEGINS}.`, `${BEGINS}. ${WITNESS.youtubeName} kể lại.`);
    return { ...answer, body };
  }
  const { name, id, vanity } = posing;
  const body = answer.body
    .replaceAll(WITNESS.name, name)
    .replaceAll(WITNESS.facebookId, id)
    .replaceAll(WITNESS.vanity, vanity)
    .replaceAll(WITNESS.avatar, vanity)
    .replaceAll(WITNESS.shortName, "An Nhiên");
  return { ...answer, body };
}

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), "keepsake-gate-"));
  stage = await openStage({}, (url, request) => told(demoAnswer(url, request)));
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

const shown = async (page: Page, name: string) => {
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [360, 1100]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(shots, `${name}-${colorScheme}-${width}.png`) });
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    }
};
const traces = async (file: string, words: readonly string[]) =>
  tracesIn(new Uint8Array(await readFile(file)), { words });

it("a hit stops the export, says where and what, and lets it go without that", async () => {
  const feed = await openPage(stage, FEED_URL);
  const { captureId } = await capture(stage, feed, BEGINS);
  await feed.close();
  const video = await openPage(stage, watchUrl(VIDEOS.playing));
  await capture(stage, video, null);
  await video.close();

  const page = await stage.session.context.newPage();
  await page.goto(`${ownUrl(stage.session)}archive.html#/capture/${captureId}`);
  const downloads = () => stage.own.run<number>("chrome.downloads.search({}).then((items) => items.length)");
  const before = await downloads();
  await page.getByRole("button", { name: wordOf("vi", "export.one"), exact: true }).click();
  const alert = page.locator('[role="alert"].banner-failed');
  await alert.waitFor({ timeout: 60_000 });
  expect(await alert.textContent()).toContain(wordOf("vi", "leak_kind.name"));
  expect(await alert.textContent()).toContain(wordOf("vi", "leak_part.text"));
  expect(await alert.textContent()).not.toContain(WITNESS.youtubeName);
  expect(await downloads()).toBe(before);
  await shown(page, "stopped");
  await page.getByRole("button", { name: wordOf("vi", "leak.without") }).click();
  await page.locator(".banner-done").waitFor({ timeout: 60_000 });
  const file = await newestDownload(stage.own);
  expect(await traces(file, [WITNESS.youtubeName])).toEqual([]);
  expect(runVerifier(file).exit).toBe(0);
  await page.close();
});

it("one's own post is sealed without its author, and once more with them where they say so", async () => {
  posing = PEOPLE.anNhien;
  const { name, id } = PEOPLE.anNhien;
  const feed = await openPage(stage, FEED_URL);
  let before = await keptIn(stage.own);
  await pressCaptureButton(feed, name, wordOf("vi", "page.keepBy").split("$1")[0] ?? "");
  const first = await nextKept(stage.own, before);
  const cdp = await feed.context().newCDPSession(feed);
  const [keep] = await until("the question", async () => {
    const found = await buttonsNamed(cdp, wordOf("vi", "own.keep"));
    return found.length > 0 && found;
  });
  await feed.screenshot({ path: join(shots, "question.png") });
  before = await keptIn(stage.own);
  const { quads } = await cdp.send("DOM.getContentQuads", { backendNodeId: keep?.nodeId ?? 0 });
  const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = quads[0] ?? [];
  await feed.mouse.click((x1 + x3) / 2, (y1 + y3) / 2);
  const second = await nextKept(stage.own, before);
  await feed.screenshot({ path: join(shots, "answered.png") });
  await feed.close();

  const [without, with_] = [join(folder, "without.wacz"), join(folder, "with.wacz")];
  await exportTo(stage.own, [first], without);
  await exportTo(stage.own, [second], with_);
  expect(await traces(without, [name, id])).toEqual([]);
  expect(await traces(with_, [name])).not.toEqual([]);
  expect(await traces(with_, [WITNESS.fbDtsg, WITNESS.lsd, WITNESS.datr])).toEqual([]);
  for (const file of [without, with_]) expect(runVerifier(file).exit).toBe(0);
  const kept = await sealed(stage, second);
  expect(kept.statement.extraction.author.name?.value).toBe(name);
  const words = await readFile(without, "latin1");
  expect(words).not.toMatch(/viewer-is-author|scrubbed/);

  const page = await stage.session.context.newPage();
  await page.goto(`${ownUrl(stage.session)}archive.html#/capture/${first}`);
  await page.getByText(wordOf("vi", "own.scrubbed_title")).waitFor();
  await shown(page, "own");
  await page.getByLabel(wordOf("vi", "disclose.device")).check();
  await page.getByRole("button", { name: wordOf("vi", "export.one"), exact: true }).click();
  await page.locator(".banner-done").waitFor({ timeout: 60_000 });
  const disclosed = await newestDownload(stage.own);
  expect((await traces(disclosed, ["Mozilla/5.0"])).join()).toContain("a disclosure");
  expect(runVerifier(disclosed).exit).toBe(0);
  await page.close();
});

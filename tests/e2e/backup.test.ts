/** A backup saved in one browser and restored in another, by the screens: everything is there, and a bundle verifies. */
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { bundleOf, capture, openPage } from "../drive/act.ts";
import { keptIn } from "../drive/kept.ts";
import { askBackground } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";

const PASSPHRASE = "thuyen giay troi qua ngo nho";
const [post] = POSTS;
if (!post) throw new Error("the demo lost its posts");
const start = post.text.slice(0, 30);

let stage: Stage | undefined;
const folder = await mkdtemp(join(tmpdir(), "keepsake-backup-"));
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** One of the archive's rooms, anew. */
async function room({ session, own }: Stage, hash: string) {
  await own.page.goto("about:blank");
  await own.page.goto(`${ownUrl(session)}archive.html${hash}`);
  await own.page.locator(".vault").first().waitFor();
  return own.page;
}

it("a backup brings all of it to another browser", async () => {
  stage = await openStage();
  const { captureId } = await capture(stage, await openPage(stage, FEED_URL, false), start);
  await stage.own.run(
    `void chrome.runtime.sendMessage({ kind: "vault/protect", request: { passphrase: ${JSON.stringify(PASSPHRASE)} } })`,
  );
  await stage.own.page.waitForEvent("load");
  const before = await keptIn(stage.own);
  const page = await room(stage, "#/settings");
  await page.getByRole("button", { name: wordOf("vi", "vault.backup_button") }).click();
  const backup = join(folder, "backup.bin");
  const { own } = stage;
  const saved = await until("the download", async () => {
    const query = "chrome.downloads.search({ orderBy: ['-startTime'], limit: 1 })";
    const [item] = await own.run<{ filename: string; state: string }[]>(query);
    return item?.state === "complete" && item.filename;
  });
  await copyFile(saved, backup);
  await stage.close();
  const bytes = await readFile(backup);
  for (const word of [start, post.author.name, captureId, "facebook"])
    expect(bytes.includes(word)).toBe(false);

  stage = await openStage();
  const fresh = await room(stage, "#/protect");
  await fresh.locator("summary").last().click();
  await fresh.locator("input[type=file]").setInputFiles(backup);
  await fresh.locator("input[type=password]").last().fill(PASSPHRASE);
  const anew = fresh.waitForEvent("load");
  await fresh.getByRole("button", { name: wordOf("vi", "vault.restore_button"), exact: true }).click();
  await anew;
  expect(await askBackground(stage.own, "vault/state", {})).toMatchObject({
    protection: "passphrase",
    locked: false,
  });
  const after = await keptIn(stage.own);
  expect(after).toEqual(before);
  const file = join(folder, "bundle.wacz");
  await bundleOf(stage, [captureId], file);
  const { exit, output } = runVerifier(file);
  expect(exit, output).toBe(0);
});

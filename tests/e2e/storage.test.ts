/**
 * Storage that holds, in a real browser: no room, two windows at once, a header that is lost, an open vault given a passphrase,
 * and a few kills in the middle of things (`npm run soak` makes a hundred).
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DemoPost, POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { capture, openPage } from "../drive/act.ts";
import { newestDownload } from "../drive/exporting.ts";
import { keptIn } from "../drive/kept.ts";
import { rowsIn } from "../drive/raw-rows.ts";
import { Refusal } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";
import { flawsOf } from "../fixtures/whole.ts";
import { change, stateOf, unlock } from "../soak/life.ts";
import { killSeries } from "../soak/series.ts";

const PASSPHRASE = "thuyen giay troi qua ngo nho";
const [first, second] = POSTS;
if (!first || !second) throw new Error("the demo lost its posts");
const startOf = (post: DemoPost) => post.text.slice(0, 40).split("\n")[0] ?? "";

let folder: string;
let stage: Stage;
const ids: string[] = [];
const life = () => ({ ...stage, kill: async () => undefined });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keepsake-storage-"));
  stage = await openStage({ profile: join(folder, "profile") });
  await change(stage.own, "vault/protect", { passphrase: null });
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function room(hash: string) {
  const { page } = stage.own;
  await page.goto("about:blank");
  await page.goto(`${ownUrl(stage.session)}archive.html${hash}`);
  await page.locator(".vault").first().waitFor();
  return page;
}
const expectWhole = async () => {
  expect(await flawsOf((await rowsIn(stage.own)).rows)).toEqual([]);
  expect((await keptIn(stage.own)).captures.toSorted()).toEqual(ids.toSorted());
};

describe("storage that holds", () => {
  it("keeps both of two captures made in two windows at once", async () => {
    const pages = [await openPage(stage, FEED_URL, false), await openPage(stage, `${FEED_URL}?2`, false)];
    const kept = await Promise.all(
      pages.map((page, at) => capture(stage, page, startOf(at ? second : first))),
    );
    ids.push(...kept.map(({ captureId }) => captureId));
    await expectWhole();
    for (const page of pages) await page.close();
  });

  it("says that there is no room, loses nothing of what is sealed, and goes on when there is", async () => {
    const cdp = await stage.session.context.newCDPSession(stage.own.page);
    const origin = ownUrl(stage.session).slice(0, -1);
    await cdp.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1000 });
    const page = await openPage(stage, FEED_URL, false);
    const refused = await capture(stage, page, startOf(first)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: "store-full" });
    await expectWhole();
    await cdp.send("Storage.overrideQuotaForOrigin", { origin });
    ids.push((await capture(stage, page, startOf(first))).captureId);
    await expectWhole();
    await page.close();
  });

  it("encrypts an open vault anew under a passphrase", async () => {
    const page = await room("#/settings");
    await page.locator("summary", { hasText: wordOf("vi", "vault.give") }).click();
    const fields = page.locator(".vault input[type=password]");
    for (const at of [0, 1]) await fields.nth(at).fill(PASSPHRASE);
    const anew = page.waitForEvent("load");
    await page.getByRole("button", { name: wordOf("vi", "vault.give_button") }).click();
    await anew;
    expect(await stateOf(stage.own)).toMatchObject({ locked: true, anew: true });
    await unlock(life(), [PASSPHRASE]);
    expect(await stateOf(stage.own)).toMatchObject({ protection: "passphrase", locked: false, anew: false });
    await expectWhole();
  });

  it("leads to restoring where the header is lost, and a backup opens what lies there, newer captures too", async () => {
    const settings = await room("#/settings");
    await settings.getByRole("button", { name: wordOf("vi", "vault.backup_button") }).click();
    await settings.getByText(wordOf("vi", "vault.backed_up")).waitFor();
    const backup = await newestDownload(stage.own);
    const page = await openPage(stage, FEED_URL, false);
    ids.push((await capture(stage, page, startOf(second))).captureId);
    await stage.own.run(`(async () => {
      const gate = await new Promise((resolve) => { indexedDB.open("gate").onsuccess = (event) => resolve(event.target.result); });
      const clearing = gate.transaction("headers", "readwrite");
      clearing.objectStore("headers").clear();
      await new Promise((resolve) => { clearing.oncomplete = resolve; });
      gate.close();
      await chrome.storage.session.clear();
    })()`);
    const archive = await room("#/");
    expect(await archive.locator("main").textContent()).toContain(wordOf("vi", "vault.damaged_title"));
    const refused = await capture(stage, page, startOf(first)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "vault-damaged" });
    await page.close();
    await archive.locator("input[type=file]").setInputFiles(backup);
    await archive.locator("input[type=password]").fill(PASSPHRASE);
    const anew = archive.waitForEvent("load");
    await archive.getByRole("button", { name: wordOf("vi", "vault.restore_button"), exact: true }).click();
    await anew;
    await until("the vault open", async () => !(await stateOf(stage.own)).locked);
    await expectWhole();
  });
});

it("loses nothing to kills in the middle of things, and says what was cut short", async () => {
  await stage.close();
  const acts = ["capture", "a passphrase for an open vault"]; // `npm run soak` has them all
  const { flaws, rounds } = await killSeries({ seed: 10, rounds: 2, only: acts }, console.log);
  expect(flaws).toEqual([]);
  expect(rounds).toBe(2);
});

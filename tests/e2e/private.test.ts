/**
 * A private window in real Chromium: what is kept there lies in the vault that stays, encrypted, and nothing else of it stays
 * anywhere in the profile, the browser's own history and cache included; no second look follows.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POSTS, permalink } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { openPage } from "../drive/act.ts";
import { surveyOf } from "../drive/capture-page.ts";
import { findInProfile } from "../drive/disk.ts";
import { killStage } from "../drive/kill.ts";
import { rowsIn } from "../drive/raw-rows.ts";
import { askBackground, askTab, openOwnPage, tabIdOf } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { until } from "../drive/waiting.ts";

const PASSPHRASE = "thuyen giay troi qua ngo nho";
const shut = POSTS.find(({ photos }) => photos.length > 0);
const photo = shut?.photos[0];
if (!shut || !photo) throw new Error("the demo lost its photos");
const startOf = ({ text }: { text: string }) => text.slice(0, 30).split("\n")[0] ?? "";

let stage: Stage;
let profile: string;
beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), "keepsake-private-"));
  stage = await openStage({ profile });
  const settings = await stage.session.context.newPage();
  await settings.goto("chrome://extensions");
  await settings.evaluate("chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })");
  await settings.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration({ extensionId: "${stage.session.extensionId}", incognitoAccess: true })`,
  );
  await settings.close();
  // The browser begins the extension anew.
  stage.own = await until("the extension", () =>
    openOwnPage(stage.session, "archive.html").catch(() => undefined),
  );
});
afterAll(async () => {
  await stage?.close().catch(() => undefined);
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

it("keeps into the encrypted vault and says that it stays there", async () => {
  const anew = stage.own.page.waitForEvent("load");
  await stage.own.run(
    `void chrome.runtime.sendMessage({ kind: "vault/protect", request: { passphrase: "${PASSPHRASE}" } })`,
  );
  await anew;
  await askBackground(stage.own, "settings/write", { secondLook: true });
  const windowId = await stage.own.run<number>(
    `chrome.windows.create({ incognito: true, url: "${FEED_URL}" }).then(({ id }) => id)`,
  );
  const tabId = await until("the private tab", () => tabIdOf(stage.own, FEED_URL).catch(() => undefined));
  const { posts } = await until("the content script", () =>
    surveyOf(stage.own, tabId).catch(() => undefined),
  );
  const key = posts.find(({ textStart }) => textStart?.startsWith(startOf(shut)))?.key ?? "";
  const result = await askTab(stage.own, tabId, "page/capture", { target: "key", key, trigger: "tool" });
  expect(result.kept).toBe("beyond");
  await stage.own.run(`chrome.windows.remove(${windowId})`);
  const { captures = [], looks } = (await rowsIn(stage.own)).rows;
  expect(captures.map(({ id }) => id)).toEqual([result.captureId]);
  expect(looks).toEqual([]);
  await askBackground(stage.own, "settings/write", { secondLook: false });
});

it("asks for its pictures past the cache, which would keep them", () => {
  const asked = stage.served.requests.filter(
    ({ url, headers }) => url.includes(photo.id) && headers["sec-fetch-dest"] === "empty",
  );
  // For the artefact, and for the picture that is drawn again.
  expect(asked.length).toBeGreaterThan(0);
  for (const { headers } of asked)
    expect([headers["cache-control"], headers.cookie]).toEqual(["no-cache", undefined]);
});

it("leaves nothing of it in clear in the whole profile, where a window that is not private leaves its address", async () => {
  await killStage(stage);
  expect(findInProfile(profile, [startOf(shut), shut.author.name, shut.pfbid, photo.id])).toEqual([]);
  stage = await openStage({ profile });
  const page = await openPage(stage, permalink(shut), false);
  await until("the history", async () => findInProfile(profile, [shut.pfbid]).length > 0);
  await page.close();
});

/**
 * A private window in real Chromium: what is kept there lies in the vault that stays, encrypted, and nothing else of it stays
 * anywhere in the profile, the browser's own history and cache included; no second look follows.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { demoAnswer } from "../demo/site.ts";
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

/** Media with the headers of media servers, so that whoever asks as pages ask leaves them in the cache. */
const answer: typeof demoAnswer = (url) => {
  const given = demoAnswer(url);
  if (!given || !url.host.endsWith("fbcdn.net")) return given;
  return { ...given, headers: { ...given.headers, "cache-control": "max-age=1209600" } };
};

let stage: Stage;
let profile: string;
beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), "keepsake-private-"));
  stage = await openStage({ profile }, answer);
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

it("leaves nothing of it in clear in the whole profile, where a window that is not private leaves the picture's address", async () => {
  const words = [startOf(shut), shut.author.name, shut.pfbid, photo.id];
  await killStage(stage);
  expect(findInProfile(profile, words)).toEqual([]);
  stage = await openStage({ profile }, answer);
  const page = await openPage(stage, FEED_URL, false);
  await until("the cache", async () => findInProfile(profile, [photo.id]).length > 0);
  await page.close();
});

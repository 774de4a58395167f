/**
 * Panic in a real browser: by the button that is held, and cut short by a killed browser between keys and data. Afterwards
 * the extension stands as it stood when it was new, and nothing kept can be found in its part of the profile.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DemoPost, POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { bundleOf, capture, openPage } from "../drive/act.ts";
import { findOnDisk } from "../drive/disk.ts";
import { keptIn } from "../drive/kept.ts";
import { killStage } from "../drive/kill.ts";
import { askBackground, openOwnPage } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { until } from "../drive/waiting.ts";

const PASSPHRASE = "thuyen giay troi qua ngo nho";
const MEGABYTES = 256;
const [first, second] = POSTS;
if (!first || !second) throw new Error("the demo lost its posts");
const startOf = (post: DemoPost) => post.text.slice(0, 40).split("\n")[0] ?? "";

let profile: string;
let stage: Stage;
let asNew: Left;
const ids: string[] = [];

/** All that an extension can keep, as its own page sees it. */
interface Left {
  databases: Record<string, Record<string, number>>;
  local: string[];
  session: string[];
  files: string[];
  caches: string[];
  downloads: number;
  alarms: string[];
  origins: string[];
}
const LEFT = `(async () => {
  const databases = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve) => { indexedDB.open(name).onsuccess = (event) => resolve(event.target.result); });
    databases[name] = {};
    for (const store of database.objectStoreNames)
      databases[name][store] = await new Promise((resolve) => { database.transaction(store).objectStore(store).count().onsuccess = (event) => resolve(event.target.result); });
    database.close();
  }
  const files = [];
  for await (const file of (await navigator.storage.getDirectory()).keys()) files.push(file);
  return {
    databases, files,
    local: Object.keys(await chrome.storage.local.get(null)),
    session: Object.keys(await chrome.storage.session.get(null)),
    caches: await caches.keys(),
    downloads: (await chrome.downloads.search({})).length,
    alarms: (await chrome.alarms.getAll()).map(({ name }) => name),
    origins: (await chrome.permissions.getAll()).origins,
  };
})()`;
const settledState = () =>
  until("the first-run state", async () => {
    const state = await askBackground(stage.own, "vault/state", {});
    return state.protection === "unchosen" && !state.locked ? state : undefined;
  });
/** As it is now; what the start itself makes (the vault nobody has chosen for) stands first. */
async function left(): Promise<Left> {
  await settledState();
  await keptIn(stage.own);
  // The page's own first reading makes the database.
  const seen = await stage.own.run<Left>(LEFT);
  return { ...seen, session: seen.session.filter((name) => !name.startsWith("vault:used")).sort() };
}
async function reload(kind: string, request: object): Promise<void> {
  const anew = stage.own.page.waitForEvent("load");
  await stage.own.run(`void chrome.runtime.sendMessage(${JSON.stringify({ kind, request })})`);
  await anew;
}
async function keep(post: DemoPost): Promise<void> {
  const page = await openPage(stage, FEED_URL, false);
  ids.push((await capture(stage, page, startOf(post))).captureId);
  await page.close();
}
/** What many captures would be, laid beside them by hand. */
const bulk = () =>
  stage.own.run(`(async () => {
    const database = await new Promise((resolve) => { indexedDB.open("kept").onsuccess = (event) => resolve(event.target.result); });
    for (let at = 0; at < ${MEGABYTES / 16}; at++) {
      const writing = database.transaction("artefacts", "readwrite");
      writing.objectStore("artefacts").put({ captureId: "x", name: String(at), blobs: [new Blob([crypto.getRandomValues(new Uint8Array(65536)), new Uint8Array(16 * 1024 * 1024)])] });
      await new Promise((resolve) => { writing.oncomplete = resolve; });
    }
    database.close();
  })()`);
const words = () =>
  [first, second].flatMap((post) => [startOf(post), post.author.name, post.postId, post.pfbid]);

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), "keepsake-panic-"));
  stage = await openStage({ profile });
  // An extension that was loaded by hand comes back from a reload only in developer mode.
  const settings = await stage.session.context.newPage();
  await settings.goto("chrome://extensions");
  await settings.evaluate("chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })");
  await settings.close();
});
afterAll(async () => {
  await stage?.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

describe("panic", () => {
  it("by the held button, open: leaves the extension as it was when it was new", async () => {
    asNew = await left();
    await reload("vault/protect", { passphrase: PASSPHRASE });
    await keep(first);
    await bundleOf(stage, ids);
    await stage.own.run(`chrome.alarms.create("stamps", { delayInMinutes: 600 })`);
    await bulk();
    const popup = await openOwnPage(stage.session, "popup.html");
    const button = popup.page.locator("button.hold");
    await button.hover();
    // A short press does nothing.
    await button.click();
    const began = performance.now();
    await popup.page.mouse.down();
    const closed = popup.page.waitForEvent("close");
    await closed;
    console.log(
      `${MEGABYTES} MB destroyed ${Math.round(performance.now() - began)} ms after the press, of which 1500 are the holding`,
    );
    stage.own = await until("the extension begun anew", () =>
      openOwnPage(stage.session, "archive.html").catch(() => undefined),
    );
    expect(await left()).toEqual(asNew);
    expect(await stage.own.page.locator("body").textContent()).not.toContain(first.author.name);
  });

  it("locked, and killed between keys and data: the next start finishes it before anything else", async () => {
    await reload("vault/protect", { passphrase: PASSPHRASE });
    await keep(second);
    await reload("vault/lock", {});
    await keep(first);
    // Not one of the pages that let go when they are told to: it holds the data, so that the killing comes in time.
    const holder = await openOwnPage(stage.session, "icon/48.png");
    await holder.run(
      `new Promise((resolve) => { indexedDB.open("kept").onsuccess = (event) => { globalThis.held = event.target.result; resolve(); }; })`,
    );
    await stage.own.run(`void chrome.runtime.sendMessage({ kind: "panic/now", request: {} })`);
    const headers = `new Promise((resolve) => { indexedDB.open("gate").onsuccess = ({ target: { result } }) => {
      const ask = result.transaction("headers").objectStore("headers").getAll();
      ask.onsuccess = () => { result.close(); resolve(ask.result); };
    }; })`;
    await until("the end of the keys", async () => {
      const rows = await holder.run<{ id: string }[]>(headers);
      return rows.length === 1 && rows[0]?.id === "end";
    });
    expect(
      await holder.run<number>(
        `new Promise((resolve) => { globalThis.held.transaction("captures").objectStore("captures").count().onsuccess = (event) => resolve(event.target.result); })`,
      ),
    ).toBe(1);
    await killStage(stage);
    stage = await openStage({ profile });
    expect(await left()).toEqual(asNew);
    await killStage(stage);
    expect(findOnDisk(profile, [...words(), ...ids, PASSPHRASE])).toEqual([]);
    stage = await openStage({ profile });
  });

  it("is no message that a web page's script can send", async () => {
    const page = await openPage(stage, FEED_URL, false);
    const answer = await page.evaluate(
      (url) =>
        typeof (globalThis as { chrome?: { runtime?: unknown } }).chrome?.runtime === "undefined" || url,
      ownUrl(stage.session),
    );
    expect(answer).toBe(true);
    await page.close();
  });
});

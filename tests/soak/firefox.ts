/** Firefox: what the extension leaves in the profile is searched while it is kept, and after panic. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import type { CaptureResult, PageSurvey } from "../../lib/extension/messages.ts";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { spellings } from "../drive/disk.ts";
import { type FirefoxStage, openFirefox } from "../drive/firefox.ts";
import { until } from "../drive/waiting.ts";

const PASSPHRASE = "thuyen giay troi qua ngo nho";
const CONTROL = "doi-chung-4711-nam-o-dang-doc-duoc";
const WORDS = POSTS.slice(0, 1).flatMap(({ text, author, postId }) => [
  text.slice(0, 24),
  author.name,
  postId,
]);
type Answered<T> = { ok: true; value: T } | { ok: false } | null;

/** Gives flaws; says figures. */
export async function firefoxSeries(say: (line: string) => void): Promise<string[]> {
  const stage = await openFirefox();
  const flaws: string[] = [];
  try {
    const own = ownFolders(profileOf(stage.browser));
    const ask = <T>(kind: string, request: object) =>
      stage.run<Answered<T>>(`browser.runtime.sendMessage(${JSON.stringify({ kind, request })})`);
    // The page begins anew with the choice, and its answer goes with it.
    await ask("vault/protect", { passphrase: PASSPHRASE }).catch(() => null);
    await until("the choice", async () => {
      const state = await ask<{ protection: string }>("vault/state", {}).catch(() => null);
      return state?.ok && state.value.protection === "passphrase";
    });
    if (!(await captureOne(stage))) flaws.push("Firefox: nothing was kept");
    await stage.run(`new Promise((resolve) => {
      const opening = indexedDB.open("control", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("control");
      opening.onsuccess = () => {
        const writing = opening.result.transaction("control", "readwrite");
        writing.objectStore("control").put(${JSON.stringify(CONTROL)}, 1);
        writing.oncomplete = () => { opening.result.close(); resolve(1); };
      };
    })`);
    const files = () => own().length;
    await until("the control on the disk", async () => find(own(), [CONTROL]).length > 0);
    const found = find(own(), WORDS);
    flaws.push(...found.map((hit) => `Firefox, kept: ${hit}`));
    say(`Firefox: ${files()} files of the extension searched, ${found.length} words of what was kept found`);
    const began = performance.now();
    await Promise.race([
      stage.run(`browser.runtime.sendMessage({ kind: "panic/now", request: {} })`).catch(() => null),
      new Promise((resolve) => setTimeout(resolve, 10_000)),
    ]);
    await until("the end of the databases", async () => find(own(), [CONTROL]).length === 0, 60);
    say(`Firefox: erased ${((performance.now() - began) / 1000).toFixed(1)} s after panic was asked for`);
    stage.browser.process()?.kill("SIGKILL");
    flaws.push(...find(own(), WORDS).map((hit) => `Firefox, after panic: ${hit}`));
    say(`Firefox: ${files()} files of the extension are left after panic`);
  } finally {
    await stage.close().catch(() => undefined);
  }
  return flaws;
}

async function captureOne(stage: FirefoxStage): Promise<boolean> {
  const page = await stage.browser.newPage();
  await page.goto(FEED_URL, { waitUntil: "load" });
  const toTab = (kind: string, request: object) =>
    `browser.tabs.query({}).then((tabs) => tabs.filter((tab) => tab.url === ${JSON.stringify(FEED_URL)})).then(([tab]) => browser.tabs.sendMessage(tab.id, ${JSON.stringify({ kind, request })}, { frameId: 0 })).catch(() => null)`;
  const survey = await until("the content script", () =>
    stage.run<Answered<PageSurvey>>(toTab("page/survey", {})).then((given) => given ?? undefined),
  );
  const key = survey.ok ? survey.value.posts[0]?.key : undefined;
  await page.bringToFront();
  const order = { target: "key", key, trigger: "tool" };
  const answer = await stage.run<Answered<CaptureResult>>(toTab("page/capture", order));
  await page.close();
  return answer?.ok === true;
}

function profileOf(browser: Browser): string {
  const given = browser.process()?.spawnargs ?? [];
  const folder = given[given.findIndex((one) => /^--?profile$/.test(one)) + 1];
  if (!folder || !existsSync(folder)) throw new Error("no profile of Firefox's");
  return folder;
}

/** The files in which the extension's own data lies, as they are now. */
const ownFolders = (profile: string) => (): string[] => {
  const storage = join(profile, "storage", "default");
  const origins = existsSync(storage)
    ? readdirSync(storage).filter((name) => name.startsWith("moz-extension"))
    : [];
  return [...origins.map((name) => join(storage, name)), join(profile, "browser-extension-data")]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    );
};

function find(files: readonly string[], words: readonly string[]): string[] {
  return files.flatMap((path) => {
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    return words
      .filter((word) => spellings(word).some((form) => bytes.includes(form)))
      .map((word) => `${word} in ${path}`);
  });
}

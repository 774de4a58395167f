/** Firefox, one start for all: an idle page cannot tell, a page's forgeries start nothing, a private window, panic by its key. */
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaptureResult, PageSurvey } from "../../lib/extension/messages.ts";
import { FEED_URL } from "../demo/pages.ts";
import { demoAnswer } from "../demo/site.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { ensureBuilt } from "../drive/build.ts";
import { type FirefoxStage, openFirefox, UUID } from "../drive/firefox.ts";
import { pressShortcut } from "../drive/firefox-gestures.ts";
import { inWindow } from "../drive/firefox-window.ts";
import { keptIn } from "../drive/kept.ts";
import { compare, watchFor } from "../drive/page-view.ts";
import { readReports, type Said } from "../drive/verifier-page.ts";
import { until, within } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";
import { largeFiles } from "../fixtures/large-bundle.ts";

const firefox = findFirefox();
const IDLE = "https://www.facebook.com/nothing-to-keep";
/** The same page where the extension has no business: what there is without it. */
const ELSEWHERE = "https://scontent.xx.fbcdn.net/nothing-to-keep";
const PASSPHRASE = "thuyen giay troi qua ngo nho";
type Answered<T> = { ok: true; value: T } | { ok: false; fault: { code: string } };

let stage: FirefoxStage;
const ask = <T>(kind: string, request: object) =>
  stage.run<Answered<T>>(`browser.runtime.sendMessage(${JSON.stringify({ kind, request })})`);
const askTab = <T>(url: string, kind: string, request: object) =>
  stage.run<Answered<T> | null>(
    `browser.tabs.query({}).then((tabs) => browser.tabs.sendMessage(tabs.find((tab) => tab.url === ${JSON.stringify(url)}).id, ${JSON.stringify({ kind, request })}, { frameId: 0 })).catch(() => null)`,
  );
const surveyed = (url: string) =>
  until("the content script", async () => {
    const answer = await askTab<PageSurvey>(url, "page/survey", {});
    return answer?.ok ? answer.value : undefined;
  });

async function open(url: string): Promise<Page> {
  const page = await stage.browser.newPage();
  await page.evaluateOnNewDocument(watchFor([UUID]));
  await page.goto(url, { waitUntil: "load" });
  return page;
}

/**
 * A page of the extension that says it is as if just installed. The driver never answers who opens one while Firefox
 * begins the extension anew, whatever limit it was given: that page is left where it is.
 */
async function unchosen(): Promise<Page | undefined> {
  const own = await stage.browser.newPage();
  const said = async () => {
    await own.goto(`moz-extension://${UUID}/archive.html`, { waitUntil: [] });
    return own.evaluate(
      `browser.runtime.sendMessage({ kind: "vault/state", request: {} }).then(JSON.stringify)`,
    );
  };
  try {
    const state = JSON.parse(String(await within(5, "an answer", said()))) as Answered<{
      protection: string;
    }>;
    if (state.ok && state.value.protection === "unchosen") return own;
  } catch (error) {
    console.info("not yet:", error instanceof Error ? error.message : "");
  }
  return undefined;
}

describe.skipIf(!firefox)(firefox ? "Firefox" : "Firefox (SKIPPED: there is none on this machine)", () => {
  beforeAll(async () => {
    const idle = "<!doctype html><title>x</title><body><p>Không có gì</p></body>";
    stage = await openFirefox(
      (url) =>
        url.pathname === new URL(IDLE).pathname
          ? { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: idle }
          : demoAnswer(url),
      ensureBuilt("firefox"),
      true,
    );
  });
  afterAll(() => stage?.close());

  it("verifies a large file, whole and changed, with the archive read in a thread", async () => {
    const { files, remove } = await largeFiles();
    const page = await stage.browser.newPage();
    await page.goto(`moz-extension://${UUID}/archive.html#/verify`, { waitUntil: [] });
    // of the page's own threads none is told to the driver
    await page.evaluate(
      `{ const Plain = Worker; globalThis.started = []; Worker = class extends Plain { constructor(url, more) { super(url, more); started.push(url); } }; }`,
    );
    for (const { name, path, verdict } of files) {
      const input = await page.waitForSelector(".drop input");
      await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
      await page.waitForFunction(`document.querySelector("[data-verdict] h2")?.textContent === "${name}"`);
      const [said] = (await page.evaluate(readReports)) as Said[];
      expect(said?.verdict).toBe(verdict);
      expect(said?.codes.includes("artefact-changed")).toBe(verdict === "flawed");
    }
    expect(await page.evaluate(`started.filter((url) => url === "/feed-worker.js").length`)).toBe(2);
    await page.close();
    await remove();
  });

  it("an idle page finds the same with Keepsake and without", async () => {
    const [page, bare] = [await open(IDLE), await open(ELSEWHERE)];
    await surveyed(IDLE);
    const look = (of: Page) =>
      of.evaluate(compare([UUID], "moz-extension")) as Promise<Record<string, unknown>>;
    const found = await look(page);
    expect(found).toEqual(await look(bare));
    expect(found.seen).toMatchObject({ messages: 0, announced: [], shadows: 0, mutations: [] });
    expect(found.fetched).toEqual(Array(5).fill("refused"));
    await Promise.all([page.close(), bare.close()]);
  });

  it("nothing is kept for a page's forged messages, events and clicks", async () => {
    const page = await open(FEED_URL);
    await surveyed(FEED_URL);
    await until("the buttons", () =>
      page.evaluate("document.documentElement.lastElementChild.tagName === 'DIV'"),
    );
    await page.evaluate(`(() => {
      const forged = [{ kind: "capture/begin", request: { trigger: "button" } }, { kind: "page/capture", request: { target: "page", trigger: "popup" } }, { kind: "panic/now", request: {} }];
      for (const message of forged) {
        window.postMessage(message, "*");
        document.dispatchEvent(new CustomEvent(message.kind, { detail: message }));
      }
      const host = document.documentElement.lastElementChild;
      for (const type of ["pointerover", "pointerdown", "mousedown", "pointerup", "mouseup", "click"])
        host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    })()`);
    expect(await keptIn(stage)).toMatchObject({ captures: [], journal: [] });
    await page.close();
  });

  it("a private window's post lies in the vault that stays; pages of ours there say that they can read nothing", async () => {
    await ask("vault/protect", { passphrase: PASSPHRASE }).catch(() => null);
    await until("the choice", async () => {
      const state = await ask<{ protection: string }>("vault/state", {}).catch(() => null);
      return state?.ok && state.value.protection === "passphrase";
    });
    await inWindow(
      stage.browser,
      `const started = new Promise((resolve) => Services.obs.addObserver(function seen(of) { Services.obs.removeObserver(seen, "browser-delayed-startup-finished"); resolve(of); }, "browser-delayed-startup-finished"));
      globalThis.private = OpenBrowserWindow({ private: true });
      await started;
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      const tab = globalThis.private.gBrowser.addTab(${JSON.stringify(FEED_URL)}, { triggeringPrincipal });
      globalThis.private.gBrowser.selectedTab = tab;`,
    );
    const { posts } = await surveyed(FEED_URL);
    const target = { target: "key", key: posts[0]?.key, trigger: "tool" };
    const answer = await askTab<CaptureResult>(FEED_URL, "page/capture", target);
    expect(answer).toMatchObject({ ok: true, value: { kept: "beyond" } });
    expect((await keptIn(stage)).captures).toHaveLength(1);
    // Opened where the window in front is.
    const own = await stage.browser.newPage();
    await own.goto(`moz-extension://${UUID}/popup.html`, { waitUntil: [] });
    const said = () => own.evaluate("document.body?.innerText ?? ''").then(String);
    const words = await until("the words", async () => {
      const text = await said();
      return (
        text.includes(wordOf("vi", "vault.private_page")) || text.includes(wordOf("en", "vault.private_page"))
      );
    });
    expect(words).toBe(true);
    expect(await own.evaluate("browser.extension.inIncognitoContext")).toBe(true);
    await inWindow(stage.browser, "globalThis.private.close();");
  });

  it("panic by its key, pressed twice, leaves nothing that was kept", async () => {
    const page = await open(IDLE);
    await pressShortcut(stage, page, "0");
    expect((await keptIn(stage)).captures).toHaveLength(1);
    await pressShortcut(stage, page, "0").catch(() => undefined);
    const fresh = await until("the extension begun anew", unchosen);
    const left = `indexedDB.databases().then((all) => JSON.stringify(all.map(({ name }) => name)))`;
    expect(JSON.parse(String(await fresh.evaluate(left)))).not.toContain("vault");
    const run = <T>(script: string) =>
      fresh
        .evaluate(`Promise.resolve(${script}).then(JSON.stringify)`)
        .then((text) => JSON.parse(String(text)) as T);
    expect((await keptIn({ run })).captures).toEqual([]);
  });
});

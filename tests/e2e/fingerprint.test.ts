/**
 * A page that looks for extensions finds the same with Keepsake and without: where it is idle, and in quiet mode also where
 * there are posts, before, while and after one is kept.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FEED_URL } from "../demo/pages.ts";
import { DEMO_HOSTS, demoAnswer } from "../demo/site.ts";
import { capture } from "../drive/act.ts";
import { ensureBuilt } from "../drive/build.ts";
import { type ChromiumSession, launchChromium } from "../drive/chromium.ts";
import { compare, watchFor } from "../drive/page-view.ts";
import { askBackground, askTab, tabIdOf } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { grantActiveTab } from "../drive/targets.ts";
import { until } from "../drive/waiting.ts";

const IDLE = "https://www.facebook.com/nothing-to-keep";
const answer: typeof demoAnswer = (url, ...rest) =>
  url.href === IDLE
    ? {
        status: 200,
        headers: { "content-type": "text/html; charset=utf-8" },
        body: "<!doctype html><title>x</title><body><p>Không có gì</p></body>",
      }
    : demoAnswer(url, ...rest);

let stage: Stage;
let without: ChromiumSession;
beforeAll(async () => {
  stage = await openStage({}, (url, request) => answer(url, request));
  without = await launchChromium({ extension: null, port: stage.served.port, hosts: DEMO_HOSTS });
});
afterAll(async () => {
  await without?.close();
  await stage?.close();
});

async function open(session: ChromiumSession, url: string): Promise<Page> {
  const page = await session.context.newPage();
  await page.addInitScript(watchFor([stage.session.extensionId]));
  await page.goto(url);
  return page;
}
interface View {
  seen: { mutations: string[]; shadows: number; messages: number; announced: string[] };
  fetched: string[];
  children: string[];
}
const view = (page: Page) => page.evaluate(compare([stage.session.extensionId])) as Promise<View>;
/** The content script is there, and two frames have passed since. */
const ready = async (page: Page) => {
  const tabId = await tabIdOf(stage.own, page.url());
  await until("the content script", () => askTab(stage.own, tabId, "page/survey", {}).catch(() => undefined));
  await page.evaluate(
    "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))",
  );
};

it("tells nothing where it is idle", async () => {
  const [page, bare] = [await open(stage.session, IDLE), await open(without, IDLE)];
  await ready(page);
  const found = await view(page);
  expect(found).toEqual(await view(bare));
  // Nothing was found, and there was something to find with.
  expect(found.seen).toMatchObject({ messages: 0, announced: [], shadows: 0, mutations: [] });
  expect(found.fetched.every((answer) => answer === "refused")).toBe(true);
  await Promise.all([page.close(), bare.close()]);
});

it("has no way to speak to a page in what runs there", () => {
  for (const file of ["content-scripts/witness.js", "capturer.js"]) {
    const code = readFileSync(join(ensureBuilt("chrome"), file), "utf8");
    expect(code.match(/postMessage|CustomEvent|dispatchEvent|wxt:/g), file).toBe(null);
  }
  const manifest = JSON.parse(readFileSync(join(ensureBuilt("chrome"), "manifest.json"), "utf8"));
  expect(manifest.web_accessible_resources ?? []).toEqual([]);
  expect(manifest.externally_connectable).toBeUndefined();
});

it("bears no telling words where bystanders look: toolbar, menus, list of extensions and of shortcuts", () => {
  for (const language of ["en", "vi"]) {
    const file = join(ensureBuilt("chrome"), "_locales", language, "messages.json");
    const words = Object.entries(
      JSON.parse(readFileSync(file, "utf8")) as Record<string, { message: string }>,
    )
      .filter(([name]) => /^(extension|background)_/.test(name))
      .map(([, { message }]) => message);
    expect(words.length).toBeGreaterThan(6);
    expect(words.join("\n")).not.toMatch(
      /facebook|youtube|evidence|witness|archive|seal|bằng chứng|nhân chứng|niêm phong|chứng cứ|censor|kiểm duyệt|panic|erase/i,
    );
  }
});

it("is seen as one nameless element while it shows buttons, and as nothing more", async () => {
  const page = await open(stage.session, FEED_URL);
  await until("the buttons", async () => (await view(page)).children.includes("DIV"));
  const { children, seen } = await view(page);
  expect(children).toEqual(["HEAD", "BODY", "DIV"]);
  expect(seen.shadows).toBe(0);
  expect(
    await page.evaluate(
      "(({ attributes, shadowRoot, childNodes }) => [attributes.length, shadowRoot, childNodes.length])(document.documentElement.lastElementChild)",
    ),
  ).toEqual([0, null, 0]);
  await page.close();
});

it("in quiet mode touches nothing in a page with posts, capturing included", async () => {
  await askBackground(stage.own, "settings/write", { quiet: true });
  const page = await open(stage.session, FEED_URL);
  await ready(page);
  await grantActiveTab(stage.session, page);
  const before = (await view(page)).seen.mutations.length;
  const { outcomes } = await capture(stage, page, "Mưa đầu mùa");
  expect(outcomes.find(({ step }) => step === "picture")).toMatchObject({ status: "done" });
  const after = await view(page);
  expect(after.children).toEqual(["HEAD", "BODY"]);
  expect(after.seen.mutations.length).toBe(before);
  const texts = await stage.own.run<string[]>(
    "chrome.tabs.query({}).then((tabs) => Promise.all(tabs.map(({ id }) => chrome.action.getBadgeText({ tabId: id }))))",
  );
  expect(texts.filter(Boolean)).toEqual([]);
  await askBackground(stage.own, "settings/write", { quiet: false });
  await page.close();
});

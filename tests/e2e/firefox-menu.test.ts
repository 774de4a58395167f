/** Captures by context menu and by keyboard. In Firefox only: Chromium lets no driver reach its menus and shortcuts. */
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StatementPart } from "../../lib/evidence/assemble.ts";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { type FirefoxStage, openFirefox } from "../drive/firefox.ts";
import { pressMenu, pressShortcut, sealedBy } from "../drive/firefox-gestures.ts";
import { until } from "../drive/waiting.ts";

const firefox = findFirefox();
let stage: FirefoxStage;
let page: Page;

const post = (start: string) => {
  const found = POSTS.find(({ text }) => text.startsWith(start));
  if (!found) throw new Error(`the demo lost "${start}"`);
  return found;
};
const RAIN = post("Mưa đầu mùa");
const RIVER = post("Nước đoạn hạ lưu");

/** The post's container, as the demo writes it. */
const boxOf = (of: typeof RAIN) => `[aria-posinset="${POSTS.indexOf(of) + 1}"]`;

/** Scrolls until the post begins `top` pixels below the window's edge; gives where it then stands. */
async function scrollTo(of: typeof RAIN, top: number): Promise<{ x: number; y: number }> {
  const box = `document.querySelector(${JSON.stringify(boxOf(of))}).getBoundingClientRect()`;
  await page.evaluate(`scrollBy({ top: ${box}.top - ${top}, behavior: "instant" })`);
  return JSON.parse(String(await page.evaluate(`JSON.stringify(${box})`)));
}

/** No press on the toolbar went before: the painted picture is the gesture's own doing. */
function expectPainted({ outcomes, artefacts }: StatementPart): void {
  const pictures = outcomes.filter(({ step }) => step === "picture");
  expect(pictures.map(({ status, fault }) => ({ status, fault }))).toEqual([{ status: "done" }]);
  expect(artefacts.map(({ role }) => role)).toContain("picture");
}

describe.skipIf(!firefox)(firefox ? "Firefox" : "Firefox (SKIPPED: there is none on this machine)", () => {
  beforeAll(async () => {
    stage = await openFirefox();
  });
  afterAll(() => stage?.close());

  beforeEach(async () => {
    page = await stage.browser.newPage();
    await page.goto(FEED_URL, { waitUntil: "load" });
    await page.bringToFront();
    const survey = JSON.stringify({ kind: "page/survey", request: {} });
    await until("the content script", () =>
      stage.run(
        `browser.tabs.query({ active: true, currentWindow: true }).then(([tab]) => browser.tabs.sendMessage(tab.id, ${survey}, { frameId: 0 })).catch(() => null)`,
      ),
    );
  });
  afterEach(() => page.close());

  it("the menu on a post keeps the post under the pointer, though the window shows more of another", async () => {
    const { x, y } = await scrollTo(RIVER, 400);
    const statement = await sealedBy(stage, () => pressMenu(stage, page, { x: x + 40, y: y + 60 }, "post"));
    expect(statement.capture.trigger).toBe("menu");
    expect(statement.extraction.text?.value).toBe(RIVER.text);
    expectPainted(statement);
  });

  it("the key keeps the post of which the window shows most", async () => {
    await scrollTo(RIVER, 200);
    const statement = await sealedBy(stage, () => pressShortcut(stage, page));
    expect(statement.capture.trigger).toBe("command");
    expect(statement.extraction.text?.value).toBe(RIVER.text);
    expectPainted(statement);
  });

  it("the key keeps the post that has the focus, though the window shows more of another", async () => {
    await scrollTo(RIVER, 200);
    const link = JSON.stringify(`${boxOf(RAIN)} a[href]`);
    await page.evaluate(`document.querySelector(${link}).focus({ preventScroll: true })`);
    const statement = await sealedBy(stage, () => pressShortcut(stage, page));
    expect(statement.capture.trigger).toBe("command");
    expect(statement.extraction.text?.value).toBe(RAIN.text);
    expectPainted(statement);
  });
});

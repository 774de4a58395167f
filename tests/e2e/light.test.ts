/** It stays light, in real Chromium: posts that leave are let go, buttons stay the same ones, nothing of the page is moved by us. */
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FEED_URL } from "../demo/pages.ts";
import { PEOPLE } from "../demo/people.ts";
import { buttonsNamed } from "../drive/button.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { until } from "../drive/waiting.ts";

let stage: Stage;
let page: Page;
let cdp: CDPSession;
beforeAll(async () => {
  stage = await openStage();
  page = await stage.session.context.newPage();
  await page.addInitScript(`
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts.push({ value: entry.value, own: entry.sources.map(({ node }) => node?.parentElement === document.documentElement && node !== document.body) });
    }).observe({ type: "layout-shift", buffered: true });
  `);
  await page.goto(FEED_URL);
  cdp = await page.context().newCDPSession(page);
});
afterAll(() => stage?.close());

/** The one button of ours on the post by An Nhiên: which node it is. */
const button = () =>
  until("the button", async () => (await buttonsNamed(cdp, PEOPLE.anNhien.name)).at(0)?.nodeId);

it("leaves the button the same while the page changes elsewhere and inside the post", async () => {
  const before = await button();
  for (let round = 0; round < 5; round++) {
    await page.evaluate(`(() => {
      document.body.append(document.createElement("aside"));
      document.querySelector("[aria-posinset], [role=article]").append(document.createElement("span"));
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    })()`);
    expect((await buttonsNamed(cdp, PEOPLE.anNhien.name)).map(({ nodeId }) => nodeId)).toContain(before);
  }
});

it("causes no layout shift", async () => {
  await button();
  await page.evaluate("window.shifts.length = 0");
  await page.mouse.move(640, 300);
  const found = await buttonsNamed(cdp, PEOPLE.anNhien.name);
  expect(found.length).toBeGreaterThan(0);
  await page.evaluate(`new Promise((resolve) => {
    window.scrollBy(0, 300);
    requestAnimationFrame(() => requestAnimationFrame(() => { window.scrollBy(0, -300); requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
  })`);
  const shifts = (await page.evaluate("window.shifts")) as { value: number; own: boolean[] }[];
  expect(shifts).toEqual([]);
});

it("lets go of posts that have left the page", async () => {
  await button();
  await page.evaluate(`(() => {
    window.gone = [...document.querySelectorAll("[aria-posinset], [role=article]")].map((post) => new WeakRef(post));
    window.count = window.gone.length;
    document.querySelector("[role=feed]").replaceChildren();
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  })()`);
  expect(await page.evaluate("window.count")).toBeGreaterThan(3);
  // Twice: the first round finds out that nobody holds the wrappers, the second that nobody holds the nodes.
  const held = await until("the posts to be let go", async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    const left = await page.evaluate("window.gone.filter((ref) => ref.deref()).length");
    return left === 0 ? "none" : undefined;
  });
  expect(held).toBe("none");
});

/** Never another tab's pixels; two photographs a second. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));

import { rowsShown, scaleOf } from "../../lib/extension/picture.ts";
import { PIXEL } from "./material.ts";

const { browser } = await import("./browser.ts");
const SHOT = `data:image/png;base64,${PIXEL}`;

beforeEach(() => {
  vi.clearAllMocks();
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  browser.tabs.get.mockResolvedValue({ active: true, windowId: 1 });
  browser.tabs.captureVisibleTab.mockResolvedValue(SHOT);
});
afterEach(() => {
  vi.useRealTimers();
});

type Shot = typeof import("../../lib/extension/shot.ts");
let lives = 0;
/** A worker that has taken nothing yet. */
const load = async () =>
  ((await import(/* @vite-ignore */ `../../lib/extension/shot.ts?life=${++lives}`)) as Shot).photograph;
const activated = (tabId: number, windowId: number) =>
  browser.tabs.onActivated.addListener.mock.calls.at(-1)?.[0]({ tabId, windowId });

describe("a photograph", () => {
  it("is a PNG of the tab that asked", async () => {
    const blob = await (await load())(7);
    expect(blob.type).toBe("image/png");
    expect(browser.tabs.captureVisibleTab).toHaveBeenCalledWith(1, { format: "png" });
    expect(browser.tabs.onActivated.removeListener).toHaveBeenCalledOnce();
  });

  it("is not taken of a tab behind another, nor of one that was closed", async () => {
    const photograph = await load();
    browser.tabs.get.mockResolvedValueOnce({ active: false, windowId: 1 });
    await expect(photograph(7)).rejects.toMatchObject({ code: "tab-not-active" });
    browser.tabs.get.mockRejectedValueOnce(new Error("No tab with id: 7."));
    await expect(photograph(7)).rejects.toMatchObject({ code: "tab-not-active" });
    expect(browser.tabs.captureVisibleTab).not.toHaveBeenCalled();
  });

  it("is thrown away when another tab came in front meanwhile, even if this one is back", async () => {
    browser.tabs.captureVisibleTab.mockImplementationOnce(async () => {
      activated(8, 1);
      activated(7, 1);
      return SHOT;
    });
    await expect((await load())(7)).rejects.toMatchObject({ code: "tab-not-active" });
  });

  it("is not troubled by another window's tabs", async () => {
    browser.tabs.captureVisibleTab.mockImplementationOnce(async () => {
      activated(8, 2);
      return SHOT;
    });
    expect((await (await load())(7)).size).toBeGreaterThan(0);
  });

  it("is thrown away when the tab moved or went behind by the end", async () => {
    browser.tabs.get
      .mockResolvedValueOnce({ active: true, windowId: 1 })
      .mockResolvedValueOnce({ active: false, windowId: 1 });
    await expect((await load())(7)).rejects.toMatchObject({ code: "tab-not-active" });
  });

  it.each([
    ["Either the '<all_urls>' or 'activeTab' permission is required.", "picture-refused"],
    ["Missing activeTab permission", "picture-refused"],
    ["Failed to capture tab: image readback failed", "picture-failed"],
  ])("names %s", async (words, code) => {
    browser.tabs.captureVisibleTab.mockRejectedValueOnce(new Error(words));
    await expect((await load())(7)).rejects.toMatchObject({ code });
  });

  it("waits for its turn: two a second", async () => {
    const photograph = await load();
    const times: number[] = [];
    browser.tabs.captureVisibleTab.mockImplementation(async () => {
      times.push(performance.now());
      return SHOT;
    });
    const start = performance.now();
    const shots = Promise.all([7, 7, 7, 7, 7].map((tab) => photograph(tab)));
    await vi.runAllTimersAsync();
    await shots;
    const since = times.map((time) => Math.floor((time - start) / 1000));
    expect(since).toEqual([0, 0, 1, 1, 2]);
  });

  it("tries again where a worker before it has used the quota", async () => {
    const photograph = await load();
    const quota = "This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.";
    browser.tabs.captureVisibleTab.mockRejectedValueOnce(new Error(quota));
    browser.tabs.captureVisibleTab.mockRejectedValueOnce(new Error(quota));
    const shot = photograph(7);
    await vi.runAllTimersAsync();
    expect((await shot).size).toBeGreaterThan(0);
  });

  it("goes on after a failure", async () => {
    const photograph = await load();
    browser.tabs.captureVisibleTab.mockRejectedValueOnce(new Error("readback"));
    await expect(photograph(7)).rejects.toMatchObject({ code: "picture-failed" });
    expect((await photograph(7)).size).toBeGreaterThan(0);
  });
});

describe("rows shown from the top", () => {
  it.each([
    [[], 100, 0],
    [[[0, 100]], 100, 100],
    [
      [
        [0, 60],
        [60, 120],
      ],
      100,
      100,
    ],
    [
      [
        [60, 100],
        [0, 60],
      ],
      100,
      100,
    ],
    [
      [
        [0, 60],
        [61, 100],
      ],
      100,
      100,
    ],
    [
      [
        [0, 60],
        [80, 100],
      ],
      100,
      60,
    ],
    [[[40, 100]], 100, 0],
  ] as [[number, number][], number, number][])("%j of %i: %i", (drawn, height, shown) => {
    expect(rowsShown(drawn, height)).toBe(shown);
  });
});

describe("the scale of a photograph", () => {
  it.each([
    ["as the page says", 2, 1280, 2560, 2],
    ["as the page says, but for rounding", 1.25, 1092, 1366, 1.25],
    ["as the photograph is, where the page speaks of another screen", 2, 1280, 1280, 1],
  ])("is %s", (_, scale, inner, width, expected) => {
    expect(scaleOf({ scale, view: { width: inner, height: 800 } }, width)).toBe(expected);
  });
});

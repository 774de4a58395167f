// @vitest-environment jsdom
/** The popup's ways beyond a post: picking, the page as it stands, and two choices of what may be pressed; and what was had, in words. */
import "./language.ts";
import { render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import type { Desk } from "../../components/desk.ts";
import type { PageLink } from "../../components/popup/page.ts";
import { ThisPage } from "../../components/popup/ThisPage.tsx";
import type { CaptureResult } from "../../lib/extension/messages.ts";
import { settled } from "./settled.ts";

const root = document.body;
const result: CaptureResult = {
  captureId: "c",
  outcomes: [],
  parts: [
    { name: "text", had: 5, of: 5 },
    { name: "images", had: 3, of: 4 },
    { name: "comments", had: 14, of: 37 },
    { name: "video", had: 0, of: 1 },
  ],
};

async function open(page: Partial<PageLink> = {}, desk: Partial<Record<keyof Desk, unknown>> = {}) {
  const link: PageLink = {
    look: async () => ({ at: "seen", survey: { platform: "facebook", posts: [], notices: [] } }),
    capture: async () => result,
    pick: async () => undefined,
    layout: async () => "",
    reload: async () => undefined,
    ...page,
  };
  const settings = async () => ({ secondLook: false, expandSeeMore: false, expandComments: true });
  const whole = { settings, setSettings: async () => undefined, ...desk } as unknown as Desk;
  await settled(() => render(<ThisPage page={link} desk={whole} />, root));
}
const press = (name: string) =>
  settled(() => [...root.querySelectorAll("button")].find((each) => each.textContent === name)?.click());
const boxes = () => [...root.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];

afterEach(() => render(null, root));

it("opens the picker, and tells where that fails", async () => {
  const pick = vi.fn(async () => {
    throw new Error("no tab");
  });
  await open({ pick });
  await press("Pick anything on this page…");
  expect(pick).toHaveBeenCalledTimes(1);
  expect(root.querySelector("[role=alert]")).not.toBeNull();
});

it("keeps the page as it stands, and says what was had, never that it is complete", async () => {
  const capture = vi.fn(async () => result);
  await open({ capture });
  await press("Keep the page as it stands");
  expect(capture).toHaveBeenCalledWith({ target: "whole" });
  const told = root.querySelector("[role=status]")?.textContent ?? "";
  expect(told).toContain("text whole; 3 of 4 images; 14 of 37 comments; video not captured");
  expect(told).not.toMatch(/complete/i);
});

it("shows the choices as they are remembered, and changes the one that is pressed alone", async () => {
  const setSettings = vi.fn(async () => undefined);
  await open({}, { setSettings });
  expect(boxes().map(({ checked }) => checked)).toEqual([false, true]);
  await settled(() => boxes()[0]?.click());
  expect(setSettings).toHaveBeenCalledWith({ expandSeeMore: true });
  expect(boxes().map(({ checked }) => checked)).toEqual([true, true]);
});

it("takes a choice back that could not be saved, and says so", async () => {
  await open(
    {},
    {
      setSettings: async () => {
        throw new Error("full");
      },
    },
  );
  await settled(() => boxes()[0]?.click());
  expect(boxes()[0]?.checked).toBe(false);
  expect(root.textContent).toContain("could not be saved");
});

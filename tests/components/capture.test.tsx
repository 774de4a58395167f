// @vitest-environment jsdom
/** One capture whole: hostile words stay words, gaps are told, a re-rendered picture is never passed off as painted. */
import "./language.ts";
import { type ComponentChild, render } from "preact";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { CaptureView } from "../../components/archive/CaptureView.tsx";
import { PictureFigure } from "../../components/archive/PictureFigure.tsx";
import type { Desk } from "../../components/desk.ts";
import type { Artefact } from "../../lib/model/statement.ts";
import { speak } from "./language.ts";
import { card, HOSTILE, stamps, statement } from "./sample.ts";
import { settled } from "./settled.ts";

vi.mock("../../components/near.ts", () => ({ useNear: () => true }));

const root = document.body;
const show = async (what: ComponentChild) => settled(() => render(what, root));
const text = () => root.textContent ?? "";
const desk = {
  read: async () => ({ card, statement, record: new Uint8Array(), disclosures: [] }),
  artefact: async () => new Blob([HOSTILE]),
  watchLooks: () => () => undefined,
  stamps,
  notes: { read: async () => null, write: async () => undefined, count: async () => 0 },
} as unknown as Desk;

beforeAll(() => {
  Object.assign(URL, { createObjectURL: () => "blob:picture", revokeObjectURL: vi.fn() });
});
afterEach(() => {
  render(null, root);
  speak("en");
});

it("shows the page's words as words, never as markup", async () => {
  await show(<CaptureView id={card.id} desk={desk} />);
  expect(text().split(HOSTILE).length - 1).toBeGreaterThanOrEqual(2);
  expect(root.querySelector("img[onerror], [onerror], b")).toBeNull();
});

it.each(["en", "vi"] as const)(
  "tells every gap and quotes the notice word for word (%s)",
  async (language) => {
    speak(language);
    await show(<CaptureView id={card.id} desk={desk} />);
    expect(root.querySelector("blockquote")?.textContent).toBe("Nội dung này hiện không hiển thị");
    expect(root.querySelector("blockquote")?.getAttribute("lang")).toBe("vi");
    const gaps = [...root.querySelectorAll(".capture-head .gaps li")].map((item) => item.textContent);
    expect(gaps).toHaveLength(2);
    expect(gaps[1]).toContain("(2)");
    expect(text()).toContain(language === "en" ? "There is no picture" : "Không có ảnh chụp");
  },
);

it("gives facts with their sources, times with their UTC instant, files with their hashes", async () => {
  await show(<CaptureView id={card.id} desk={desk} />);
  expect(text()).toContain("Story.creation_time");
  expect(root.querySelector(`time[datetime="2026-11-22T10:12:44Z"]`)?.getAttribute("title")).toBe(
    "2026-11-22 10:12:44 UTC",
  );
  expect(text()).toContain(`sha256:${"0".repeat(64)}`);
  expect(text()).toContain("US, FR");
  expect(text()).toContain("3 of 4");
});

it("opens the kept page in a frame without scripts", async () => {
  await show(<CaptureView id={card.id} desk={desk} />);
  const button = root.querySelector<HTMLButtonElement>("[aria-labelledby=layout] button");
  await settled(() => button?.click());
  const frame = root.querySelector("iframe");
  expect(frame?.getAttribute("sandbox")).toBe("");
  expect(frame?.getAttribute("srcdoc")).toContain("default-src 'none'");
  expect(frame?.title).toBeTruthy();
});

it("says that a capture is gone rather than showing nothing", async () => {
  await show(<CaptureView id={card.id} desk={{ ...desk, read: async () => null }} />);
  expect(root.querySelector("[role=alert]")?.textContent).toContain("no longer here");
});

it("labels a re-rendered picture as such, and lets its address go when it leaves", async () => {
  const artefact: Artefact = {
    role: "picture-rerendered",
    name: "picture-rerendered.png",
    mediaType: "image/png",
    bytes: 4,
    sha256: `sha256:${"0".repeat(64)}`,
    method: "rerendered",
  };
  const open = async () => new Blob(["png"]);
  await show(<PictureFigure id="a" artefacts={[artefact]} outcomes={[]} open={open} />);
  expect(root.querySelector("img")?.alt).toBe("Re-rendered picture of what was kept");
  expect(root.querySelector("figcaption")?.textContent).toMatch(/^Re-rendered/);
  await show(null);
  expect(URL.revokeObjectURL).toHaveBeenCalledWith("blob:picture");
});

// @vitest-environment jsdom
/** The popup in each of its states: what it says, and what its buttons ask for. */
import "./language.ts";
import { render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import type { CaseCard, Desk } from "../../components/desk.ts";
import { Popup } from "../../components/popup/Popup.tsx";
import type { PageLink, PageState } from "../../components/popup/page.ts";
import { FaultError } from "../../lib/model/fault-error.ts";
import { card, parcels, stamps, vaultState } from "./sample.ts";
import { settled } from "./settled.ts";

vi.mock("../../components/near.ts", () => ({ useNear: () => true }));

const root = document.body;
const text = () => root.textContent ?? "";
const press = (name: string | RegExp) =>
  settled(() => {
    const button = [...root.querySelectorAll("button")].find((each) =>
      (each.getAttribute("aria-label") ?? each.textContent ?? "").match(name),
    );
    if (!button) throw new Error(`no button ${name}: ${root.innerHTML}`);
    button.click();
  });

const survey: PageState = {
  at: "seen",
  survey: {
    platform: "facebook",
    posts: [
      { key: "p1", author: "Đỗ Văn Tâm", textStart: "Chiều nay mưa to", inView: true },
      { key: "p2", author: null, textStart: null, inView: false },
    ],
    notices: [{ class: "geo-legal", text: "Video này không có ở quốc gia của bạn" }],
  },
};

const active: CaseCard = {
  id: "default",
  name: null,
  createdAt: "2026-11-20T08:00:00.000Z",
  keyId: `sha256:${"0".repeat(64)}`,
  captures: 1,
  exportedUpTo: -1,
  active: true,
};
const watching = (cases: CaseCard[]) => (onChange: (cases: CaseCard[]) => void) => {
  onChange(cases);
  return () => undefined;
};

interface Stage {
  state?: PageState;
  page?: Partial<PageLink>;
  desk?: Partial<Record<keyof Desk, unknown>>;
}

async function open({ state = survey, page = {}, desk = {} }: Stage = {}) {
  const whole = {
    desk: {
      watch: () => () => undefined,
      list: async () => [card],
      ids: async () => [card.id],
      interrupted: async () => ({ captureIds: [], exports: 0 }),
      space: async () => ({ used: 12_000_000, free: 3_200_000_000, promised: null }),
      captureAtMost: 700_000_000,
      artefact: async () => null,
      stamps,
      parcels,
      cases: { watch: watching([active]) },
      vault: { state: async () => vaultState },
      panicKey: async () => "",
      settings: async () => ({ secondLook: false, expandSeeMore: false, expandComments: false }),
      ...desk,
    } as unknown as Desk,
    page: {
      look: async () => state,
      capture: async () => ({ captureId: "c", outcomes: [] }),
      reload: async () => undefined,
      pick: async () => undefined,
      layout: async () => "",
      ...page,
    },
  };
  await settled(() => render(<Popup connect={async () => whole} archiveUrl="/archive.html" />, root));
}

afterEach(() => render(null, root));

it("stands before anything is connected", () => {
  render(<Popup connect={() => new Promise(() => undefined)} archiveUrl="/archive.html" />, root);
  expect(root.querySelector("h1")?.textContent).toContain("Keepsake");
  expect(text()).toContain("Looking at the page");
});

it("shows notices word for word and keeps the post whose button is pressed", async () => {
  const capture = vi.fn(async () => ({ captureId: "c", outcomes: [] }));
  await open({ page: { capture } });
  expect(root.querySelector("blockquote")?.textContent).toBe("Video này không có ở quốc gia của bạn");
  expect(text()).toContain("Blocked in a country on legal grounds");
  await press("Keep the post by Đỗ Văn Tâm");
  expect(capture).toHaveBeenCalledWith({ target: "key", key: "p1" });
  expect(root.querySelector("[role=status]")?.textContent).toContain("Kept and sealed");
});

it("keeps the whole page, and tells at once what is missing", async () => {
  const capture = vi.fn(async () => ({
    captureId: "c",
    outcomes: [{ step: "picture" as const, status: "failed" as const, fault: "tab-not-active" as const }],
  }));
  await open({ page: { capture } });
  await press(/^Keep this page$/);
  expect(capture).toHaveBeenCalledWith({ target: "page" });
  expect(text()).toContain("Kept and sealed, with gaps");
  expect(text()).toContain("Another tab came to the front");
});

it("turns a fault into a sentence to act on", async () => {
  const capture = async () => {
    throw new FaultError("store-full", "QuotaExceededError");
  };
  await open({ page: { capture } });
  await press(/^Keep this page$/);
  const alert = root.querySelector("[role=alert]");
  expect(alert?.textContent).toContain("Not kept");
  expect(alert?.textContent).toContain("Free some space");
});

it("says so where nothing can be kept, and offers a reload where the page came first", async () => {
  await open({ state: { at: "unsupported" } });
  expect(text()).toContain("Keepsake works on Facebook and YouTube");
  render(null, root);
  const reload = vi.fn(async () => undefined);
  await open({ state: { at: "not-ready" }, page: { reload } });
  await press("Reload the page");
  expect(reload).toHaveBeenCalled();
});

it("says how much room is left", async () => {
  await open();
  expect(text()).toContain("12 MB kept here, 3.2 GB free");
  expect(text()).not.toContain("Little space left");
});

it("warns before a capture might not fit", async () => {
  await open({ desk: { space: async () => ({ used: 9e9, free: 699_000_000, promised: false }) } });
  expect(text()).toContain("Only 699 MB are free");
  expect(text()).toContain("up to 700 MB");
});

it("tells of captures cut short until the person has understood", async () => {
  const acknowledge = vi.fn(async () => undefined);
  await open({ desk: { interrupted: async () => ({ captureIds: ["a", "b"], exports: 1 }), acknowledge } });
  expect(text()).toContain("2 captures were sealed");
  await press("Understood");
  expect(acknowledge).toHaveBeenCalledWith(["a", "b"]);
  expect(text()).not.toContain("cut short");
});

it("exports all of the active case and says where the file went", async () => {
  const startExport = vi.fn(async () => ["job"]);
  const exportState = async () => ({
    jobId: "job",
    stage: "done",
    doneBytes: 1,
    totalBytes: 1,
    fileName: "a.wacz",
  });
  await open({ desk: { startExport, exportState } });
  await press("Export all");
  await vi.waitFor(() => expect(text()).toContain("a.wacz"));
  expect(startExport).toHaveBeenCalledWith([card.id]);
});

it("offers what came since the last export of this case, and tells a failed one", async () => {
  const exportState = async () => ({ jobId: "job", stage: "failed", doneBytes: 0, totalBytes: 1 });
  const ids = vi.fn(async ({ after = -1 }: { after?: number; caseId: string }) =>
    after === 6 ? [card.id] : [card.id, "older"],
  );
  const startExport = vi.fn(async () => ["job"]);
  const cases = { watch: watching([{ ...active, exportedUpTo: 6 }]) };
  await open({ desk: { ids, cases, startExport, exportState } });
  await press("Export 1 new");
  expect(startExport).toHaveBeenCalledWith([card.id]);
  await vi.waitFor(() => expect(text()).toContain("The export did not finish"));
});

it("shows the active case and switches it by one choice", async () => {
  const choose = vi.fn(async () => undefined);
  const list = vi.fn(async () => [card]);
  const other = { ...active, id: "f".repeat(32), name: "Vụ hồ <b>nước</b>", active: false };
  await open({ desk: { list, cases: { watch: watching([active, other]), choose } } });
  expect(list).toHaveBeenLastCalledWith({ limit: 4, caseId: "default" });
  const select = root.querySelector("select");
  expect([...(select?.options ?? [])].map((option) => option.textContent)).toEqual([
    "Unnamed case",
    "Vụ hồ <b>nước</b>",
  ]);
  await settled(() => {
    if (!select) return;
    select.value = other.id;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  expect(choose).toHaveBeenCalledWith(other.id);
});

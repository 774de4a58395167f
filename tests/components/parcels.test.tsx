// @vitest-environment jsdom
/** Deliveries on the screens: each state as a sentence, nothing called delivered without its receipt, calling off asked twice. */
import "./language.ts";
import { render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import type { Desk, Parcel } from "../../components/desk.ts";
import { Parcels } from "../../components/parcels/Parcels.tsx";
import { OnTheWay } from "../../components/popup/OnTheWay.tsx";
import { FaultError } from "../../lib/model/fault-error.ts";
import { parcels } from "./sample.ts";
import { settled } from "./settled.ts";

const root = document.body;
const text = () => root.textContent ?? "";
const press = (name: string) =>
  settled(() => {
    const found = [...root.querySelectorAll("button")].find((each) => each.textContent === name);
    if (!found) throw new Error(`no button ${name}: ${root.innerHTML}`);
    found.click();
  });
const parcel = (change: Partial<Parcel>): Parcel => ({
  id: "0".repeat(32),
  state: "ready",
  how: "send",
  partnerId: "1".repeat(32),
  caseId: "default",
  captures: 2,
  fileName: "bundle-0badcafe.wacz.age",
  bytes: 3_000_000,
  expected: 2_900_000,
  sent: 0,
  speed: null,
  limit: null,
  attempts: 0,
  startedAt: "2026-11-20T08:00:00.000Z",
  notBefore: null,
  noReceipts: false,
  ...change,
});

async function open(list: Parcel[], more: Partial<Desk["parcels"]> = {}) {
  const desk = {
    parcels: { ...parcels, list: async () => list, ...more },
    partners: {
      watch: (onChange: (partners: never[]) => void) => {
        onChange([]);
        return () => undefined;
      },
    } as unknown as Desk["partners"],
  };
  await settled(() => render(<Parcels desk={desk} />, root));
  return desk;
}

afterEach(() => settled(() => render(null, root)));

it.each<[string, Partial<Parcel>, string[]]>([
  [
    "is sent, with pace and what is left",
    { state: "sending", sent: 1_000_000, speed: 100_000 },
    ["1 MB of 3 MB", "100 kB a second", "about 20 secs left"],
  ],
  ["is encrypted", { state: "making", bytes: 900_000 }, ["Encrypting: 900 kB of about 2.9 MB"]],
  ["is paused", { state: "paused", sent: 1_500_000 }, ["Paused at 1.5 MB of 3 MB"]],
  [
    "waits after a fault, and says what is there",
    { notBefore: "2026-11-20T09:00:00.000Z", sent: 2_000_000, fault: { code: "send-unreachable" } },
    ["Will be tried again by itself", "cannot be reached", "2 MB of 3 MB have arrived"],
  ],
  ["is sent without a receipt yet", { state: "sent" }, ["not called delivered"]],
  ["is sent to one who gives none", { state: "sent", noReceipts: true }, ["gives no receipts"]],
  ["is saved", { state: "saved", how: "save" }, ["bundle-0badcafe.wacz.age", "cannot read it"]],
  ["was handed over before", { before: "2026-11-01T08:00:00.000Z" }, ["the same to this partner before"]],
  [
    "has no partner any more",
    { state: "failed", fault: { code: "partner-gone" } },
    ["no longer in your list"],
  ],
])("a delivery that %s", async (_, change, sentences) => {
  await open([parcel(change)]);
  for (const sentence of sentences) expect(text()).toContain(sentence);
  expect(text()).not.toContain("✓ Delivered");
});

it("shows a receipt that holds: when, by whom, with what key", async () => {
  const receipt = {
    receivedAt: "2026-11-20T08:10:00.000Z",
    opened: false,
    keyId: `sha256:${"ab".repeat(32)}`,
  };
  await open([parcel({ state: "delivered", receipt })]);
  for (const words of ["✓ Delivered", "cannot open the file", "abab abab"]) expect(text()).toContain(words);
});

it("numbers the queue in its order", async () => {
  await open([parcel({ state: "sending" }), parcel({ id: "2".repeat(32) }), parcel({ id: "3".repeat(32) })]);
  expect(text()).toMatch(/number 2 in the queue.*number 3 in the queue/s);
});

it("pauses, slows, and calls off only when asked twice", async () => {
  const [pause, limit, cancel] = [vi.fn(), vi.fn(), vi.fn()].map((each) => each.mockResolvedValue(undefined));
  await open([parcel({ state: "sending" })], { pause, limit, cancel } as unknown as Partial<Desk["parcels"]>);
  await press("Pause");
  expect(pause).toHaveBeenCalledWith("0".repeat(32));
  await settled(() => {
    const select = root.querySelector("select");
    if (!select) throw new Error("no select");
    select.value = "50000";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  expect(limit).toHaveBeenCalledWith("0".repeat(32), 50_000);
  await press("Call off…");
  expect(cancel).not.toHaveBeenCalled();
  await press("Call off");
  expect(cancel).toHaveBeenCalledWith("0".repeat(32));
});

it("says what is wrong with a receipt that is handed in, and says when it holds", async () => {
  const handIn = vi.fn().mockRejectedValueOnce(new FaultError("receipt-other-file")).mockResolvedValue("");
  await open([parcel({ state: "saved", how: "save" })], { handIn });
  const choose = () =>
    settled(() => {
      const input = root.querySelector<HTMLInputElement>("input[type=file]");
      if (!input) throw new Error("no field");
      Object.defineProperty(input, "files", {
        configurable: true,
        value: [new File(["{}"], "receipt.json")],
      });
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  await choose();
  expect(text()).toContain("another file");
  await choose();
  expect(text()).toContain("The receipt holds");
});

it("is one line in the popup, and none where nothing is on its way", async () => {
  const desk = (list: Parcel[]) => ({ parcels: { ...parcels, list: async () => list } });
  await settled(() =>
    render(<OnTheWay desk={desk([parcel({ state: "delivered" })])} archiveUrl="/a" />, root),
  );
  expect(text()).toBe("");
  await settled(() => render(null, root));
  const list = [parcel({ state: "sending", sent: 1_000_000 }), parcel({ id: "2".repeat(32) })];
  await settled(() => render(<OnTheWay desk={desk(list)} archiveUrl="/a" />, root));
  expect(text()).toBe("2 deliveries on their way 1 MB of 3 MB");
  await settled(() => render(null, root));
  await settled(() => render(<OnTheWay desk={desk([parcel({ state: "failed" })])} archiveUrl="/a" />, root));
  expect(text()).toBe("1 delivery needs you");
});

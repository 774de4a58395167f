// @vitest-environment jsdom
/** Trusted time on the screens: read before it is on, asked of the browser in the gesture, shown as what it is. */
import "./language.ts";
import { render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { StampSettings } from "../../components/archive/StampSettings.tsx";
import { TrustedTime } from "../../components/archive/TrustedTime.tsx";
import type { AnchorFacts, StampSettings as Kept } from "../../components/desk.ts";
import { Unanchored } from "../../components/Unanchored.tsx";
import { FaultError } from "../../lib/model/fault-error.ts";
import { card, stamps } from "./sample.ts";
import { settled } from "./settled.ts";

const root = document.body;
const text = () => root.textContent ?? "";
const button = (name: string) =>
  [...root.querySelectorAll("button")].find((each) => each.textContent === name);
const press = (name: string) => settled(() => button(name)?.click());
const tick = (name: string) =>
  settled(() =>
    [...root.querySelectorAll("label")]
      .find((each) => each.textContent?.startsWith(name))
      ?.querySelector("input")
      ?.click(),
  );
const type = (selector: string, value: string) =>
  settled(() => {
    const field = root.querySelector<HTMLInputElement>(selector);
    if (!field) throw new Error(selector);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
const ON: Kept = { on: true, authorities: [{ url: "http://timestamp.digicert.com", root: null }] };

async function settings(granted: boolean, write = vi.fn(async (_: Kept) => undefined), kept?: Kept) {
  const askAddresses = vi.fn(async (_: string[]) => granted);
  const desk = { stamps: { ...stamps, write, ...(kept ? { read: async () => kept } : {}) } };
  await settled(() => render(<StampSettings desk={desk} askAddresses={askAddresses} />, root));
  return { write, askAddresses };
}

afterEach(() => render(null, root));

it("says what authority and network will see before the button that switches it on", async () => {
  await settings(true);
  const before = text().slice(0, text().lastIndexOf("Switch on"));
  for (const words of ["your network address", "without encryption", "Tor", "off until you switch it on"])
    expect(before).toContain(words);
  expect(root.querySelectorAll("input:checked")).toHaveLength(0);
});

it("asks the browser for just the chosen addresses, and keeps the choice only when it agrees", async () => {
  const { write, askAddresses } = await settings(false);
  await tick("Sectigo");
  await press("Switch on");
  expect(askAddresses).toHaveBeenCalledWith(["http://timestamp.sectigo.com"]);
  expect(write).not.toHaveBeenCalled();
  expect(text()).toContain("did not allow");
});

it("keeps the list's authority and an own relay with its root", async () => {
  const { write } = await settings(true);
  await tick("DigiCert");
  await type("input[type=url]", " https://relay.example/tsr ");
  const pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
  await type("textarea", `${pem}\n`);
  await press("Switch on");
  expect(write).toHaveBeenCalledWith({
    on: true,
    authorities: [
      { url: "http://timestamp.digicert.com", root: null },
      { url: "https://relay.example/tsr", root: pem },
    ],
  });
});

it.each([
  ["none", async () => undefined, "Choose one or two"],
  ["three", async () => [await tick("DigiCert"), await tick("Sectigo"), await tick("SSL.com")], "one or two"],
  ["a script", () => type("input[type=url]", "javascript:alert(1)"), "cannot be asked"],
  ["a password", () => type("input[type=url]", "https://me:secret@relay.example/"), "cannot be asked"],
])("refuses %s without asking the browser", async (_, choose, words) => {
  const { askAddresses } = await settings(true);
  await choose();
  await press("Switch on");
  expect(askAddresses).not.toHaveBeenCalled();
  expect(root.querySelector("[role=status]")?.textContent).toContain(words);
});

it("says so where the choice could not be kept, and where a root is no certificate", async () => {
  const failing = (code: "store-full" | "bad-request") =>
    vi.fn(async (_: Kept) => Promise.reject(new FaultError(code)));
  await settings(true, failing("store-full"));
  await tick("DigiCert");
  await press("Switch on");
  expect(root.querySelector("[role=alert]")?.textContent).toContain("disk is full");
  render(null, root);
  await settings(true, failing("bad-request"));
  await tick("DigiCert");
  await press("Switch on");
  expect(text()).toContain("not a certificate");
});

it("can be switched off", async () => {
  const { write } = await settings(true, undefined, ON);
  expect(text()).toContain("On. Asked: DigiCert");
  await press("Switch off");
  expect(write).toHaveBeenCalledWith({ ...ON, on: false });
});

const shown = async (facts: AnchorFacts, on: boolean) => {
  const desk = {
    stamps: {
      ...stamps,
      read: async () => ({ ...ON, on }),
      watchOne: (_case: string, _seq: number, onChange: (found: AnchorFacts) => void) => {
        onChange(facts);
        return () => undefined;
      },
    },
  };
  await settled(() => render(<TrustedTime card={card} desk={desk} />, root));
  return text();
};
const genTime = "2026-11-22T15:31:07.000Z";

it("shows before when a capture existed and who says so; of an unknown one, that it is unknown", async () => {
  const known = { anchor: { genTime, accuracyMs: 1000, name: "DigiCert", known: true }, fault: null };
  expect(await shown(known, false)).toMatch(
    /Existed before.*2026-11-22 15:31:07 UTC ± 1 sec.*according to DigiCert$/,
  );
  const unknown = { anchor: { genTime, accuracyMs: null, name: "Relay", known: false }, fault: null };
  expect(await shown(unknown, true)).toContain("does not know who that is");
});

it("shows since when there is none and why, or that it is off", async () => {
  const none: AnchorFacts = { anchor: null, fault: { code: "stamp-wrong" } };
  expect(await shown(none, true)).toMatch(/No trusted time yet, since.*no valid time stamp/);
  render(null, root);
  expect(await shown({ anchor: null, fault: null }, false)).toContain("switched off");
});

it("counts what waits only where trusted time is on, and asks when told to", async () => {
  const ask = vi.fn(async () => undefined);
  const open = { count: 3, since: card.sealedAt, fault: null };
  const desk = (on: boolean) => ({
    ...stamps,
    ask,
    read: async () => ({ ...ON, on }),
    watchAll: (onChange: (found: typeof open) => void) => {
      onChange(open);
      return () => undefined;
    },
  });
  await settled(() => render(<Unanchored stamps={desk(false)} canAsk />, root));
  expect(text()).toBe("");
  render(null, root);
  await settled(() => render(<Unanchored stamps={desk(true)} canAsk />, root));
  expect(text()).toContain("3 captures have no trusted time yet, since");
  await press("Ask now");
  expect(ask).toHaveBeenCalledOnce();
});

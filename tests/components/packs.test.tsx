// @vitest-environment jsdom
/** Taking on a rule pack: nothing before the fingerprint is confirmed. A page that has changed: a report to read, never sent. */
import "./language.ts";
import { render } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { PackSettings } from "../../components/archive/PackSettings.tsx";
import type { Desk, PackFacts } from "../../components/desk.ts";
import { Changed } from "../../components/popup/Changed.tsx";
import { FaultError } from "../../lib/model/fault-error.ts";
import { settled } from "./settled.ts";

const root = document.body;
const text = () => root.textContent ?? "";
const button = (name: string) =>
  [...root.querySelectorAll("button")].find((each) => each.textContent === name);
const facts: PackFacts = {
  name: "Nhà Lưu Giữ",
  version: "2026.12-1",
  issuedAt: "2026-12-01T00:00:00.000Z",
  builtOn: "2026-11-22",
  keyId: `sha256:${"ab12".repeat(16)}`,
  rungs: 3,
  sentences: 1,
  templates: 2,
};

async function open(packs: Partial<Desk["packs"]>, issuer: string | null = null) {
  const desk = {
    packs: {
      state: async () => ({ issuer, pack: null, fault: null }),
      look: async () => facts,
      use: async () => undefined,
      remove: async () => undefined,
      ...packs,
    },
  };
  await settled(() => render(<PackSettings desk={desk} />, root));
}

async function choose(content: string) {
  const input = root.querySelector("input[type=file]") as HTMLInputElement;
  Object.defineProperty(input, "files", { value: [{ text: async () => content }], configurable: true });
  Object.defineProperty(input, "value", { value: "", writable: true, configurable: true });
  await settled(() => input.dispatchEvent(new Event("change", { bubbles: true })));
}

afterEach(() => render(null, root));

it("uses a pack of a new issuer only after the person said that the fingerprint is the same", async () => {
  const use = vi.fn(async () => undefined);
  await open({ use });
  expect(text()).toContain("only what is built in");
  await choose("the file");
  expect(text()).toContain("ab12 ab12");
  expect(text()).toContain("Nhà Lưu Giữ");
  expect(button("Use this pack")?.disabled).toBe(true);
  await settled(() => (root.querySelector("input[type=checkbox]") as HTMLInputElement).click());
  await settled(() => button("Use this pack")?.click());
  expect(use).toHaveBeenCalledWith("the file", facts.keyId);
});

it("asks for no second confirmation of an issuer who was confirmed", async () => {
  await open({}, facts.keyId);
  await choose("the file");
  expect(root.querySelector("input[type=checkbox]")).toBeNull();
  expect(button("Use this pack")?.disabled).toBe(false);
});

it("says in words why a pack is refused, and offers nothing", async () => {
  for (const [code, words] of [
    ["pack-signature", "signature of this rule pack does not hold"],
    ["pack-malformed", "not a rule pack"],
    ["pack-key-unknown", "another issuer"],
  ] as const) {
    await open({ look: async () => Promise.reject(new FaultError(code)) });
    await choose("x");
    expect(text()).toContain(words);
    expect(button("Use this pack")).toBeUndefined();
    render(null, root);
  }
});

it("removes the pack, or the issuer with it", async () => {
  const remove = vi.fn(async () => undefined);
  await open({ remove, state: async () => ({ issuer: facts.keyId, pack: facts, fault: null }) });
  await settled(() => button("Remove the pack")?.click());
  await settled(() => button("Forget this issuer and its pack")?.click());
  expect(remove.mock.calls).toEqual([[false], [true]]);
});

it("shows the layout report to be read, with a way to copy it and none to send it", async () => {
  await settled(() => render(<Changed captured layout={async () => "keepsake layout report 1"} />, root));
  expect(root.querySelector("details")?.open).toBe(true);
  expect(root.querySelector("textarea")).toBeNull();
  await settled(() => button("Show the report")?.click());
  expect(root.querySelector("textarea")?.value).toBe("keepsake layout report 1");
  expect([...root.querySelectorAll("button,a")].map((each) => each.textContent)).toEqual(["Copy"]);
});

// @vitest-environment jsdom
/** Destroying everything: a press does nothing, holding does it, by pointer and by keyboard; and the screen says what it cannot reach. */
import "./language.ts";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HOLD_MS } from "../../components/HoldButton.tsx";
import { Panic } from "../../components/Panic.tsx";
import { FaultError } from "../../lib/model/fault-error.ts";

const root = document.body;
const button = () => {
  const found = root.querySelector("button");
  if (!found) throw new Error("no button");
  return found;
};
const fire = (event: Event) => act(() => void button().dispatchEvent(event));
const key = (type: string, name: string, repeat = false) =>
  fire(new KeyboardEvent(type, { key: name, repeat, bubbles: true, cancelable: true }));
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

let panic: ReturnType<typeof vi.fn<() => Promise<void>>>;
beforeEach(async () => {
  vi.useFakeTimers();
  panic = vi.fn(() => new Promise<void>(() => undefined));
  await act(() => render(<Panic desk={{ panic, panicKey: async () => "Alt+Shift+0" }} />, root));
});
afterEach(() => {
  render(null, root);
  vi.useRealTimers();
});

it("does nothing at a click, a short press, a press let go too soon, or one that slips off", async () => {
  await act(() => button().click());
  for (const end of ["pointerup", "pointerleave", "pointercancel", "blur"]) {
    await fire(new MouseEvent("pointerdown", { bubbles: true }));
    await pass(HOLD_MS - 1);
    await fire(new MouseEvent(end, { bubbles: true }));
    await pass(HOLD_MS);
  }
  for (const name of ["Enter", " "]) {
    await key("keydown", name);
    await pass(HOLD_MS - 1);
    await key("keyup", name);
    await pass(HOLD_MS);
  }
  await key("keydown", "Tab");
  await fire(new MouseEvent("pointerdown", { bubbles: true, button: 2 }));
  await pass(2 * HOLD_MS);
  expect(panic).not.toHaveBeenCalled();
});

it("destroys when the pointer is held", async () => {
  await fire(new MouseEvent("pointerdown", { bubbles: true }));
  expect(button().textContent).toContain("Keep holding");
  await pass(HOLD_MS);
  expect(panic).toHaveBeenCalledOnce();
  expect(button().disabled).toBe(true);
});

it.each(["Enter", " "])("destroys when the key %o is held, however often it repeats", async (name) => {
  await key("keydown", name);
  for (let at = 0; at < 10; at++) {
    await pass(HOLD_MS / 10);
    await key("keydown", name, true);
  }
  expect(panic).toHaveBeenCalledOnce();
});

it("says that it could not begin, but not when the extension merely ended with it", async () => {
  for (const [code, said] of [
    ["interrupted", false],
    ["unexpected", true],
  ] as const) {
    render(null, root);
    panic.mockRejectedValue(new FaultError(code));
    await act(() => render(<Panic desk={{ panic, panicKey: async () => "" }} />, root));
    await fire(new MouseEvent("pointerdown", { bubbles: true }));
    await pass(HOLD_MS);
    expect((root.querySelector("[role=alert]")?.textContent ?? "") !== "", code).toBe(said);
  }
});

it("names the keys, and what it does not reach", () => {
  for (const words of ["Alt+Shift+0", "Remnants", "Backups", "history", "sent", "installed"])
    expect(root.textContent).toContain(words);
});

// @vitest-environment node
/** With each scrubbing rule left out, one at a time, the leak gate stops what comes of it; with all of them it lets it go. */
import { describe, expect, it } from "vitest";
import { RULES } from "../../lib/page/prepare.ts";
import { witnessStrings } from "../demo/witness.ts";
import { foundLeaving } from "./leaving.ts";

describe("scrubbing and the gate behind it", () => {
  it("let nothing of the witness through, and lose no capture", async () => {
    expect(await foundLeaving({})).toEqual([]);
    expect(await foundLeaving({ unchecked: true })).toEqual([]);
  });

  it.each(RULES)("the gate stops what comes without the rule for: %s", async (rule) => {
    const all = rule === "address" ? 1 : witnessStrings.length;
    expect((await foundLeaving({ off: rule, unchecked: true })).length).toBeGreaterThanOrEqual(all);
  });

  it("the gate, which knows them from other pages, stops what a page does not say to be theirs", async () => {
    expect(await foundLeaving({ stated: [] })).toEqual([...witnessStrings]);
  });

  it.each(RULES)("the background's own look stands in for the rule for: %s", async (rule) => {
    expect(await foundLeaving({ off: rule })).toEqual([]);
  });
});

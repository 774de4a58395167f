/** What the grammar takes, a browser parses; every built-in selector is in it. */
import fc from "fast-check";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { refusedSelector } from "../../lib/packs/selector.ts";
import { platforms } from "../../lib/platforms/registry.ts";

const { document } = new JSDOM("").window;
const pieces = fc.constantFrom(
  "div", "*", ".a", "#b", "[c]", '[d="e f"]', "[g^='h' i]", ":not(", ":is(", ":has(", ":where(", ")", ">", " ", ",", "+", "~",
  ":first-child", ":nth-child(2n+1)", ":nth-child(n", "::before", ":hover", "\\", '"', "[", "]", "-", "1", "{", ":empty", "\n",
); // biome-ignore format: a list reads better dense

describe("a pack's selector", () => {
  it("may be any that is built in", () => {
    for (const { name, ladders } of platforms)
      for (const [ladder, rungs] of Object.entries(ladders))
        for (const rung of rungs)
          expect([name, ladder, rung.name, refusedSelector(rung.selector)]).toEqual([
            name,
            ladder,
            rung.name,
            null,
          ]);
  });

  it("parses wherever the grammar takes it", () => {
    let taken = 0;
    const check = (selector: string) => {
      if (refusedSelector(selector) !== null) return;
      taken++;
      document.createDocumentFragment().querySelector(selector);
    };
    fc.assert(
      fc.property(
        fc.array(pieces, { minLength: 1, maxLength: 9 }).map((list) => list.join("")),
        check,
      ),
      {
        numRuns: 20_000,
      },
    );
    expect(taken).toBeGreaterThan(500);
  });

  it("is bounded: nesting, `:has`, parts, length", () => {
    expect(refusedSelector("a:not(b:not(c:not(d)))")).toBeNull();
    expect(refusedSelector("a:not(b:not(c:not(d:not(e))))")).toBe("nested too deep");
    expect(refusedSelector("a:has(b):has(c):has(d)")).toBe("more than 2 :has");
    expect(refusedSelector("a:not(:has(c))")).toBeNull();
    expect(refusedSelector("a:has(b:is(d:has(c)))")).toBe(":has inside another");
    expect(refusedSelector(".a".repeat(61))).toBe("more than 60 parts");
  });
});

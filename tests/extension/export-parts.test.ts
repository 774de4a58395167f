/** A large export is cut into files that memory can hold; nothing is left out or put in another order. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { inParts } from "../../lib/extension/export-parts.ts";

it("keeps all, in order, in parts that fit or are one capture", () => {
  const cards = fc.array(fc.nat(100).map((bytes) => ({ bytes })));
  fc.assert(
    fc.property(cards, fc.integer({ min: 1, max: 200 }), (all, atMost) => {
      const parts = inParts(all, atMost);
      expect(parts.flat()).toEqual(all);
      const sums = parts.map((part) => part.reduce((sum, { bytes }) => sum + bytes, 0));
      for (const [at, sum] of sums.entries()) expect(sum <= atMost || parts[at]?.length === 1).toBe(true);
      // As few as hold them: no part would fit onto the one before.
      for (const [at, part] of parts.entries())
        if (at > 0) expect((sums[at - 1] ?? 0) + (part[0]?.bytes ?? 0)).toBeGreaterThan(atMost);
    }),
  );
});

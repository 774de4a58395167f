/** A source whose end is read once: the same bytes as without, and how often it is asked. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { holdingEnd } from "../../lib/bundle/held-end.ts";
import type { BundleSource } from "../../lib/bundle/source.ts";

const HELD = 1024 * 1024;
const bytes = Uint8Array.from({ length: HELD + 5000 }, (_, at) => (at * 7 + (at >> 8)) & 255);

/** Of so many bytes; fails as often as told, and notes what it is asked. */
function sourceOf(size: number, failures = 0): BundleSource & { asked: [number, number][] } {
  const asked: [number, number][] = [];
  return {
    size,
    asked,
    async read(offset, length) {
      asked.push([offset, length]);
      if (failures-- > 0) throw new Error("away");
      if (offset + length > size) throw new RangeError("read past the end");
      return bytes.slice(offset, offset + length);
    },
  };
}

it("gives each range as it is, before the end, in it and across", async () => {
  const range = fc.tuple(fc.nat(bytes.length), fc.oneof(fc.nat(9000), fc.nat(bytes.length)));
  const held = holdingEnd(sourceOf(bytes.length));
  await fc.assert(
    fc.asyncProperty(range, async ([offset, most]) => {
      const expected = bytes.subarray(offset, offset + most);
      expect(Buffer.compare(await held.read(offset, expected.length), expected)).toBe(0);
    }),
    { numRuns: 200, seed: 9 },
  );
});

it("asks once for all that lies in the end, also where it is asked at the same time", async () => {
  const source = sourceOf(bytes.length);
  const held = holdingEnd(source);
  await Promise.all([held.read(5000, 10), held.read(bytes.length - 22, 22), held.read(7000, 5)]);
  expect(source.asked).toEqual([[5000, HELD]]);
  await held.read(4999, 10);
  expect(source.asked.slice(1)).toEqual([[4999, 10]]);
});

it("holds a short source whole, and refuses what is past its end", async () => {
  const source = sourceOf(300);
  const held = holdingEnd(source);
  expect(await held.read(0, 300)).toEqual(bytes.subarray(0, 300));
  expect(await held.read(40, 2)).toEqual(bytes.subarray(40, 42));
  expect(source.asked).toEqual([[0, 300]]);
  await expect(held.read(290, 20)).rejects.toThrow(RangeError);
});

it("tells where the end could not be read, and asks again at the next", async () => {
  const source = sourceOf(bytes.length, 1);
  const held = holdingEnd(source);
  await expect(held.read(6000, 10)).rejects.toThrow("away");
  expect(await held.read(6000, 10)).toEqual(bytes.subarray(6000, 6010));
});

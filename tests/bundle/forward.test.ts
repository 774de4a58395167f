/** A Blob read forward: the same bytes as by ranges, whatever is skipped; and without the stream where there is none. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { forwardOf } from "../../lib/bundle/forward.ts";

const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7 + (at >> 8)) & 255);
const blob = new Blob([bytes]);
/** A browser whose streams fill no buffers of ours. */
const old = Object.assign(new Blob([bytes]), {
  slice: (from?: number, to?: number) =>
    Object.assign(blob.slice(from, to), {
      stream: () => ({
        getReader: () => {
          throw new TypeError("mode");
        },
      }),
    }),
});

it("gives each range as it is, near or far, back too, into the buffer that it was given", async () => {
  const ranges = fc.array(fc.tuple(fc.nat(bytes.length), fc.nat(100_000)), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(ranges, fc.constantFrom(blob, old), async (asked, from) => {
      const forward = forwardOf(from);
      const into = new Uint8Array(100_000);
      for (const [offset, most] of asked) {
        const expected = bytes.subarray(offset, offset + most);
        const got = await forward.read(offset, expected.length, into);
        expect(got.buffer).toBe(into.buffer);
        expect(Buffer.compare(got, expected)).toBe(0);
      }
      forward.close();
    }),
    { numRuns: 40, seed: 4 },
  );
});

it("rejects where there are not so many bytes, and reads on after that", async () => {
  for (const from of [blob, old]) {
    const forward = forwardOf(from);
    const into = new Uint8Array(100);
    await expect(forward.read(bytes.length - 10, 20, into)).rejects.toThrow(RangeError);
    expect(await forward.read(3, 2, into)).toEqual(bytes.subarray(3, 5));
    forward.close();
  }
});

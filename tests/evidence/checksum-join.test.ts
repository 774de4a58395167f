/** A checksum of two pieces is what zlib finds over both. */
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { joinChecksums } from "../../lib/evidence/checksum-join.ts";

it("joins checksums as if the bytes had been read in one go", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(bytes, bytes, (first, second) => {
      const joined = joinChecksums(crc32(first), crc32(second), second.length);
      expect(joined).toBe(crc32(Buffer.concat([first, second])));
    }),
    { numRuns: 300, seed: 20261123 },
  );
});

it.each([0, 1, 65_535, 3_000_001])("joins where %i bytes follow", (length) => {
  const second = Buffer.alloc(length, 7);
  expect(joinChecksums(crc32("first"), crc32(second), length)).toBe(
    crc32(Buffer.concat([Buffer.from("first"), second])),
  );
});

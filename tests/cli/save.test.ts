/** A bundle on its way to the disk: whole and in order, also where the system takes less than it was given. */
import type { FileHandle } from "node:fs/promises";
import { expect, it } from "vitest";
import { save } from "../../lib/cli/save.ts";
import { HOLDS } from "../../lib/evidence/hashing.ts";

/** A disk that takes at most so many bytes at once, and takes its time. */
function disk(most: number, fails = false) {
  const got: number[] = [];
  const writev = async (pieces: Uint8Array[]) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (fails) throw new Error("full");
    const taken = pieces.flatMap((piece) => [...piece]).slice(0, most);
    got.push(...taken);
    return { bytesWritten: taken.length };
  };
  return { got, file: { writev } as unknown as FileHandle };
}

/** Overwrites what it showed as early as it may. */
async function* chunks(count: number): AsyncGenerator<Uint8Array[]> {
  const made: Uint8Array[] = [];
  for (let n = 0; n < count; n++) {
    made.push(new Uint8Array(7).fill(n));
    yield [made[n] ?? new Uint8Array(), Uint8Array.of(200, n), new Uint8Array()];
    made[n + 1 - HOLDS]?.fill(255);
  }
}

it.each([1, 5, 9, 1000])("writes everything in order, %i bytes at once", async (most) => {
  const { got, file } = disk(most);
  await save(file, chunks(12));
  const wanted = Array.from({ length: 12 }, (_, n) => [...new Uint8Array(7).fill(n), 200, n]);
  expect(got).toEqual(wanted.flat());
});

it("says so where the disk is full", async () => {
  await expect(save(disk(9, true).file, chunks(12))).rejects.toThrow("full");
});

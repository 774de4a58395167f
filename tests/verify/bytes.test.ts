/** Promise 4: any change after sealing is found. Every byte of a bundle stands under some check. */
import { describe, expect, it } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { readZip } from "../../lib/bundle/zip-read.ts";
import { nodeHasher } from "../../lib/cli/hasher.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { sampleBundle } from "../fixtures/bundle.ts";

const now = "2026-11-21T00:00:00.000Z";
const verdict = async (bytes: Uint8Array<ArrayBuffer>) =>
  (await verifyBundle(blobSource(new Blob([bytes])), { now, hasher: nodeHasher })).verdict;

/** A repeatable source of numbers below `most` (mulberry32). */
function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

describe("single-byte changes", () => {
  it("finds each of 2,000 at random, and 400 where no content stands", { timeout: 900_000 }, async () => {
    const bundle = await sampleBundle(1);
    expect(await verdict(bundle)).toBe("intact");
    const roll = dice(20261122);
    const thin = await outsideContents(bundle);
    const places = [
      ...Array.from({ length: 2000 }, () => roll(bundle.length)),
      ...Array.from({ length: 400 }, () => thin[roll(thin.length)] ?? 0),
    ];
    for (const at of places) {
      const copy = bundle.slice();
      copy[at] = ((copy[at] ?? 0) + 1 + roll(255)) & 255;
      expect(await verdict(copy), `byte ${at}`).not.toBe("intact");
    }
  });
});

/** Bytes of the zip's own fields, and of the one file that no list covers. */
async function outsideContents(bundle: Uint8Array<ArrayBuffer>): Promise<number[]> {
  const zip = await readZip(blobSource(new Blob([bundle])));
  const covered = new Uint8Array(bundle.length);
  for (const entry of zip?.entries ?? [])
    if (entry.path !== "datapackage-digest.json") covered.fill(1, entry.dataAt, entry.dataAt + entry.size);
  return [...covered.keys()].filter((at) => covered[at] === 0);
}

/**
 * Promise 4: any change after sealing is found. 10,000 mutations, half of mere bytes, half of what stands in the files
 * with all hashes made to fit again (tests/fuzz). The seed is fixed: `npm run fuzz` goes on from there.
 */
import { describe, expect, it } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { corpus } from "../fuzz/corpus.ts";
import { quickly } from "../fuzz/quick.ts";
import { runSeries } from "../fuzz/series.ts";

const SEED = 20261123;

describe("mutated bundles", () => {
  it("start from samples in which nothing is wrong, the same on every run", async () => {
    const [one, two] = [await corpus(), await corpus()];
    for (const [index, { name, bytes }] of one.entries()) {
      const report = await verifyBundle(blobSource(new Blob([bytes])), { now: "2026-11-21T00:00:00.000Z" });
      expect(report.verdict, name).toBe("intact");
      expect(two[index]?.bytes).toEqual(bytes);
    }
  });

  it("10,000 are found, each, and none is met with a crash or a hang", { timeout: 900_000 }, async () => {
    const tally = await quickly(async () => runSeries(await corpus(), { seed: SEED, from: 0, to: 10_000 }));
    const failures = tally.failures.map(
      ({ run, ending, kind, what, detail }) =>
        `npm run fuzz -- --seed ${SEED} --only ${run}: ${ending}, ${kind}, ${what} ${detail}`,
    );
    expect(failures).toEqual([]);
    expect(tally.endings.found).toBeGreaterThan(8_500);
    expect(tally.kinds.size).toBeGreaterThan(50); // every mutation came to every sample
  });
});

/** A verifier written from FORMAT.md alone agrees with ours: on what is good, and on what is not. */
import { describe, expect, it } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { sampleBundle } from "../fixtures/bundle.ts";
import { secondOpinion } from "../fixtures/second-verifier.ts";
import { corpus } from "../fuzz/corpus.ts";
import { quickly } from "../fuzz/quick.ts";
import { runOnce } from "../fuzz/run.ts";

describe("a second verifier", () => {
  it("finds good bundles good, also with payloads of several blocks", async () => {
    const samples = await corpus();
    for (const { name, bytes } of samples.filter((sample) => /good|partial/.test(sample.name)))
      expect(secondOpinion(bytes), name).toBeNull();
    const large = await sampleBundle(2);
    expect(secondOpinion(large)).toBeNull();
    expect(
      (await verifyBundle(blobSource(new Blob([large])), { now: "2026-11-21T00:00:00.000Z" })).verdict,
    ).toBe("intact");
  });

  it("finds what ours finds, in 400 mutations", { timeout: 120_000 }, async () => {
    await quickly(async () => {
      const samples = (await corpus()).filter(({ name }) => /good|partial/.test(name));
      const reasons = new Set<string>();
      for (let run = 0; run < 400; run++) {
        const { ending, bytes, what } = await runOnce(samples, 7, run);
        if (ending !== "found") continue;
        const opinion = secondOpinion(bytes);
        expect(opinion, `run ${run}: ${what}`).not.toBeNull();
        reasons.add(opinion ?? "");
      }
      expect(reasons.size).toBeGreaterThan(12); // and not all for one reason
    });
  });
});

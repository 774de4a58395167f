/** A file looked at: whole, with its own hash; or given up on the way. */
import { expect, it } from "vitest";
import { sha256 } from "../../lib/evidence/digest.ts";
import { lookAt } from "../../lib/verify/look.ts";
import { bundleBytes, sampleBundle, sampleCase, sampleInput } from "../fixtures/bundle.ts";

const now = "2026-11-21T00:00:00.000Z";
const fileOf = (bytes: Uint8Array<ArrayBuffer>) => new File([bytes], "a.wacz");

it("gives report, content and hash, and says how far it is, never backwards", async () => {
  const bytes = await sampleBundle(2);
  const steps: number[] = [];
  const looked = await lookAt(fileOf(bytes), {
    now,
    knownKeys: [],
    signal: new AbortController().signal,
    onProgress: (done, total) => steps.push(done / total),
  });
  expect(looked).toMatchObject({ name: "a.wacz", size: bytes.length });
  expect(await looked.sha256).toBe(await sha256(bytes));
  expect(looked.report.verdict).toBe("intact");
  expect(looked.content).not.toBeNull();
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps.at(-1)).toBe(1);
  expect(steps.at(-2)).toBeGreaterThan(0.8); // most of it is seen to be done, not jumped over
});

it("is given up at once, without a report or another read, wherever it stands", async () => {
  // longer than what is held of its end, so that more than one read is there to be refused
  const bytes = await bundleBytes(sampleInput(await sampleCase(1, 0, { mediaBytes: 2_000_000 })));
  for (const reads of [0, 3, 20]) {
    const giving = new AbortController();
    let left = reads;
    let late = 0;
    const blob = fileOf(bytes);
    const file = Object.assign(blob, {
      slice(from?: number, to?: number) {
        if (giving.signal.aborted) late++;
        return Blob.prototype.slice.call(blob, from, to);
      },
    });
    const signal = Object.assign(giving.signal, {
      throwIfAborted() {
        if (left-- === 0) giving.abort();
        AbortSignal.prototype.throwIfAborted.call(signal);
      },
    });
    if (reads === 0) giving.abort();
    await expect(
      lookAt(file, { now, knownKeys: [], signal, onProgress: () => undefined }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(late).toBe(0);
    expect(left).toBeGreaterThan(-20);
  }
});

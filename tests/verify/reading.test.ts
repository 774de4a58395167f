/** How a bundle is read: the archive once, no byte more than a few times, never much at once; and by whichever hasher, the same is found. */
import { Worker } from "node:worker_threads";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { archivePaths } from "../../lib/bundle/archive-files.ts";
import { type BundleSource, blobSource } from "../../lib/bundle/source.ts";
import { readZip } from "../../lib/bundle/zip-read.ts";
import { nodeChecksum } from "../../lib/cli/checksum.ts";
import { nodeFarFeed } from "../../lib/cli/far-feed.ts";
import { nodeFarMeasurer } from "../../lib/cli/far-measurer.ts";
import { nodeHasher } from "../../lib/cli/hasher.ts";
import { wasmChecksum } from "../../lib/evidence/checksum.ts";
import { sha256, wasmHasher } from "../../lib/evidence/digest.ts";
import { farMeasurer } from "../../lib/evidence/far-measurer.ts";
import { runningMeasurer } from "../../lib/evidence/measure.ts";
import { type VerifyOptions, verifyBundle } from "../../lib/verify/verify.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";

vi.setConfig({ testTimeout: 60_000 });

const now = "2026-11-21T00:00:00.000Z";
const node: Partial<VerifyOptions> = {
  hasher: nodeHasher,
  farFeed: nodeFarFeed,
  checksum: nodeChecksum,
};

/** Two captures, each with a file large enough for all that is done for large ones only. */
let good: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  good = await bundleBytes(sampleInput(await sampleCase(2, 0, { mediaBytes: 9_000_000 })));
}, 60_000);

/** Counts how often each stretch of 64 bytes was asked for, and the most asked for at once. */
function watched(bytes: Uint8Array<ArrayBuffer>): {
  source: BundleSource;
  times: Uint8Array;
  most(): number;
} {
  const times = new Uint8Array(Math.ceil(bytes.length / 64));
  const blob = blobSource(new Blob([bytes]));
  let most = 0;
  const source: BundleSource = {
    size: blob.size,
    read(offset, length) {
      most = Math.max(most, length);
      for (let at = Math.ceil(offset / 64); at < Math.floor((offset + length) / 64); at++)
        times[at] = (times[at] ?? 0) + 1;
      return blob.read(offset, length);
    },
  };
  return { source, times, most: () => most };
}

describe("reading a bundle", () => {
  it("reads the archive once, anything else at most four times, and never more at once than one file of it", async () => {
    const { source, times, most } = watched(good);
    expect((await verifyBundle(source, { now })).verdict).toBe("intact");
    const zip = await readZip(blobSource(new Blob([good])));
    const archive = archivePaths((path) => zip?.files.has(path) ?? false);
    expect(archive.length).toBeGreaterThan(3);
    const often = (stretches: Uint8Array) => stretches.reduce((a, b) => Math.max(a, b), 0);
    let [to, longest] = [0, 0];
    for (const path of archive) {
      const { dataAt = 0, size = 0 } = zip?.files.get(path) ?? {};
      longest = Math.max(longest, size);
      // the last 64 KiB are searched for the end of the zip, whatever lies there
      to = Math.floor(Math.min(dataAt + size, good.length - 65_557) / 64);
      expect(often(times.subarray(Math.ceil(dataAt / 64), to))).toBe(1);
    }
    expect(often(times.subarray(to))).toBeLessThanOrEqual(4);
    expect(most()).toBeLessThanOrEqual(longest);
  });

  it("finds the same by WebAssembly and by Node's own, in one thread and in two", async () => {
    for (const at of [null, 3_000_000, 17_999_000, good.length - 500]) {
      const bytes = good.slice();
      if (at !== null) bytes[at] = (bytes[at] ?? 0) ^ 1;
      const source = blobSource(new Blob([bytes]));
      const [wasm, near, far] = [
        await verifyBundle(source, { now }),
        await verifyBundle(source, { now, hasher: nodeHasher }),
        await verifyBundle(source, { now, ...node }),
      ];
      expect(wasm.verdict).toBe(at === null ? "intact" : "flawed");
      expect(near).toEqual(wasm);
      expect(far).toEqual(wasm);
    }
  });

  it("does without the other thread where there is none", async () => {
    const none = () => Promise.reject(new Error("no threads"));
    for (const options of [{ ...node, farFeed: none }, { farFeed: none }]) {
      const { verdict } = await verifyBundle(blobSource(new Blob([good])), { now, ...options });
      expect(verdict).toBe("intact");
    }
  });

  it("says what is wrong where the source fails in the middle, and leaves no thread behind", async () => {
    const blob = blobSource(new Blob([good]));
    const source: BundleSource = {
      size: blob.size,
      read: (at, length) =>
        at > 8e6 && at < 9e6 ? Promise.reject(new Error("disk")) : blob.read(at, length),
    };
    const { verdict, findings } = await verifyBundle(source, { now, ...node });
    expect(verdict).not.toBe("intact");
    expect(findings.map(({ code }) => code)).toContain("entry-unreadable");
  });
});

describe("a hasher in another thread", () => {
  it("hashes what it was given, in order, also where the buffer is used again at once", async () => {
    const [far, near] = [await nodeFarMeasurer(), runningMeasurer(wasmHasher, wasmChecksum)];
    const buffer = new Uint8Array(2_500_000);
    for (let turn = 0; turn < 5; turn++) {
      buffer.fill(turn);
      await near.update(buffer);
      await far.update(buffer);
    }
    const first = far.finish();
    await far.update(buffer);
    expect(await first).toEqual(await near.finish());
    expect((await far.finish()).hash).toBe(await sha256(buffer));
    expect((await far.finish()).hash).toBe(await sha256(new Uint8Array()));
    far.stop?.();
  });

  it("rejects where the thread does not start or dies", async () => {
    const worker = new Worker("throw new Error('no')", { eval: true });
    const dead = farMeasurer({
      post: (order, transfer) => worker.postMessage(order, transfer),
      listen: (_, fail) => worker.on("error", fail),
      stop: () => void worker.terminate(),
    });
    await expect(dead).rejects.toThrow("no");
  });
});

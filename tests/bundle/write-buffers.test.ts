/** The writer in buffers that are used again: the same bytes as the stream gives, and what has rotted still does not leave. */
import { expect, it, vi } from "vitest";
import type { BundleCapture } from "../../lib/bundle/input.ts";
import { blobSource } from "../../lib/bundle/source.ts";
import { waczBytes } from "../../lib/bundle/wacz-write.ts";
import { inNode } from "../../lib/cli/in-node.ts";
import { concat } from "../../lib/evidence/bytes.ts";
import { HOLDS } from "../../lib/evidence/hashing.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";

vi.setConfig({ testTimeout: 60_000 });

/** One artefact above what is held in memory; one so long that the next needs its very place; one below. */
const SIZES = [9_000_000, 6_000_000, 3_000_000];
/** So many captures of them that memory is used again several times. */
const COUNT = 5;

/** As a store that fills the buffer it is given, and hands out its own where it is given none. */
const sourced = (capture: BundleCapture, spoil?: (bytes: Uint8Array, offset: number) => void) => ({
  ...capture,
  artefact: () => Promise.reject(new Error("the source is there to be asked")),
  source: async (name: string) => {
    const kept = blobSource(await capture.artefact(name));
    return {
      size: kept.size,
      async read(offset: number, length: number, into = new Uint8Array(length)) {
        const bytes = into.subarray(0, length);
        bytes.set(await kept.read(offset, length));
        if (name.startsWith("media")) spoil?.(bytes, offset);
        return bytes;
      },
    };
  },
});

/** Each list is looked at as late as is allowed: before `HOLDS` more are asked for. */
async function late(lists: AsyncIterable<readonly Uint8Array[]>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const held: (readonly Uint8Array[])[] = [];
  for await (const list of lists) {
    held.push(list);
    if (held.length === HOLDS) parts.push(concat(...(held.shift() ?? [])));
  }
  return concat(...parts, ...held.flat());
}

/** In the caller's thread, and as on the command line. */
const RUNTIMES = [{}, inNode];
const EACH = SIZES.flatMap((mediaBytes) =>
  RUNTIMES.map((runtime) => ({ mediaBytes, runtime, threads: "farHashing" in runtime ? 2 : 1 })),
);

it.each(EACH)(
  "writes the bytes of the stream, artefacts of $mediaBytes bytes, threads: $threads",
  async ({ mediaBytes, runtime }) => {
    const made = await sampleCase(COUNT, 0, { mediaBytes });
    const stream = Buffer.from(await bundleBytes(sampleInput(made)));
    const captures = made.captures.map((one) => sourced(one));
    const bytes = Buffer.from(await late(waczBytes(sampleInput(made, { captures, ...runtime }))));
    // the last file holds the list's signature, new each time
    const until = stream.lastIndexOf("PK\x03\x04");
    expect(until).toBeGreaterThan(COUNT * mediaBytes);
    expect(bytes.subarray(0, until).equals(stream.subarray(0, until))).toBe(true);
  },
);

it.each(EACH)(
  "errors where one bit of an artefact of $mediaBytes bytes has changed, threads: $threads",
  async ({ mediaBytes, runtime }) => {
    const made = await sampleCase(1, 0, { mediaBytes });
    const captures = made.captures.map((one) =>
      sourced(one, (bytes, offset) => {
        const at = 2_500_000 - offset;
        if (at >= 0 && at < bytes.length) bytes.set([(bytes[at] ?? 0) ^ 1], at);
      }),
    );
    await expect(late(waczBytes(sampleInput(made, { captures, ...runtime })))).rejects.toThrow(
      "export-failed",
    );
  },
);

/** A parcel encrypted and written in a thread: the same file as ever, and a disk that fills up on the way loses nothing. */
import { createHash } from "node:crypto";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { beforeEach, describe, expect, it, vi } from "vitest";

const { disk, emptied } = vi.hoisted(() => {
  const emptied = {
    room: 1e9,
    length: 0,
    open: 0,
    removed: 0,
    /** Bytes that go in one write at most: some systems write less than was asked. */
    atOnce: 1e9,
    isThreaded: true,
    /** Which write does not get there, though it is said to have. */
    loses: -1,
  };
  return { disk: { ...emptied, bytes: new Uint8Array(8e6) }, emptied };
});
vi.mock("../../lib/extension/parcel-files.ts", async (original) => ({
  filing: (await original<typeof import("../../lib/extension/parcel-files.ts")>()).filing,
  removeParcelFile: async () => {
    expect(disk.open, "removed while somebody has it").toBe(0);
    disk.removed++;
  },
  openParcelFile: async () => new WritableStream({ write: (bytes: Uint8Array) => void onDisk.write(bytes) }),
}));
vi.mock("../../lib/bundle/seal-chunks.ts", async (original) => ({
  ...(await original<object>()),
  nativeSeal: (await import("../fixtures/node-seal.ts")).nodeSeal,
}));

import { decryptWith } from "../../lib/bundle/encrypt.ts";
import type { MakeSeal } from "../../lib/bundle/seal-chunks.ts";
import type { Bytes } from "../../lib/evidence/bytes.ts";
import { wasmHasher } from "../../lib/evidence/digest.ts";
import { sealHere } from "../../lib/extension/seal-here.ts";
import { sealParcel } from "../../lib/extension/seal-parcel.ts";
import { obeying } from "../../lib/extension/seal-thread.ts";
import { toFault } from "../../lib/model/fault.ts";
import { nodeSeal } from "../fixtures/node-seal.ts";

/** As `FileSystemSyncAccessHandle`. */
const onDisk = {
  write(bytes: Uint8Array, { at } = { at: disk.length }): number {
    const length = Math.min(bytes.length, disk.atOnce);
    if (at + length > disk.room) throw new DOMException("no space", "QuotaExceededError");
    if (disk.loses-- !== 0) disk.bytes.set(bytes.subarray(0, length), at);
    disk.length = at + length;
    return length;
  },
  read(into: Uint8Array, { at }: { at: number }): number {
    const found = disk.bytes.subarray(at, Math.min(at + into.length, disk.length));
    into.set(found);
    return found.length;
  },
  truncate() {
    disk.length = 0;
  },
  flush: () => undefined,
  close() {
    disk.open = 0;
  },
};

/** What the cipher has made, as long as it is there. */
const made: Bytes[] = [];
const remembering: MakeSeal = async (key) => {
  const seal = await nodeSeal(key);
  return (
    seal &&
    (async (nonce, chunk) => {
      const sealed = await seal(nonce, chunk);
      made.push(sealed);
      return sealed;
    })
  );
};

/** The thread, in this one: messages come later, as they do. */
class Thread {
  heard: ((event: object) => void)[] = [];
  take = obeying(
    (data) =>
      setImmediate(() => {
        for (const hear of this.heard) hear({ data });
      }),
    (order) =>
      sealHere(order, {
        makeSeal: remembering,
        makeHasher: wasmHasher,
        saved: () => undefined,
        open: async () => {
          disk.open++;
          return onDisk;
        },
      }),
  );
  constructor(path: string) {
    if (!disk.isThreaded || path !== "/seal-worker.js") throw new Error("no threads here");
  }
  addEventListener = (kind: string, hear: (event: object) => void) => {
    if (kind === "message") this.heard.push(hear);
  };
  postMessage = (order: Parameters<typeof this.take>[0]) => this.take(structuredClone(order));
  terminate = () => undefined;
}
vi.stubGlobal("Worker", Thread);

const identity = await generateX25519Identity();
const recipients = [await identityToRecipient(identity)];
const plain = new Uint8Array(7_000_001).map((_, index) => (index * 31) >> 5);
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
let cancelled: unknown;
const bundle = (each: (at: number) => void) => {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      each(at);
      if (at >= plain.length) return controller.close();
      controller.enqueue(plain.slice(at, at + 300_000));
      at += 300_000;
    },
    cancel(why) {
      cancelled = why;
    },
  });
};
const seal = (signal = new AbortController().signal, each: (at: number) => void = () => undefined) =>
  sealParcel("parcel", recipients, bundle(each), signal);

/** What lies on the disk is what was told, and the receiver reads in it what was given. */
async function expectWhole({ bytes, sha256 }: { bytes: number; sha256: string }): Promise<void> {
  const file = disk.bytes.slice(0, disk.length);
  expect(file.length).toBe(bytes);
  expect(sha256).toBe(`sha256:${digest(file)}`);
  const opened = await decryptWith([identity], new Blob([file]).stream());
  const read = new Uint8Array(await new Response(opened as ReadableStream<Bytes>).arrayBuffer());
  expect(digest(read)).toBe(digest(plain));
}

beforeEach(() => {
  cancelled = undefined;
  made.length = 0;
  Object.assign(disk, emptied);
});

describe("sealing a parcel", () => {
  it.each([
    ["in a thread", { isThreaded: true }],
    ["in a thread, where little is written at once", { atOnce: 10_007 }],
    ["where there are no threads", { isThreaded: false }],
  ])("%s: the receiver opens it, and its digest is told", async (_, change) => {
    Object.assign(disk, change);
    await expectWhole(await seal());
    expect(disk).toMatchObject({ open: 0, removed: 0 });
  });

  it.each([
    ["at its beginning", 100],
    ["on the way", 3_000_000],
    ["at its last bytes", 7_001_000],
  ])(
    "a disk that is full %s: said so, nothing is left, and with room again all is there",
    async (_, room) => {
      disk.room = room;
      expect(await seal().catch((error: unknown) => toFault(error).code)).toBe("store-full");
      expect(disk).toMatchObject({ open: 0, removed: 1 });
      disk.room = 1e9;
      await expectWhole(await seal());
    },
  );

  it("a disk that says only by the count that it takes no more is full, too", async () => {
    disk.atOnce = 0;
    expect(await seal().catch((error: unknown) => toFault(error).code)).toBe("store-full");
    expect(disk).toMatchObject({ open: 0, removed: 1 });
  });

  it.each([0, 3, 6])(
    "what the disk lost of it (write %i) is found before it is called made",
    async (loses) => {
      disk.loses = loses;
      expect(await seal().catch((error: unknown) => toFault(error).code)).toBe("store-unavailable");
      expect(disk).toMatchObject({ open: 0, removed: 1 });
      await expectWhole(await seal());
    },
  );

  it("no memory that the cipher filled waits for the collector", async () => {
    await seal();
    expect(made.length).toBeGreaterThan(100);
    expect(made.filter(({ length }) => length > 0)).toEqual([]);
  });

  it("called off: the file is let go and removed, and nothing more is read", async () => {
    const stop = new AbortController();
    const half = (at: number) => at > plain.length / 2 && stop.abort(new Error("called off"));
    await expect(seal(stop.signal, half)).rejects.toThrow("called off");
    expect(cancelled).toBeInstanceOf(Error);
    expect(disk).toMatchObject({ open: 0, removed: 1 });
  });
});

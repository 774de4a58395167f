/** A look with threads: the same hashes, nothing left running, and done without them where they fail. */
import { describe, expect, it } from "vitest";
import { BLOCK, GZIP_HEAD } from "../../lib/bundle/gzip.ts";
import { wasmChecksum } from "../../lib/evidence/checksum.ts";
import { sha256, wasmHasher } from "../../lib/evidence/digest.ts";
import { type FarThread, obey } from "../../lib/evidence/far-measurer.ts";
import { nativeMeasurer, runningMeasurer } from "../../lib/evidence/measure.ts";
import { type FeedThread, feeding } from "../../lib/verify/far-feed.ts";
import { type LookOptions, lookAt } from "../../lib/verify/look.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";

/** Large enough for threads, and no bundle: only its own hash is made. */
const bytes = new Uint8Array(33 * 1024 * 1024).fill(7);
const file = new File([bytes], "a.wacz");

/** Threads within this one, counted while they run. */
function threads(fails = false) {
  const count = { started: 0, stopped: 0 };
  const start = (): FarThread => {
    count.started++;
    const measurer = runningMeasurer(wasmHasher, wasmChecksum);
    let tell: Parameters<FarThread["listen"]>[0] = () => undefined;
    let running = true;
    let before = Promise.resolve();
    return {
      post: (order) => {
        const moved = order === "end" ? order : { ...order, buffer: order.buffer.slice(0) };
        before = before.then(() => obey(measurer, moved, (reply) => tell(reply)));
      },
      listen(reply, fail) {
        tell = reply;
        queueMicrotask(() => (fails ? fail(new Error("no threads here")) : reply("ready")));
      },
      stop: () => {
        if (running) count.stopped++;
        running = false;
      },
    };
  };
  return { count, start };
}

/** Likewise one that feeds: what is posted arrives later, and transferred buffers are gone for the sender. */
function feeders(fails = false) {
  const count = { started: 0, stopped: 0 };
  const start = (): FeedThread => {
    count.started++;
    let tell: Parameters<FeedThread["listen"]>[0] = () => undefined;
    let isRunning = true;
    const send = <T>(message: T, transfer: ArrayBuffer[], to: (message: T) => void): void => {
      const arrived = structuredClone(message, { transfer });
      setImmediate(() => isRunning && to(arrived));
    };
    const take = feeding(
      () => nativeMeasurer(wasmHasher, wasmChecksum),
      (reply, transfer) => send(reply, transfer, (arrived) => tell(arrived)),
    );
    return {
      // a Blob is no more than looked at, and Node's is not cloned in a moment
      post: (order, transfer) =>
        "blob" in order ? setImmediate(() => take(order)) : send(order, transfer, take),
      listen(reply, fail) {
        tell = fails ? () => undefined : reply;
        if (fails) setImmediate(() => fail(new Error("no threads here")));
      },
      stop: () => {
        if (isRunning) count.stopped++;
        isRunning = false;
      },
    };
  };
  return { count, start };
}

const look = (more: Partial<LookOptions>, at = file) =>
  lookAt(at, {
    now: "2026-11-21T00:00:00.000Z",
    knownKeys: [],
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...more,
  });

it("hashes the file in a thread, or without where it does not start, and stops it", async () => {
  for (const fails of [false, true]) {
    const { count, start } = threads(fails);
    const { sha256: found } = await look({ threads: { hash: start, feed: feeders().start } });
    expect(await found).toBe(await sha256(bytes));
    expect(count).toEqual({ started: 1, stopped: 1 });
  }
});

it("leaves no thread behind where it is given up", async () => {
  const { count, start } = threads();
  const giving = new AbortController();
  const { sha256: given } = await look({
    threads: {
      hash: () => {
        giving.abort();
        return start();
      },
      feed: feeders().start,
    },
    signal: giving.signal,
  });
  await expect(given).rejects.toMatchObject({ name: "AbortError" });
  expect(count).toEqual({ started: 1, stopped: 1 });
});

describe("the archive fed by a thread", () => {
  const made = async (captures: number, mediaBytes: number): Promise<File> => {
    const bytes = await bundleBytes(sampleInput(await sampleCase(captures, 0, { mediaBytes })));
    return new File([bytes], "b.wacz");
  };
  const changed = async (file: File, at: number): Promise<File> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return new File([bytes], file.name);
  };
  /** Where the member of the long record begins. */
  const longMember = async (file: File): Promise<number> => {
    const bytes = Buffer.from(await file.arrayBuffer());
    const members: number[] = [];
    for (let at = bytes.indexOf(GZIP_HEAD); at >= 0; at = bytes.indexOf(GZIP_HEAD, at + 1)) members.push(at);
    const length = (index: number) => (members[index + 1] ?? bytes.length) - (members[index] ?? 0);
    const [longest = 0] = members.map((_, index) => index).sort((a, b) => length(b) - length(a));
    return members[longest] ?? 0;
  };

  it.each([
    { name: "files that are read whole", captures: 2, mediaBytes: 17_000_000 },
    { name: "one that is read in pieces", captures: 1, mediaBytes: 34_000_000 },
  ])(
    "finds the same as without, and is stopped: $name",
    async ({ captures, mediaBytes }) => {
      const good = await made(captures, mediaBytes);
      const member = await longMember(good);
      const [firstBlock, header, secondBlock] = [member + 10, member + 20, member + 10 + 5 + BLOCK];
      for (const at of [null, 12_000_000, member, firstBlock, header, secondBlock]) {
        const file = at === null ? good : await changed(good, at);
        const { count, start } = feeders();
        const alone = await look({}, file);
        const { report } = await look({ threads: { hash: threads().start, feed: start } }, file);
        expect(alone.report.verdict).toBe(at === null ? "intact" : "flawed");
        expect(report).toEqual(alone.report);
        expect(count).toEqual({ started: 1, stopped: 1 });
      }
    },
    60_000,
  );

  it("says the same as without where the file cannot be read in the middle", async () => {
    const good = await made(2, 17_000_000);
    class Gone extends File {
      override slice(from = 0, to = this.size): Blob {
        const part = super.slice(from, to);
        part.stream = () => new ReadableStream(); // none to fill buffers of ours: read by slices
        if (from > 10_000_000 && from < 30_000_000)
          part.arrayBuffer = () => Promise.reject(new Error("the stick was pulled out"));
        return part;
      }
    }
    const file = new Gone([good], good.name);
    const { count, start } = feeders();
    const { report } = await look({ threads: { hash: threads().start, feed: start } }, file);
    const alone = await look({}, file);
    expect(report.findings.map(({ code }) => code)).toEqual(alone.report.findings.map(({ code }) => code));
    expect(report.verdict).not.toBe("intact");
    expect(count).toEqual({ started: 1, stopped: 1 });
  }, 60_000);

  it("is done without where the thread does not start, and given up in the middle leaves none behind", async () => {
    const file = await made(2, 17_000_000);
    const failing = feeders(true);
    const { report } = await look({ threads: { hash: threads().start, feed: failing.start } }, file);
    expect(report.verdict).toBe("intact");
    expect(failing.count).toEqual({ started: 1, stopped: 1 });
    const { count, start } = feeders();
    const giving = new AbortController();
    const given = look(
      {
        threads: { hash: threads().start, feed: start },
        signal: giving.signal,
        onProgress: (done) => done > 20_000_000 && giving.abort(),
      },
      file,
    );
    await expect(given).rejects.toMatchObject({ name: "AbortError" });
    expect(count).toEqual({ started: 1, stopped: 1 });
  }, 60_000);
});

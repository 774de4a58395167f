/** A look with threads: the same hashes, nothing left running, and done without them where they fail. */
import { expect, it } from "vitest";
import { wasmChecksum } from "../../lib/evidence/checksum.ts";
import { sha256, wasmHasher } from "../../lib/evidence/digest.ts";
import { type FarThread, obey } from "../../lib/evidence/far-measurer.ts";
import { runningMeasurer } from "../../lib/evidence/measure.ts";
import { type LookOptions, lookAt } from "../../lib/verify/look.ts";

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

const look = (more: Partial<LookOptions>) =>
  lookAt(file, {
    now: "2026-11-21T00:00:00.000Z",
    knownKeys: [],
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...more,
  });

it("hashes the file in a thread, or without where it does not start, and stops it", async () => {
  for (const fails of [false, true]) {
    const { count, start } = threads(fails);
    const { sha256: found } = await look({ thread: start });
    expect(await found).toBe(await sha256(bytes));
    expect(count).toEqual({ started: 1, stopped: 1 });
  }
});

it("leaves no thread behind where it is given up", async () => {
  const { count, start } = threads();
  const giving = new AbortController();
  const { sha256: given } = await look({
    thread: () => {
      giving.abort();
      return start();
    },
    signal: giving.signal,
  });
  await expect(given).rejects.toMatchObject({ name: "AbortError" });
  expect(count).toEqual({ started: 1, stopped: 1 });
});

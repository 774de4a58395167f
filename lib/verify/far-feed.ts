/**
 * A feed in a thread of its own, which reads and hashes while the caller compares: in a page a hash is made in the
 * thread that asks for it (Chromium 156), and there are two cores. Buffers travel to and fro, nothing is copied.
 */
import { blobSource } from "../bundle/source.ts";
import { plain } from "../evidence/bytes.ts";
import { type Checksum, wasmChecksum } from "../evidence/checksum.ts";
import type { FarThread } from "../evidence/far-measurer.ts";
import { letGo } from "../evidence/let-go.ts";
import type { Measured, Measurer } from "../evidence/measure.ts";
import { type Feed, feedOf, type Rooms, type Stored, usualLength } from "./feed.ts";

/** To the thread: what to read; then buffers given back. */
export type FeedOrder = { blob: Blob; files: readonly Stored[] } | { buffer: ArrayBuffer };
/** From it, in order: that it begins; a piece, at the start of a buffer; a file's hash, behind its last piece; that reading failed. */
export type FeedReply =
  | "ready"
  | { buffer: ArrayBuffer; length: number }
  | Pick<Measured, "hash">
  | { failed: string };

export type FeedThread = FarThread<FeedOrder, FeedReply>;

/** The files of `blob` out of a fresh thread; checksums are made here, for the thread has the more to do. Rejects where it does not start. */
export async function farFeed(thread: FeedThread, blob: Blob, files: readonly Stored[]): Promise<Feed> {
  type Reply = Exclude<FeedReply, { failed: string }>;
  // in error once, it is so for all that is asked later: nobody waits for a thread that has given up
  const start = (controller: ReadableStreamDefaultController<Reply>) =>
    thread.listen(
      (reply) => {
        if (reply !== "ready" && "failed" in reply) controller.error(new Error(reply.failed));
        else controller.enqueue(reply);
      },
      (error) => controller.error(error),
    );
  const replies = new ReadableStream<Reply>({ start }).getReader();
  const reply = async (): Promise<Reply> => {
    const { value } = await replies.read();
    if (value === undefined) throw new RangeError("read past the end");
    return value;
  };
  let held: ArrayBuffer | null = null;
  let checksum: Checksum | null = null;
  try {
    thread.post({ blob, files }, []);
    await reply();
  } catch (error) {
    thread.stop();
    throw error;
  }
  return {
    ours: true,
    async next() {
      if (held) thread.post({ buffer: held }, [held]);
      held = null;
      const piece = await reply();
      if (piece === "ready" || !("buffer" in piece)) throw new RangeError("read past the end");
      held = piece.buffer;
      const bytes = new Uint8Array(piece.buffer, 0, piece.length);
      checksum ??= await wasmChecksum();
      checksum.update(bytes);
      return bytes;
    },
    async measured() {
      // both before anything is awaited: the next file may begin meanwhile
      const [summed, replied] = [checksum, reply()];
      checksum = null;
      const crc = (summed ?? (await wasmChecksum())).value();
      const measured = await replied;
      if (measured === "ready" || !("hash" in measured)) throw new RangeError("asked before the end");
      return { hash: measured.hash, crc };
    },
    close: () => thread.stop(),
  };
}

/** What the thread does with its orders. */
export function feeding(
  makeMeasurer: () => Measurer,
  post: (reply: FeedReply, transfer: ArrayBuffer[]) => void,
): (order: FeedOrder) => void {
  let rooms: ReturnType<typeof travellingRooms> | null = null;
  return (order) => {
    if ("buffer" in order) return rooms?.back(order.buffer);
    rooms = travellingRooms(usualLength(order.files));
    const feed = feedOf(blobSource(order.blob), order.files, makeMeasurer(), rooms);
    feedAll(feed, order.files, post).catch((error: unknown) => post({ failed: String(error) }, []));
  };
}

async function feedAll(
  feed: Feed,
  files: readonly Stored[],
  post: (reply: FeedReply, transfer: ArrayBuffer[]) => void,
): Promise<void> {
  post("ready", []);
  for (const { size } of files) {
    for (let left = size; left > 0; ) {
      const { buffer, length } = plain(await feed.next());
      left -= length;
      post({ buffer, length }, [buffer]);
    }
    const { hash } = await feed.measured();
    post({ hash }, []);
  }
}

/** While one thread is at a long piece, the other has so many to go on with; more fill the memory. */
const MOST = 12;

/** Buffers of a usual length, used again when they are given back; of longer ones there is one at a time, and it is let go of. */
function travellingRooms(usual: number): Rooms & { back(buffer: ArrayBuffer): void } {
  const free: ArrayBuffer[] = [];
  let [out, longOut] = [0, 0];
  let wake: () => void = () => undefined;
  return {
    async take(length) {
      const isLong = length > usual;
      while (out === MOST || (isLong && longOut > 0))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      out++;
      if (isLong) longOut++;
      return new Uint8Array(isLong ? new ArrayBuffer(length) : (free.pop() ?? new ArrayBuffer(usual)));
    },
    back(buffer) {
      out--;
      if (buffer.byteLength === usual) free.push(buffer);
      else {
        longOut--;
        letGo(buffer);
      }
      wake();
    },
  };
}

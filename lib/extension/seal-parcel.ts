/** A bundle on its way into a parcel: encrypted as it is written, so that nothing of it lies in clear anywhere. */
import { encryptTo, payloadFor } from "../bundle/encrypt.ts";
import { sealedLength } from "../bundle/seal-chunks.ts";
import { type Bytes, plain } from "../evidence/bytes.ts";
import { noChecksum } from "../evidence/checksum.ts";
import { wasmHasher } from "../evidence/digest.ts";
import { runningMeasurer } from "../evidence/measure.ts";
import { FaultError, toFault } from "../model/fault.ts";
import { newThreads } from "../verify/threads.ts";
import { DIGEST_ONLY, hashThread } from "./hash-thread.ts";
import { filing, openParcelFile, removeParcelFile } from "./parcel-files.ts";
import { type SealThread, sealThread } from "./seal-thread.ts";

/** Written at once: each write to the file system is a message to another process. */
const PIECE = 1024 * 1024;

/** Of the ciphertext. */
export interface SealedParcel {
  bytes: number;
  /** `sha256:` + hex. */
  sha256: string;
}

/**
 * Encrypts `bundle` to all recipients into the file of parcel `id`. Memory stays flat; the signal leaves no file behind.
 * `saved`: told when the file is written, where its digest comes after.
 * @throws FaultError of the stream, `recipient-refused`, `store-full`.
 */
export async function sealParcel(
  id: string,
  recipients: readonly string[],
  bundle: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  saved: () => void = () => undefined,
): Promise<SealedParcel> {
  try {
    const payload = await payloadFor(recipients);
    const thread = payload && (await sealThread({ id, ...payload }, saved).catch(unlessFull));
    return await (thread
      ? inThread(thread, payload.head.length, bundle, signal)
      : inPage(id, recipients, bundle, signal));
  } catch (error) {
    // What cannot be removed now is overwritten when it is made anew, or goes with its parcel.
    await removeParcelFile(id).catch((left: unknown) => console.warn("files", toFault(left).code));
    throw error;
  }
}

/** Threads may be refused; a full disk is full for the page too. */
const unlessFull = (error: unknown): null => {
  if (error instanceof FaultError && error.code === "store-full") throw error;
  console.info("no thread to seal in", error instanceof Error ? error.message : "");
  return null;
};

async function inThread(
  { measurer, end }: SealThread,
  head: number,
  bundle: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<SealedParcel> {
  let length = 0;
  const write = async (chunk: Uint8Array) => {
    await measurer.update(chunk);
    length += chunk.length;
  };
  try {
    await bundle.pipeTo(new WritableStream({ write }), { signal });
    const { hash } = await measurer.finish();
    return { bytes: head + sealedLength(length), sha256: hash };
  } finally {
    await end();
  }
}

/** Where there is no native cipher, or no thread that may write: slower, the same file. */
async function inPage(
  id: string,
  recipients: readonly string[],
  bundle: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<SealedParcel> {
  // Beside the encryption, in a thread of its own: WebAssembly hashes at a third of the cipher's speed.
  const threads = newThreads(() => hashThread(DIGEST_ONLY));
  const near = () => runningMeasurer(wasmHasher, noChecksum);
  const measurer = await threads.makeMeasurer().catch(near);
  let bytes = 0;
  const count = async (piece: Uint8Array) => {
    await measurer.update(piece);
    bytes += piece.length;
  };
  try {
    const { stream } = await encryptTo(recipients, bundle);
    const file = await openParcelFile(id);
    await filing(() => stream.pipeThrough(gather(count)).pipeTo(file, { signal }));
    return { bytes, sha256: (await measurer.finish()).hash };
  } finally {
    threads.stop();
  }
}

/** Puts chunks together to pieces of one length; the last is what is left. */
function gather(each: (piece: Uint8Array) => Promise<void>): TransformStream<Uint8Array, Bytes> {
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  const pass = async (controller: TransformStreamDefaultController<Bytes>) => {
    const full = plain(piece.subarray(0, filled));
    await each(full);
    controller.enqueue(full);
    piece = new Uint8Array(PIECE);
    filled = 0;
  };
  return new TransformStream({
    async transform(chunk, controller) {
      for (let at = 0; at < chunk.length; ) {
        const part = chunk.subarray(at, at + PIECE - filled);
        piece.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === PIECE) await pass(controller);
      }
    },
    flush: (controller) => (filled > 0 ? pass(controller) : undefined),
  });
}

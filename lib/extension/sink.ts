/**
 * Where a file on its way out is written. What can be read by whoever finds it stays in memory until the browser saves it
 * where the person wants it: nothing of it lies in the profile, nor is left there by a power cut or a leak gate that
 * closed. What is sealed already goes into a file of the extension's own (OPFS), where memory stays flat.
 */
import type { Bytes } from "../evidence/bytes.ts";

export interface Sink {
  writable: WritableStream<Bytes>;
  /** The whole, once the stream has closed. */
  finish(): Promise<Blob>;
}

/** Not where bundles once lay: that is cleared whenever a worker starts, and a page may be writing here. */
const FOLDER = "backups";
const BUNDLES = "exports";
const TYPE = "application/wacz";

/** Names of what is in memory, and what is called when one of them goes. */
const held = new Set<string>();
let freed: (() => void)[] = [];

/** Opens a sink for clear text, when memory holds no other: one file after the other. To be let go by `removeSink`. */
export async function openSink(name: string): Promise<Sink> {
  while (held.size > 0) await new Promise<void>((resolve) => freed.push(resolve));
  held.add(name);
  return memorySink();
}

/**
 * Opens a sink for what is sealed already, in the place of an earlier one; `name` is a file name of the caller's own making.
 * To be let go by `removeSealedSink`.
 */
export async function openSealedSink(name: string): Promise<Sink> {
  try {
    await removeSealedSink();
    const handle = await (await folder()).getFileHandle(name, { create: true });
    return { writable: await handle.createWritable(), finish: () => handle.getFile() };
  } catch (error) {
    console.info("no file system, writing to memory", error instanceof Error ? error.name : "");
    return memorySink();
  }
}

/** Lets one go; one that is not there is fine. */
export function removeSink(name: string): void {
  if (!held.delete(name)) return;
  const waiting = freed;
  freed = [];
  for (const go of waiting) go();
}

/** Removes what was sealed, once it is saved. What a page that was closed left goes with the next. */
export const removeSealedSink = (): Promise<void> => removeFolder(FOLDER);

/** Removes all files of bundles: earlier versions wrote them to the disk. */
export const removeAllSinks = (): Promise<void> => removeFolder(BUNDLES);

async function removeFolder(name: string): Promise<void> {
  const root = await navigator.storage.getDirectory().catch((error: unknown) => {
    console.info("no file system", error instanceof Error ? error.name : "");
    return null;
  });
  try {
    await root?.removeEntry(name, { recursive: true });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
  }
}

function memorySink(): Sink {
  // Each chunk a Blob of its own: it is then the browser's to hold, not this page's.
  const parts: Blob[] = [];
  return {
    writable: new WritableStream({
      write: (chunk) => void parts.push(new Blob([chunk])),
      abort: () => void parts.splice(0),
    }),
    finish: async () => new Blob(parts, { type: TYPE }),
  };
}

const folder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

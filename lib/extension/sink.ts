/** Where a bundle is written: a file of the extension's own (OPFS), or memory where the browser has none (private windows). */

export interface Sink {
  writable: WritableStream<Uint8Array<ArrayBuffer>>;
  /** The whole, once the stream has closed. */
  finish(): Promise<Blob>;
}

const FOLDER = "exports";
const TYPE = "application/wacz";

/** Opens a sink; `name` is a file name of the caller's own making. */
export async function openSink(name: string): Promise<Sink> {
  try {
    const handle = await (await folder()).getFileHandle(name, { create: true });
    return { writable: await handle.createWritable(), finish: () => handle.getFile() };
  } catch (error) {
    console.info("no file system, writing to memory", error instanceof Error ? error.name : "");
    return memorySink();
  }
}

/** Removes one file; one that is not there is fine. */
export async function removeSink(name: string): Promise<void> {
  await removeEntry(await folderOrNull(), name);
}

/** Removes all files: what an export left that was cut short. */
export async function removeAllSinks(): Promise<void> {
  const root = await rootOrNull();
  if (root) await removeEntry(root, FOLDER);
}

function memorySink(): Sink {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  return {
    writable: new WritableStream({ write: (part) => void parts.push(part) }),
    finish: async () => new Blob(parts, { type: TYPE }),
  };
}

const folder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

async function rootOrNull(): Promise<FileSystemDirectoryHandle | null> {
  return navigator.storage.getDirectory().catch((error: unknown) => {
    console.info("no file system", error instanceof Error ? error.name : "");
    return null;
  });
}

async function folderOrNull(): Promise<FileSystemDirectoryHandle | null> {
  return (await rootOrNull()) && folder();
}

async function removeEntry(parent: FileSystemDirectoryHandle | null, name: string): Promise<void> {
  try {
    await parent?.removeEntry(name, { recursive: true });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
  }
}

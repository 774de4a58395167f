/** The encrypted files of parcels, in the extension's own file system, under their ids. Nothing in clear is ever written here. */
import type { Bytes } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault-error.ts";

const FOLDER = "parcels";

const folder = () =>
  filing(async () => (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true }));

/** A file that is written in place; in workers only (the types know workers and pages not together). */
export interface InPlace {
  /** Gives how many bytes were written. */
  write(bytes: Bytes, at: { at: number }): number;
  /** Gives how many bytes were read; 0 at the end. */
  read(into: Bytes, at: { at: number }): number;
  truncate(length: number): void;
  /** Returns when all lies on the disk. */
  flush(): void;
  close(): void;
}

/** Opens the file of a parcel for writing in place: until it is closed it is not whole, and nobody else may have it. */
export async function openInPlace(id: string): Promise<InPlace> {
  const into = await folder();
  return filing(async () => {
    const handle = await into.getFileHandle(id, { create: true });
    return (handle as unknown as { createSyncAccessHandle(): Promise<InPlace> }).createSyncAccessHandle();
  });
}

/** Opens the file of a parcel for writing, in place of one before. It is there only once it was closed, and then whole. */
export async function openParcelFile(id: string): Promise<FileSystemWritableFileStream> {
  const into = await folder();
  return filing(async () => (await into.getFileHandle(id, { create: true })).createWritable());
}

/** The file of a parcel, of exactly so many bytes. @throws FaultError `parcel-gone`. */
export async function parcelFile(id: string, bytes: number): Promise<File> {
  const from = await folder();
  try {
    const file = await (await from.getFileHandle(id)).getFile();
    if (file.size === bytes) return file;
  } catch (cause) {
    if (isAbsent(cause)) throw new FaultError("parcel-gone", "missing", { cause });
    throw cause;
  }
  throw new FaultError("parcel-gone", "length");
}

/** Removes the file of a parcel; one that is not there is fine. */
export async function removeParcelFile(id: string): Promise<void> {
  try {
    await (await folder()).removeEntry(id);
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}

/** Removes what no parcel answers for: what a death while writing left, and files of parcels that are no more. */
export async function removeOtherFiles(kept: ReadonlySet<string>): Promise<void> {
  const from = await folder();
  const names: string[] = [];
  for await (const name of (from as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
  for (const name of names) if (!kept.has(name)) await removeParcelFile(name);
}

/** Runs `work` with files. @throws FaultError `store-full`, `store-unavailable` where the browser says so. */
export async function filing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : "";
    if (name === "QuotaExceededError") throw new FaultError("store-full", name, { cause });
    if (name === "SecurityError" || name === "NoModificationAllowedError")
      throw new FaultError("store-unavailable", name, { cause });
    throw cause;
  }
}

const isAbsent = (error: unknown): boolean => error instanceof Error && error.name === "NotFoundError";

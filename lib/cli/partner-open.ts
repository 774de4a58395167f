/** Opens what arrived: decrypts, verifies, files it under its case, never over an existing file. */
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { decryptWith } from "../bundle/encrypt.ts";
import { FaultError } from "../model/fault.ts";
import type { Report } from "../verify/report.ts";
import { verifyBundle } from "../verify/verify.ts";
import { openFile } from "./file.ts";
import { nodeHasher } from "./hasher.ts";
import { inNode } from "./in-node.ts";

export interface OpenedBundle {
  /** Where the decrypted bundle lies. */
  path: string;
  report: Report;
  /** Of the file as it arrived. */
  ciphertext: { digest: string; bytes: number };
}

/** The identities of age identity files; comments and empty lines are passed over. */
export async function readIdentities(paths: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  return texts
    .flatMap((text) => text.split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/**
 * Decrypts a file into `folder`, one folder a case (by the key that signed), and verifies it. A flawed bundle is filed
 * too: what is wrong with it is in the report.
 * @throws FaultError `not-for-us`, `ciphertext-broken`, `identity-malformed`, `already-there`, `store-full`.
 */
export async function openDelivery(
  file: string,
  identities: readonly string[],
  folder: string,
  now: string,
): Promise<OpenedBundle> {
  await mkdir(folder, { recursive: true });
  const part = join(folder, `.part-${crypto.randomUUID()}`);
  try {
    const ciphertext = await decryptInto(file, identities, part);
    const report = await verifyFile(part, now);
    const under = join(folder, report.shown?.signer?.slice(7, 39) ?? "unsigned");
    const path = join(under, `${bundleName(report, ciphertext.digest)}.wacz`);
    await mkdir(under, { recursive: true });
    if (await exists(path)) throw new FaultError("already-there", path);
    await rename(part, path);
    return { path, report, ciphertext };
  } finally {
    await rm(part, { force: true });
  }
}

async function decryptInto(file: string, identities: readonly string[], part: string) {
  const hasher = await nodeHasher();
  let bytes = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      await hasher.update(chunk);
      bytes += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const cipher = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  const plain = await decryptWith(identities, cipher.pipeThrough(count));
  try {
    await pipeline(
      Readable.fromWeb(plain as NodeStream),
      createWriteStream(part, { flags: "wx", mode: 0o600 }),
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    throw new FaultError(code === "ENOSPC" ? "store-full" : "ciphertext-broken", undefined, { cause: error });
  }
  return { digest: await hasher.digest(), bytes };
}

async function verifyFile(path: string, now: string): Promise<Report> {
  const opened = await openFile(path);
  if ("problem" in opened) throw new FaultError("not-found", path);
  try {
    return await verifyBundle(opened.source, { now, ...inNode });
  } finally {
    await opened.close();
  }
}

/** The bundle's own id; of a file that states none, the ciphertext's digest. */
function bundleName({ shown }: Report, digest: string): string {
  const id = /^Keepsake ([0-9a-f]{32})$/.exec(shown?.title ?? "")?.[1];
  return id ?? `unread-${digest.slice(7, 23)}`;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
      throw error;
    },
  );

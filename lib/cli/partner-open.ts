/** Opens what arrived: decrypts, verifies, files it under its case, never over an existing file. */
import { constants, createReadStream, createWriteStream } from "node:fs";
import { copyFile, link, mkdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { decryptWith } from "../bundle/encrypt.ts";
import { FaultError } from "../model/fault.ts";
import type { Report } from "../verify/report.ts";
import { verifyBundle } from "../verify/verify.ts";
import { openFile } from "./file.ts";
import { isFullDisk } from "./full-disk.ts";
import { nodeHasher } from "./hasher.ts";
import { inNode } from "./in-node.ts";
import type { Ciphertext } from "./partner-receipt.ts";

export interface OpenedBundle {
  /** Where the decrypted bundle lies. */
  path: string;
  report: Report;
  /** Of the file as it arrived. */
  ciphertext: Ciphertext;
  /** False: it was there already, the same. */
  isNew: boolean;
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
 * too: what is wrong with it is in the report. `check` may refuse the file once its digest is known.
 * @throws FaultError `not-found`, `not-for-us`, `ciphertext-broken`, `identity-malformed`, `already-there`, `store-full`.
 */
export async function openDelivery(
  file: string,
  identities: readonly string[],
  folder: string,
  now: string,
  check: (ciphertext: Ciphertext) => Promise<void> = async () => undefined,
): Promise<OpenedBundle> {
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new FaultError("not-found", file);
  const part = join(folder, `.part-${crypto.randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const ciphertext = await decryptInto(file, identities, part);
    await check(ciphertext);
    const report = await verifyFile(part, now);
    const under = join(folder, report.shown?.signer?.slice(7, 39) ?? "unsigned");
    const path = join(under, `${bundleName(report, ciphertext.digest)}.wacz`);
    await mkdir(under, { recursive: true, mode: 0o700 });
    return { path, report, ciphertext, isNew: await place(part, path) };
  } catch (error) {
    throw isFullDisk(error) ? new FaultError("store-full", undefined, { cause: error }) : error;
  } finally {
    await rm(part, { force: true });
  }
}

/** Gives a file its name; false: the same is there already. Never over another: a link fails where the name is taken. */
async function place(part: string, path: string): Promise<boolean> {
  try {
    await link(part, path).catch((error: unknown) => {
      if (isTaken(error)) throw error;
      return copyFile(part, path, constants.COPYFILE_EXCL); // sticks and shares know no links
    });
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    if ((await digestOf(part)) !== (await digestOf(path))) throw new FaultError("already-there", path);
    return false;
  }
}

async function decryptInto(file: string, identities: readonly string[], part: string): Promise<Ciphertext> {
  const hasher = nodeHasher();
  let bytes = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      hasher.update(chunk);
      bytes += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const cipher = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
  const plain = await decryptWith(identities, cipher.pipeThrough(count));
  try {
    await pipeline(
      Readable.fromWeb(plain as NodeStream),
      createWriteStream(part, { flags: "wx", mode: 0o600, flush: true }),
    );
  } catch (error) {
    throw isFullDisk(error) ? error : new FaultError("ciphertext-broken", undefined, { cause: error });
  }
  return { digest: hasher.digest(), bytes };
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

async function digestOf(path: string): Promise<string> {
  const hasher = nodeHasher();
  for await (const chunk of createReadStream(path)) hasher.update(chunk as Uint8Array);
  return hasher.digest();
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : null);
const isTaken = (error: unknown): boolean => codeOf(error) === "EEXIST";

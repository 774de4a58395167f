/** Receipts as files: for what came by hand, and beside what was opened. Never over an existing one. */
import { open, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readInto } from "../bundle/source.ts";
import { type SigningKey, signerOf } from "../evidence/signing-key.ts";
import { FaultError } from "../model/fault.ts";
import { RECEIPT_AT_MOST, type Receipt, readReceipt, writeReceipt } from "../partner/receipt.ts";
import { openFile } from "./file.ts";
import { nodeHasher } from "./hasher.ts";
import { ARRIVAL_ID } from "./intake-receipts.ts";
import { absent } from "./missing.ts";

export interface Ciphertext {
  /** `sha256:…` of the file as it arrived. */
  digest: string;
  bytes: number;
}

const HEAD = "age-encryption.org/v1\n";

/** Digest and length of a file that arrived. @throws FaultError `not-found`; `ciphertext-broken` where it is no age file. */
export async function ciphertextOf(path: string): Promise<Ciphertext> {
  const file = await openFile(path);
  if ("problem" in file) throw new FaultError("not-found", path);
  try {
    const head = await file.source.read(0, Math.min(HEAD.length, file.source.size));
    if (Buffer.from(head).toString("latin1") !== HEAD) throw new FaultError("ciphertext-broken", path);
    const hasher = nodeHasher();
    for await (const chunk of readInto(file.source)) hasher.update(chunk);
    return { digest: hasher.digest(), bytes: file.source.size };
  } finally {
    await file.close();
  }
}

/** The text of a receipt by the desk's key, of this moment. `checkpoint`: as found inside; null: not opened. */
export async function receiptText(
  { digest, bytes }: Ciphertext,
  key: SigningKey,
  checkpoint: string | null,
): Promise<string> {
  const { sign } = await signerOf(key);
  const said = { v: 1 as const, type: "receipt" as const, ciphertext: digest, bytes };
  const receivedAt = new Date().toISOString();
  return writeReceipt({ ...said, receivedAt, checkpoint, publicKey: key.publicKey }, sign);
}

/**
 * Writes a receipt at the first of these paths that is free or has one for the same file by the same key already.
 * `isNew`: it was written now. @throws FaultError `already-there` where none is.
 */
export async function leaveReceipt(
  paths: readonly string[],
  ciphertext: Ciphertext,
  key: SigningKey,
  checkpoint: string | null,
): Promise<{ path: string; isNew: boolean }> {
  for (const path of paths) {
    const before = await readShort(path);
    if (before === null) {
      await writeFile(path, await receiptText(ciphertext, key, checkpoint), { flag: "wx", flush: true });
      return { path, isNew: true };
    }
    if (await holdsFor(before, ciphertext, key.publicKey)) return { path, isNew: false };
  }
  throw new FaultError("already-there", paths[0]);
}

const holdsFor = (text: string, { digest, bytes }: Ciphertext, publicKey: string): Promise<boolean> =>
  readReceipt(text, { ciphertext: digest, bytes }, [publicKey]).then(
    () => true,
    () => false, // whatever else lies there stays
  );

/**
 * What an intake or desk confirmed of this file lies beside it: the file must still be what was confirmed.
 * @throws FaultError `receipt-malformed`, `receipt-signature`, `receipt-other-file`, `receipt-other-key` (`ours`: our key).
 */
export async function checkBeside(file: string, ciphertext: Ciphertext, ours: string | null): Promise<void> {
  for (const path of besides(file)) {
    const text = await readShort(path);
    if (text === null) continue;
    const said = ours ?? publicKeyIn(text);
    await readReceipt(text, { ciphertext: ciphertext.digest, bytes: ciphertext.bytes }, said ? [said] : []);
  }
}

/** Where receipts of a file lie: of a desk, and of an intake, which names them by the upload. */
function besides(file: string): string[] {
  const name = basename(file);
  const ofIntake = ARRIVAL_ID.test(name) ? [join(dirname(file), `${name.slice(0, 32)}.receipt.json`)] : [];
  return [`${file}.receipt.json`, ...ofIntake];
}

function publicKeyIn(text: string): string | null {
  try {
    return (JSON.parse(text) as Partial<Receipt> | null)?.publicKey ?? null;
  } catch {
    return null; // no receipt: the reader of receipts says so
  }
}

/** A file's text as far as a receipt may go; null where there is no such file. */
async function readShort(path: string): Promise<string | null> {
  const file = await open(path, "r").catch(absent);
  if (!file) return null;
  try {
    const { size } = await file.stat();
    return size > RECEIPT_AT_MOST ? "" : await readFile(file, "utf8");
  } finally {
    await file.close();
  }
}

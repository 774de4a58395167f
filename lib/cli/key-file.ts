/** Key files on disk. Never over an existing one: a lost key is a lost issuer. Readable by their owner only. */
import { readFile, writeFile } from "node:fs/promises";
import { newSigningKey, SigningKey } from "../evidence/signing-key.ts";
import { FaultError } from "../model/fault.ts";

/** Writes text that is to stay secret (mode 0600); fails where the file exists. */
export const writeSecret = (path: string, text: string): Promise<void> =>
  writeFile(path, text, { flag: "wx", mode: 0o600 });

/** Makes a key and writes it. */
export async function writeKey(path: string, type: SigningKey["type"]): Promise<SigningKey> {
  const key = await newSigningKey(type);
  await writeSecret(path, `${JSON.stringify(key, null, 2)}\n`);
  return key;
}

/** @throws FaultError `key-file` where it is none, or one for another purpose. */
export async function readKey(path: string, type: SigningKey["type"]): Promise<SigningKey> {
  const key = SigningKey.safeParse(JSON.parse(await readFile(path, "utf8")));
  if (!key.success || key.data.type !== type) throw new FaultError("key-file", `${path}: not a ${type}`);
  return key.data;
}

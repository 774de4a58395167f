/** The reader's list of known keys, from a file. */
import { readFile } from "node:fs/promises";
import { type KnownKey, readKnownKeys } from "../verify/known-keys.ts";
import { isMissing } from "./missing.ts";
import type { CliWords } from "./words.ts";

/** The keys of a list; says on the error stream which lines were not understood. Null, said too, where the file cannot be read. */
export async function loadKeys(path: string, words: CliWords): Promise<KnownKey[] | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    console.error(`${isMissing(error) ? words.missing : words.refused}: ${path}`);
    return null;
  }
  const { keys, bad } = readKnownKeys(text);
  for (const line of bad) console.error(`${words.badKeys} ${line}`);
  return keys;
}

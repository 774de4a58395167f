/** The reader's own roots of time-stamp authorities, from PEM files. */
import { readFile } from "node:fs/promises";
import { readPem } from "../evidence/stamp-roots.ts";
import { isMissing } from "./missing.ts";
import type { CliWords } from "./words.ts";

/** The files' PEM text, one after the other; null, said on the error stream, where one cannot be read or holds no certificate. */
export async function loadRoots(paths: readonly string[], words: CliWords): Promise<string | null> {
  const texts: string[] = [];
  for (const path of paths) {
    try {
      texts.push(await readFile(path, "utf8"));
    } catch (error) {
      console.error(`${isMissing(error) ? words.missing : words.refused}: ${path}`);
      return null;
    }
    if (!readPem(texts.at(-1) ?? "")) {
      console.error(`${words.badRoot}: ${path}`);
      return null;
    }
  }
  return texts.join("\n");
}

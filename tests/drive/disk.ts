/** What the extension left in a browser's profile, searched for words in every spelling they could lie there in. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isMissing } from "../../lib/cli/missing.ts";

/** Folders in which an extension's own data lies; the browser's history and cache are its own. */
const OWN =
  /^(IndexedDB|Local Storage|Session Storage|Local Extension Settings|Sync Extension Settings|Managed Extension Settings|Extension State|Extension Rules|Extension Scripts|Service Worker|File System|blob_storage|Storage|databases|shared_proto_db|WebStorage)$/;

/** All files of these folders, at any depth of the profile; with `all`, of every folder. */
export function extensionFiles(profile: string, all = false): string[] {
  const found: string[] = [];
  const walk = (folder: string, own: boolean) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory()) walk(path, own || OWN.test(name));
      else if (stat?.isFile() && own) found.push(path);
    }
  };
  walk(profile, all);
  return found;
}

/** UTF-8, UTF-16 both ways, Latin-1, and base64 of UTF-8 at each of its three alignments. */
export function spellings(word: string): Buffer[] {
  const utf8 = Buffer.from(word, "utf8");
  const utf16 = Buffer.from(word, "utf16le");
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), utf8]).toString("base64");
    // The first signs hold what stands before, the last what follows.
    return Buffer.from(text.slice(offset === 0 ? 0 : 4, -4));
  });
  return [utf8, utf16, Buffer.from(utf16).swap16(), Buffer.from(word, "latin1"), ...base64];
}

/** Which words stand in which files of the extension. */
export const findOnDisk = (profile: string, words: readonly string[]): string[] =>
  findIn(profile, extensionFiles(profile), words);

/** The same in all of the profile, what the browser itself remembers included. */
export const findInProfile = (profile: string, words: readonly string[]): string[] =>
  findIn(profile, extensionFiles(profile, true), words);

function findIn(profile: string, files: readonly string[], words: readonly string[]): string[] {
  const wanted = words.map((word) => ({ word, forms: spellings(word) }));
  return files.flatMap((path) => {
    const bytes = contentOf(path);
    return wanted
      .filter(({ forms }) => forms.some((form) => bytes.includes(form)))
      .map(({ word }) => `${word} in ${path.slice(profile.length)}`);
  });
}

/** Of a file that a running browser has removed since it was listed: nothing. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}

/**
 * What else would tell a withheld thing: a name that is withheld still stands in the picture, the copy of the page, its
 * data and text, and in other fields (FORMAT §4.13). Words and bytes are looked for; a picture cannot be searched.
 */
import { toBase64 } from "../evidence/bytes.ts";
import type { Leaf } from "../evidence/disclose.ts";
import { Artefact } from "../model/statement.ts";
import { foundIn, type Needle, needlesOf } from "./needles.ts";
import { readings } from "./squash.ts";

export interface ImpliedCapture {
  id: string;
  leaves: readonly Leaf[];
  artefact(name: string): Promise<Blob | null>;
}

export interface Implied {
  record: string;
  path: string;
  /** `words`: it holds some; `bytes`: it holds the same file; `may-show`: a picture, which cannot be searched. */
  why: "words" | "bytes" | "may-show";
  /** The words found, as they were written; at most five. */
  words: string[];
}

export interface ChosenPath {
  record: string;
  path: string;
}

/**
 * What the chosen parts imply, of all captures that are to go into one bundle: leaves and files that are not chosen
 * themselves. Only what was chosen counts: what is implied implies nothing further.
 */
export async function impliedBy(
  captures: readonly ImpliedCapture[],
  chosen: readonly ChosenPath[],
): Promise<Implied[]> {
  const taken = new Set(chosen.map(({ record, path }) => `${record} ${path}`));
  const isChosen = (record: string, path: string): boolean => taken.has(`${record} ${path}`);
  const needles = new Map<string, Needle>();
  const files: { artefact: Artefact; base64: string }[] = [];
  for (const { id, leaves, artefact } of captures)
    for (const leaf of leaves) {
      if (!isChosen(id, leaf.path)) continue;
      for (const needle of needlesOf(leaf)) needles.set(needle.squashed, needle);
      const file = fileOf(leaf);
      if (file) files.push({ artefact: file, base64: await probe(await artefact(file.name)) });
    }
  if (needles.size === 0 && files.length === 0) return [];

  const found: Implied[] = [];
  for (const { id: record, leaves, artefact } of captures) {
    let touched = leaves.some(({ path }) => isChosen(record, path));
    const pictures: string[] = [];
    for (const leaf of leaves) {
      const { path } = leaf;
      if (isChosen(record, path)) continue;
      const file = fileOf(leaf);
      const text = file && isText(file) ? await (await artefact(file.name))?.text() : undefined;
      const hit = search(leaf, file, text, [...needles.values()], files);
      if (hit) found.push({ record, path, ...hit });
      else if (file?.mediaType.startsWith("image/")) pictures.push(path);
      touched ||= hit !== null;
    }
    if (touched) for (const path of pictures) found.push({ record, path, why: "may-show", words: [] });
  }
  return found;
}

function search(
  leaf: Leaf,
  file: Artefact | null,
  text: string | undefined,
  needles: readonly Needle[],
  files: readonly { artefact: Artefact; base64: string }[],
): Pick<Implied, "why" | "words"> | null {
  const same = files.some(
    ({ artefact, base64 }) => artefact.sha256 === file?.sha256 || (base64 !== "" && text?.includes(base64)),
  );
  if (same) return { why: "bytes", words: [] };
  const wanted = leaf.path.startsWith("comment/") ? needles.filter(({ common }) => !common) : needles;
  const texts = [...stringsOf(leaf.value), ...(text === undefined ? [] : [text])].flatMap(readings);
  const hits = foundIn(wanted, texts);
  return hits.length > 0 ? { why: "words", words: hits.slice(0, 5).map(({ said }) => said) } : null;
}

const fileOf = ({ path, value }: Leaf): Artefact | null =>
  path.startsWith("artefact/") ? (Artefact.safeParse(value).data ?? null) : null;

const isText = ({ role, mediaType }: Artefact): boolean =>
  role === "dom" || role === "text" || role === "page-data" || /^text\/|json|xml/.test(mediaType);

const stringsOf = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(stringsOf) : [];
};

/** A stretch of a file's base64 by which it is known inside a page; from the middle, for files of one kind begin alike. */
async function probe(blob: Blob | null): Promise<string> {
  if (!blob || blob.size === 0) return "";
  const from = Math.floor(blob.size / 6) * 3;
  const slice = blob.slice(from, from + 90);
  return toBase64(new Uint8Array(await slice.arrayBuffer()))
    .replace(/=+$/, "")
    .slice(0, -1);
}

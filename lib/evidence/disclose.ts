/** Salted commitments: a statement cut into leaves, each of which can be withheld without breaking the rest (FORMAT §4). */
import type { Statement } from "../model/statement.ts";
import { linesOfBase64Url, toBase64Url, utf8, utf8Each } from "./bytes.ts";
import { canonicalBytes, parseCanonicalText } from "./canonical.ts";
import { sha256, sha256Each } from "./digest.ts";

/** One withholdable part of a statement. Paths: `capture/url`, `extraction/author`, `comment/3`, `artefact/picture.png`. */
export interface Leaf {
  path: string;
  value: unknown;
}

/** The lists of an extraction, each item its own leaf under this name (FORMAT §4.3). */
export const LISTS: Readonly<Record<string, string>> = {
  counts: "count",
  media: "media",
  comments: "comment",
  notices: "notice",
  parts: "part",
  facts: "fact",
};

/** Paths of leaves that leave only by choice (FORMAT §4.15) begin so. */
export const WITNESS = "witness/";

/** All leaves of a statement, in its own order. `assemble` is the inverse. */
export function leavesOf(statement: Statement): Leaf[] {
  const leaves: Leaf[] = [];
  const add = (path: string, value: unknown): void => {
    if (value !== undefined) leaves.push({ path, value });
  };
  for (const [key, value] of Object.entries(statement.capture)) add(`capture/${key}`, value);
  for (const [key, value] of Object.entries(statement.extraction)) {
    const name = Object.hasOwn(LISTS, key) ? LISTS[key] : undefined;
    if (name === undefined) add(`extraction/${key}`, value);
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) add(`${name}/${index}`, item);
  }
  for (const [index, outcome] of statement.outcomes.entries()) add(`outcome/${index}`, outcome);
  for (const artefact of statement.artefacts) add(`artefact/${artefact.name}`, artefact);
  for (const [key, value] of Object.entries(statement.witness ?? {})) add(`${WITNESS}${key}`, value);
  return leaves;
}

/** A leaf under a fresh 16-byte salt: base64url(UTF-8(JCS([salt, path, value]))) (FORMAT §4.1). Throws FaultError `seal-failed`. */
export function disclosureOf(leaf: Leaf): string {
  const salt = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  return toBase64Url(canonicalBytes([salt, leaf.path, leaf.value]));
}

const committed = (disclosure: string): string => `evidence-disclosure-v1\0${disclosure}`;

/** The commitment to a disclosure: SHA-256("evidence-disclosure-v1" ‖ 0x00 ‖ ASCII(disclosure)), labelled (FORMAT §4.2). */
export const commitmentOf = (disclosure: string): Promise<string> => sha256(utf8(committed(disclosure)));

/** The commitments to disclosures, in their order. */
export const commitmentsOf = (disclosures: readonly string[]): Promise<string[]> =>
  sha256Each(utf8Each(disclosures.map(committed)));

/** The leaf of a disclosure, or null where it is not one (not canonical base64url, not canonical JSON, no 16-byte salt). */
export const openDisclosure = (disclosure: string): Leaf | null => leavesIn([disclosure])?.[0] ?? null;

/** The leaves of disclosures, in their order, or null where one of them is none. */
export function leavesIn(disclosures: readonly string[]): Leaf[] | null {
  const leaves = linesOfBase64Url(disclosures)
    ?.map(leafIn)
    .filter((leaf) => leaf !== null);
  return leaves?.length === disclosures.length ? leaves : null;
}

/** 16 bytes in base64url: the last character has no bits to spare. */
const SALT = /^[\w-]{21}[AQgw]$/;

function leafIn(text: string): Leaf | null {
  const triple = parseCanonicalText(text);
  if (!Array.isArray(triple) || triple.length !== 3) return null;
  const [salt, path, value]: unknown[] = triple;
  if (typeof salt !== "string" || !SALT.test(salt) || typeof path !== "string") return null;
  return { path, value };
}

/**
 * A profile file as the texts of QR codes. What fits one code is the file itself, without spaces. More is cut into parts,
 * each in a code (or a message) of its own: `keepsake-partner N/OF DIGEST`, a line feed, and a piece of the file; DIGEST
 * is the start of the SHA-256 of the whole, so that parts of two files are never put together.
 */
import { utf8 } from "../evidence/bytes.ts";
import { sha256 } from "../evidence/digest.ts";
import { FaultError } from "../model/fault.ts";

/** Bytes of the file in one code: with its first line, version 24 at error correction M, which cameras still read. */
const PIECE = 860;
/** 85,000 bytes; twenty post-quantum recipients are half of it. */
export const PARTS_AT_MOST = 99;
const DIGITS = 8;
const HEAD = /keepsake-partner ([1-9]\d?)\/([1-9]\d?) ([0-9a-f]{8})\s+/g;

/** The texts, one for each code, in order. @throws FaultError `profile-malformed`: no JSON, or more than 99 parts. */
export async function textsForQr(file: string): Promise<string[]> {
  const compact = JSON.stringify(JSON.parse(file));
  if (utf8(compact).length <= PIECE) return [compact];
  const pieces = cut(compact);
  if (pieces.length > PARTS_AT_MOST) throw new FaultError("profile-malformed", "too large for QR codes");
  const digest = await digestOf(compact);
  return pieces.map((piece, at) => `keepsake-partner ${at + 1}/${pieces.length} ${digest}\n${piece}`);
}

/** Between whole characters, and never beside a space: messengers drop those at the ends. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  let rest = [...text];
  while (rest.length > 0) {
    let [count, bytes] = [0, 0];
    for (const sign of rest) {
      bytes += utf8(sign).length;
      if (bytes > PIECE) break;
      count++;
    }
    while (count < rest.length && /\s/.test(`${rest[count - 1]}${rest[count]}`)) count--;
    if (count < 1) throw new FaultError("profile-malformed", "spaces");
    pieces.push(rest.slice(0, count).join(""));
    rest = rest.slice(count);
  }
  return pieces;
}

/**
 * The profile file in texts that were read or pasted: whole, or in parts in any order, several in one text or one in
 * each. Says nothing of what the file holds. @throws FaultError `profile-parts` (detail: those missing, `2/3`),
 * `profile-malformed` where the parts do not make what they were cut from.
 */
export async function profileText(texts: readonly string[]): Promise<string> {
  const files = new Map<string, { of: number; pieces: Map<number, string> }>();
  for (const text of texts) {
    const heads = [...text.matchAll(HEAD)];
    if (heads.length === 0 && text.trim() !== "") return text.trim();
    for (const [at, head] of heads.entries()) {
      const [whole, number, of, digest] = head;
      const piece = text.slice(head.index + whole.length, heads[at + 1]?.index).trim();
      const key = `${of} ${digest}`;
      const file = files.get(key) ?? { of: Number(of), pieces: new Map() };
      files.set(key, file);
      file.pieces.set(Number(number), piece);
    }
  }
  let missing: string[] = [];
  for (const [key, { of, pieces }] of files) {
    const numbers = Array.from({ length: of }, (_, at) => at + 1);
    missing = numbers.filter((number) => !pieces.has(number)).map((number) => `${number}/${of}`);
    if (missing.length > 0) continue;
    const joined = numbers.map((number) => pieces.get(number)).join("");
    if ((await digestOf(joined)) !== key.slice(-DIGITS)) throw new FaultError("profile-malformed", "parts");
    return joined;
  }
  if (files.size === 0) throw new FaultError("profile-malformed", "nothing");
  throw new FaultError("profile-parts", missing.join(" "));
}

const digestOf = async (text: string): Promise<string> =>
  (await sha256(utf8(text))).slice("sha256:".length).slice(0, DIGITS);

/** What an intake lets in: the same rules whether it takes the files itself or stands behind tusd. */
import { createHash } from "node:crypto";
import { statfs } from "node:fs/promises";
import { complain, IntakeTrouble } from "./intake-trouble.ts";

export interface IntakeRules {
  /** Bytes a file may have. */
  atMost: number;
  /** SHA-256 (hex) of the tokens that may send; null: whoever knows the address may. */
  tokens: ReadonlySet<string> | null;
  /** Bytes that still fit where files are kept; null: nobody knows. */
  room(): Promise<number | null>;
}

/** What somebody asks to send. */
export interface Asked {
  /** The request's `Authorization`. */
  authorization: string | null;
  /** Bytes it will have; null: not said. */
  size: number | null;
  hasMetadata: boolean;
}

/** Why it is not let in, as the answer to be given; null: it is. */
export async function refusal(
  { authorization, size, hasMetadata }: Asked,
  { tokens, atMost, room }: IntakeRules,
): Promise<{ status: number; body: string } | null> {
  if (!admitted(authorization, tokens)) return { status: 401, body: "token required\n" };
  if (hasMetadata) return { status: 400, body: "no metadata, please: it would be kept in clear\n" };
  if (size === null || size <= 0) return { status: 400, body: "length required\n" };
  if (size > atMost) return { status: 413, body: "too large\n" };
  const left = await room();
  return left !== null && size > left - RESERVE ? noRoom() : null;
}

/** The answer where nothing more fits; the desk is told too, for only it can make room. */
export function noRoom(): { status: number; body: string } {
  complain(
    new IntakeTrouble("no room left: make room where files are kept; senders try again by themselves"),
  );
  return { status: 507, body: "no room\n" };
}

/** Never filled: receipts and what is under way still need to be written. */
const RESERVE = 64 * 1024 * 1024;

/** Bytes left on the disk of a folder. */
export async function roomIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Tokens are kept as digests, so that the list of them lets nobody in. */
function admitted(header: string | null, tokens: ReadonlySet<string> | null): boolean {
  if (tokens === null) return true;
  const token = /^Bearer ([\x21-\x7e]{8,200})$/.exec(header ?? "")?.[1];
  return token !== undefined && tokens.has(createHash("sha256").update(token).digest("hex"));
}

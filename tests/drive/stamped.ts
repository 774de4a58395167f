/** What trusted time has left in the vault and in a bundle, read past the product's own readers. */
import { readFile } from "node:fs/promises";
import { blobSource } from "../../lib/bundle/source.ts";
import type { CustodyRow, StampRow } from "../../lib/vault/database.ts";
import { type Report, verifyBundle } from "../../lib/verify/verify.ts";
import { rowsIn } from "./raw-rows.ts";
import type { OwnPage } from "./speak.ts";

export interface StampSeen {
  state: string;
  subject: string;
  size: number;
  attempts: number;
  fault: string | null;
  token: boolean;
}

export async function stampsIn(own: OwnPage): Promise<StampSeen[]> {
  const { rows } = await rowsIn(own, ["stamps"]);
  return ((rows.stamps ?? []) as unknown as StampRow[]).map(({ state, body }) => ({
    state,
    subject: body.subject,
    size: body.size,
    attempts: body.attempts,
    fault: body.fault?.code ?? null,
    token: body.token !== undefined,
  }));
}

/** Custody entries of one type, whole. */
export async function entriesIn(own: OwnPage, type: string): Promise<{ detail: Record<string, unknown> }[]> {
  const { rows } = await rowsIn(own, ["custody"]);
  const lines = ((rows.custody ?? []) as unknown as CustodyRow[]).sort((a, b) => a.seq - b.seq);
  return lines
    .map(({ body }) => JSON.parse(Buffer.from(body).toString()))
    .filter((entry: { type: string }) => entry.type === type);
}

/** Verifies a bundle with a root beside the pinned ones. */
export async function verifyWith(file: string, roots: string): Promise<Report> {
  const source = blobSource(new Blob([await readFile(file)]));
  return verifyBundle(source, { now: new Date().toISOString(), roots });
}

/** What trusted time has left in the vault and in a bundle, read past the product's own readers. */
import { readFile } from "node:fs/promises";
import { blobSource } from "../../lib/bundle/source.ts";
import { type Report, verifyBundle } from "../../lib/verify/verify.ts";
import type { OwnPage } from "./speak.ts";

export interface StampSeen {
  state: string;
  subject: string;
  size: number;
  attempts: number;
  fault: string | null;
  token: boolean;
}

const rowsOf = (store: string, map: string) => `new Promise((resolve, reject) => {
  const opening = indexedDB.open("vault");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const rows = opening.result.transaction("${store}").objectStore("${store}").getAll();
    rows.onsuccess = () => {
      opening.result.close();
      resolve(rows.result.map(${map}));
    };
  };
})`;

export const stampsIn = (own: OwnPage): Promise<StampSeen[]> =>
  own.run(
    rowsOf(
      "stamps",
      `({ state, body }) => ({ state, subject: body.subject, size: body.size, attempts: body.attempts, fault: body.fault?.code ?? null, token: !!body.token })`,
    ),
  );

/** Custody entries of one type, whole. */
export async function entriesIn(own: OwnPage, type: string): Promise<{ detail: Record<string, unknown> }[]> {
  const lines = await own.run<string[]>(rowsOf("custody", "({ body }) => new TextDecoder().decode(body)"));
  return lines.map((line) => JSON.parse(line)).filter((entry) => entry.type === type);
}

/** Verifies a bundle with a root beside the pinned ones. */
export async function verifyWith(file: string, roots: string): Promise<Report> {
  const source = blobSource(new Blob([await readFile(file)]));
  return verifyBundle(source, { now: new Date().toISOString(), roots });
}

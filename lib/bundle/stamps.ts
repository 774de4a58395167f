/** Time stamps as they travel in a bundle: `timestamps/index.json` and the files it names (FORMAT §12). Nothing names who was asked. */
import { z } from "zod";
import { utf8 } from "../evidence/bytes.ts";
import { canonicalBytes } from "../evidence/canonical.ts";
import { FaultError } from "../model/fault.ts";

export const STAMP_INDEX = "timestamps/index.json";
export const STAMP_CHAIN = "timestamps/tsa-chain.pem";
/** More stamps than this are neither written nor read (FORMAT §12.2). */
export const MOST_STAMPS = 1000;

/** One stamp over a bundle, as the exporter gathers it. */
export interface BundleStamp {
  /** `manifest`: over evidence/manifest.sig.json of this bundle. `checkpoint`: over an earlier signed checkpoint of its log. */
  subject: "manifest" | "checkpoint";
  /** Of a checkpoint: the entries it covers, and its signed note as it was stamped. */
  checkpoint?: { size: number; note: Uint8Array };
  /** The authority's whole answer (DER), and the nonce of the query in lowercase hex; null: asked for, not had yet. */
  granted: { token: Uint8Array; nonce: string } | null;
}

export interface GatheredStamps {
  stamps: readonly BundleStamp[];
  /** Certificates from the signers to their roots, PEM, for other people's tools; empty: none. */
  chain: string;
}

export const NO_STAMPS: GatheredStamps = { stamps: [], chain: "" };

const Nonce = z.string().regex(/^([0-9a-f]{2}){8,20}$/);
const Size = z.int().positive();
const GRANTED = { status: z.literal("granted"), nonce: Nonce, file: z.string().max(100) };
const PENDING = { status: z.literal("pending"), nonce: z.null(), file: z.null() };
const OF_MANIFEST = { subject: z.literal("manifest"), size: z.null() };
const OF_CHECKPOINT = { subject: z.literal("checkpoint"), size: Size };

export const StampEntry = z.union([
  z.strictObject({ ...OF_MANIFEST, ...GRANTED }),
  z.strictObject({ ...OF_MANIFEST, ...PENDING }),
  z.strictObject({ ...OF_CHECKPOINT, ...GRANTED }),
  z.strictObject({ ...OF_CHECKPOINT, ...PENDING }),
]);
export type StampEntry = z.infer<typeof StampEntry>;

export const StampIndex = z.strictObject({
  v: z.literal(1),
  stamps: z.array(StampEntry).min(1).max(MOST_STAMPS),
});
export type StampIndex = z.infer<typeof StampIndex>;

/** Where the text of a stamped checkpoint stands. */
export const checkpointFile = (size: number): string => `timestamps/checkpoint-${size}.txt`;

const stem = (entry: Pick<StampEntry, "size">): string =>
  entry.size === null ? "timestamps/manifest" : `timestamps/checkpoint-${entry.size}`;

/**
 * Entries in their one order (FORMAT §12.2): the manifest's, then checkpoints by size; of one subject, granted before
 * pending. Names the files of those that are granted.
 */
export function orderStamps<T extends { size: number | null; granted: boolean }>(
  stamps: readonly T[],
): { stamp: T; file: string | null }[] {
  const taken = new Map<string, number>();
  return [...stamps]
    .sort((a, b) => (a.size ?? 0) - (b.size ?? 0) || Number(b.granted) - Number(a.granted))
    .map((stamp) => {
      if (!stamp.granted) return { stamp, file: null };
      const name = stem(stamp);
      const number = taken.get(name) ?? 0;
      taken.set(name, number + 1);
      return { stamp, file: `${name}-${number}.tsr` };
    });
}

/** The files under timestamps/, in their order (FORMAT §2.1); none where there are no stamps. Throws FaultError `export-failed`. */
export function stampFiles({ stamps, chain }: GatheredStamps): { path: string; bytes: Uint8Array }[] {
  if (stamps.length === 0) return [];
  if (stamps.length > MOST_STAMPS) throw new FaultError("export-failed", "too many time stamps");
  const ordered = orderStamps(
    stamps.map((one) => ({ one, size: one.checkpoint?.size ?? null, granted: one.granted !== null })),
  );
  const entries: unknown[] = [];
  const tokens: { path: string; bytes: Uint8Array }[] = [];
  const notes = new Map<number, Uint8Array>();
  for (const { stamp, file } of ordered) {
    const { subject, checkpoint, granted } = stamp.one;
    if ((subject === "checkpoint") !== (checkpoint !== undefined))
      throw new FaultError(
        "export-failed",
        "a checkpoint's stamp comes with its note, the manifest's without",
      );
    entries.push({
      file,
      subject,
      size: stamp.size,
      nonce: granted?.nonce ?? null,
      status: granted ? "granted" : "pending",
    });
    if (granted && file) tokens.push({ path: file, bytes: granted.token });
    if (granted && checkpoint) notes.set(checkpoint.size, checkpoint.note);
  }
  const index = StampIndex.safeParse({ v: 1, stamps: entries });
  if (!index.success) throw new FaultError("export-failed", "a time stamp does not fit its form");
  return [
    { path: STAMP_INDEX, bytes: canonicalBytes(index.data) },
    ...tokens,
    ...[...notes].map(([size, bytes]) => ({ path: checkpointFile(size), bytes })),
    ...(chain && tokens.length > 0 ? [{ path: STAMP_CHAIN, bytes: utf8(chain) }] : []),
  ];
}

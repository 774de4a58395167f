/** The stamp of a bundle about to be written, asked for by whoever writes it. */
import type { BundleStamp, GatheredStamps } from "../bundle/stamps.ts";
import { fromBase64, toBase64 } from "../evidence/bytes.ts";
import { FaultError, toFault } from "../model/fault.ts";
import { stampsCovering } from "../vault/anchors.ts";
import type { ExportJob } from "./export-messages.ts";
import type { Request } from "./messages.ts";
import type { ManifestStamps, stampsFromExporter } from "./stamp-messages.ts";
import { stampManifest } from "./stamps.ts";

export type SignatureToStamp = Request<typeof stampsFromExporter, "exporter/stamp">;

/** Bytes as base64 in and out: messages carry JSON. @throws FaultError `bad-request` */
export async function stampForExporter({ caseId, size, data }: SignatureToStamp): Promise<ManifestStamps> {
  const bytes = fromBase64(data);
  if (!bytes) throw new FaultError("bad-request", "base64");
  const stamps = await stampManifest({ caseId, size, data: bytes });
  return {
    stamps: stamps.map(
      (granted) =>
        granted && {
          nonce: granted.nonce,
          token: toBase64(granted.token.bytes),
          chain: granted.token.chain,
        },
    ),
  };
}

/** As `stampForExporter`, wherever that runs. */
export type AskStamps = (signature: SignatureToStamp) => Promise<ManifestStamps>;

/**
 * The stamps of a bundle: the one of its signature, asked for now by `ask`, and for each record in it the earliest kept
 * stamp of the case that covers it. What could not be had is pending. Throws nothing that asking can cause.
 * @param seqs numbers of the bundle's records in their case
 */
export async function gatherStamps(
  { jobId, caseId, entries, stamps: wanted }: Pick<ExportJob, "jobId" | "caseId" | "entries" | "stamps">,
  seqs: readonly number[],
  signature: Uint8Array,
  ask: AskStamps,
): Promise<GatheredStamps> {
  const own =
    wanted === 0 ? [] : await asked(ask({ jobId, caseId, size: entries, data: toBase64(signature) }), wanted);
  const earlier = await stampsCovering(caseId, seqs, entries);
  const stamps: BundleStamp[] = [
    ...own.map(
      (granted): BundleStamp => ({
        subject: "manifest",
        granted: granted && { token: fromBase64(granted.token) ?? new Uint8Array(), nonce: granted.nonce },
      }),
    ),
    ...earlier.map(
      ({ body: { data, size, nonce = "", token } }): BundleStamp => ({
        subject: "checkpoint",
        checkpoint: { size, note: data },
        granted: { token: token.bytes, nonce },
      }),
    ),
  ];
  const chains = [
    ...own.map((granted) => granted?.chain ?? ""),
    ...earlier.map(({ body }) => body.token.chain),
  ];
  return { stamps, chain: together(chains) };
}

/** The worker may die while an authority is asked: then nothing was had in time, and the row waits in the queue. */
async function asked(stamps: Promise<ManifestStamps>, wanted: number): Promise<ManifestStamps["stamps"]> {
  try {
    return (await stamps).stamps;
  } catch (error) {
    console.error("time stamp of an export", toFault(error).code);
    return Array.from({ length: wanted }, () => null);
  }
}

/** PEM texts as one, each certificate once. */
function together(chains: readonly string[]): string {
  const blocks = chains.join("").match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g) ?? [];
  return [...new Set(blocks)].join("");
}

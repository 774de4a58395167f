/** The stamp of a bundle about to be written, asked for by whoever writes it. */
import { fromBase64, toBase64 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import type { ManifestStamps, stampsFromExporter } from "./stamp-messages.ts";
import type { Request } from "./messages.ts";
import { stampManifest } from "./stamps.ts";

export type SignatureToStamp = Request<typeof stampsFromExporter, "exporter/stamp">;

/** Bytes as base64 in and out: messages carry JSON. @throws FaultError `bad-request` */
export async function stampForExporter({ caseId, size, data }: SignatureToStamp): Promise<ManifestStamps> {
  const bytes = fromBase64(data);
  if (!bytes) throw new FaultError("bad-request", "base64");
  const stamps = await stampManifest({ caseId, size, data: bytes });
  return { stamps: stamps.map(({ nonce, token }) => ({ nonce, token: token && toBase64(token) })) };
}

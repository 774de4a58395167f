/** The messages about trusted time, part of the table in `messages.ts`. */
import { z } from "zod";

const nothing = z.strictObject({});

/** http or https, without a name or password in it; nothing of an address after `#`. */
const isAuthorityAddress = (address: string): boolean => {
  const url = URL.parse(address);
  return (
    (url?.protocol === "https:" || url?.protocol === "http:") && !url.username && !url.password && !url.hash
  );
};

/** A time-stamp authority that the person chose. */
export const Authority = z.strictObject({
  url: z.string().max(300).refine(isAuthorityAddress),
  /** PEM of the root that vouches for it, where the person has it; for those of the list Keepsake has its own. */
  root: z.string().max(40_000).nullable(),
});
export type Authority = z.infer<typeof Authority>;

export const StampSettings = z.strictObject({ on: z.boolean(), authorities: z.array(Authority).max(2) });
export type StampSettings = z.infer<typeof StampSettings>;

export const stampsFromOwnPages = {
  "stamps/read": { request: nothing, reply: StampSettings },
  /** @throws `bad-request` where a root is no certificate, or none is chosen and it shall be on. */
  "stamps/write": { request: StampSettings, reply: nothing },
  /**
   * Tries at once what waits; replies when it was tried. How it went stands in the vault. `online`: the page was just told that
   * there is a connection again, which the worker may learn later.
   */
  "stamps/ask": { request: z.strictObject({ online: z.boolean().optional() }), reply: nothing },
} as const;

/** What the authorities answered to the signature of an export: `token` is base64 DER; null: it waits in the queue. */
export const ManifestStamps = z.strictObject({
  stamps: z
    .array(
      z
        .strictObject({
          nonce: z.string().max(64),
          token: z.string().max(200_000),
          chain: z.string().max(200_000),
        })
        .nullable(),
    )
    .max(2),
});
export type ManifestStamps = z.infer<typeof ManifestStamps>;

/** From Chromium's offscreen page, which has no way to ask: the signature of the bundle it is about to write, base64. */
export const stampsFromExporter = {
  "exporter/stamp": {
    request: z.strictObject({
      jobId: z.string().max(64),
      caseId: z.string().max(64),
      size: z.int().positive(),
      data: z.string().max(20_000),
    }),
    reply: ManifestStamps,
  },
} as const;

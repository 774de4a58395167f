/**
 * A partner: who receives bundles. The profile is what they hand out, signed; it holds public keys and addresses only.
 * Form of the file and its signature: `lib/partner/profile.ts`.
 */
import { z } from "zod";
import { Instant } from "./statement.ts";

/** A text that is shown to a person: no control and no direction characters, no space at the ends. */
const shown = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Bidi_Control}]*$/u)
    .refine((text) => text.trim() === text);
/** Raw Ed25519 public key, standard base64. */
export const PublicKey = z.string().length(44);
/** An https address without login, query or fragment; `http` only for time stamps, which are signed themselves. */
const address = (protocols: RegExp) =>
  z
    .url({ protocol: protocols })
    .max(300)
    .refine((text) => /^[a-z]+:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/.test(text));

/** More recipients than this are no desk's keys; each makes every file longer. */
export const MOST_RECIPIENTS = 20;

export const PartnerRecipient = z.strictObject({
  /** An age recipient: `age1…`, or `age1pq1…` (post-quantum hybrid). */
  recipient: z
    .string()
    .max(2100)
    .regex(/^age1(?:[a-z]+1)?[02-9ac-hj-np-z]+$/),
  /** `desk`: reads what arrives; `escrow`: kept offline, for the day the desk's key is lost. */
  role: z.enum(["desk", "escrow"]),
});
export type PartnerRecipient = z.infer<typeof PartnerRecipient>;

export const PartnerProfile = z.strictObject({
  v: z.literal(1),
  type: z.literal("partner"),
  name: shown(80),
  /** Languages the desk reads, best first. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .min(1)
    .max(10),
  issuedAt: Instant,
  validUntil: Instant,
  recipients: z.array(PartnerRecipient).min(1).max(MOST_RECIPIENTS),
  /** Where files can be sent to (tus 1.0); absent: they take files by hand only. */
  intake: address(/^https$/).optional(),
  /** Keys whose receipts count. None: this partner gives no receipts. */
  receiptKeys: z.array(PublicKey).max(10),
  /** Their own time-stamp authority or relay, and the root it chains to (PEM). */
  stamps: z.strictObject({ url: address(/^https?$/), root: z.string().max(10_000).optional() }).optional(),
  /** The key that signs their rule packs. */
  packKey: PublicKey.optional(),
  /** What they ask to be left out, or not to be left out. Words for the witness to weigh, never done by itself. */
  asks: z.strictObject({ withhold: z.array(shown(200)).max(20), include: z.array(shown(200)).max(20) }),
  /** What they do with what arrives, who sees it, when it is destroyed. */
  privacy: shown(2000),
  contact: shown(300),
});
export type PartnerProfile = z.infer<typeof PartnerProfile>;

/** The messages about partners, part of the table in `messages.ts`. Our own pages only; they read partners from the vault themselves. */
import { z } from "zod";
import { Sha256 } from "../model/statement.ts";
import { FILE_AT_MOST } from "../partner/profile.ts";
import { Authority } from "./stamp-messages.ts";

const nothing = z.strictObject({});
const PartnerId = z.string().regex(/^[0-9a-f]{32}$/);

export const partnersFromOwnPages = {
  /**
   * Keeps a profile file. `confirmed`: the fingerprint that the person compared with the partner's own words; null: not
   * compared. A change of key that nothing vouches for is refused without it.
   */
  "partner/keep": {
    request: z.strictObject({ file: z.string().max(FILE_AT_MOST), confirmed: Sha256.nullable() }),
    reply: z.strictObject({ partnerId: PartnerId }),
  },
  /** The person compared the fingerprint of a kept profile, or takes that back. */
  "partner/compared": {
    request: z.strictObject({ partnerId: PartnerId, keyId: Sha256, agree: z.boolean() }),
    reply: nothing,
  },
  /** What the partner's intake wants to see of this witness; null: nothing. */
  "partner/token": {
    request: z.strictObject({
      partnerId: PartnerId,
      token: z
        .string()
        .max(200)
        .regex(/^[\x21-\x7e]+$/)
        .nullable(),
    }),
    reply: nothing,
  },
  /** The age identity of this vault, with which a hand-over that was encrypted to it too can be opened; null: locked. */
  "partner/own-identity": { request: nothing, reply: z.strictObject({ identity: z.string().nullable() }) },
  "partner/remove": { request: z.strictObject({ partnerId: PartnerId }), reply: nothing },
  /** Time stamps are asked of the partner's authority from now on; `besides`: the other one that stays, as the person saw it. */
  "partner/use-stamps": {
    request: z.strictObject({ partnerId: PartnerId, besides: z.array(Authority).max(1) }),
    reply: nothing,
  },
  /** Rule packs by the partner's key are taken from now on. @throws `pack-key-unknown` where another issuer is confirmed. */
  "partner/use-packs": { request: z.strictObject({ partnerId: PartnerId }), reply: nothing },
} as const;

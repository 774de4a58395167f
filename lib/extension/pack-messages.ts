/** The messages about rule packs, part of the table in `messages.ts`. */
import { z } from "zod";
import { Fault } from "../model/fault.ts";
import { PackFacts, RulePack } from "../model/pack.ts";
import { Sha256 } from "../model/statement.ts";

/** The rule pack as a person sees it. `fault`: why a kept pack is not used. */
export const PackState = z.strictObject({
  issuer: Sha256.nullable(),
  pack: PackFacts.nullable(),
  fault: Fault.nullable(),
});
export type PackState = z.infer<typeof PackState>;

const nothing = z.strictObject({});
/** The text of a pack file, as chosen by the person. */
const PackText = z.string().max(1_000_000);

export const packsFromPage = {
  /** The rule pack in force, verified by the background. */
  "rules/read": { request: nothing, reply: z.strictObject({ pack: RulePack.nullable() }) },
} as const;

export const packsFromOwnPages = {
  "pack/state": { request: nothing, reply: PackState },
  /** Verifies a pack file and tells what it holds; nothing is kept. */
  "pack/look": { request: z.strictObject({ file: PackText }), reply: PackFacts },
  /** The person saw the issuer's fingerprint and takes the pack on. */
  "pack/use": { request: z.strictObject({ file: PackText, keyId: Sha256 }), reply: nothing },
  "pack/remove": { request: z.strictObject({ forget: z.boolean() }), reply: nothing },
} as const;

/**
 * Opening a pack file: signature first, then form, then the bounds that a schema cannot say. What comes out is data
 * that adapters and recogniser may use; anything else is a fault, and the built-in knowledge stays.
 */
import { z } from "zod";
import { fromBase64, fromUtf8, utf8 } from "../evidence/bytes.ts";
import { parseCanonical } from "../evidence/canonical.ts";
import { sha256 } from "../evidence/digest.ts";
import { issueAt, readGiven } from "../evidence/given.ts";
import { inContext, verifyEd25519 } from "../evidence/sign.ts";
import { FaultError } from "../model/fault.ts";
import { type PackFacts, type PackRung, RulePack } from "../model/pack.ts";
import { Sha256 } from "../model/statement.ts";
import { refusedSelector } from "./selector.ts";
import { refusedSentence } from "./sentence.ts";

export const CONTEXT = "keepsake-rule-pack-v1";
/** Bytes of a pack file. The whole built-in knowledge is a tenth of it. */
export const FILE_AT_MOST = 1_000_000;
const DEPTH = 16;

/** A pack file: JSON. `pack`: the JCS text (RFC 8785) that was signed, as UTF-8, in context `keepsake-rule-pack-v1`. */
export const PackFile = z.strictObject({
  v: z.literal(1),
  type: z.literal("keepsake-rule-pack"),
  keyId: Sha256,
  publicKey: z.string().length(44),
  signature: z.string().length(88),
  pack: z.string().max(FILE_AT_MOST),
});
export type PackFile = z.infer<typeof PackFile>;

export interface OpenedPack {
  pack: RulePack;
  facts: PackFacts;
}

/**
 * Opens the bytes of a pack file. `pinned`: the key id of the issuer whom the person confirmed; null: nobody yet, and
 * `facts.keyId` is to be confirmed before the pack is used.
 * @throws FaultError `pack-malformed`, `pack-signature`, `pack-key-unknown`.
 */
export async function openPack(bytes: Uint8Array, pinned: string | null): Promise<OpenedPack> {
  if (bytes.length > FILE_AT_MOST) throw new FaultError("pack-malformed", "file too large");
  const file = PackFile.safeParse(readGiven(fromUtf8(bytes) ?? "", DEPTH));
  if (!file.success) throw new FaultError("pack-malformed", `file: ${issueAt(file.error)}`);
  const { publicKey, signature, keyId } = file.data;
  const [key, signed] = [fromBase64(publicKey), fromBase64(signature)];
  const text = utf8(file.data.pack);
  if (!key || !signed || !(await verifyEd25519(key, inContext(CONTEXT, text), signed)))
    throw new FaultError("pack-signature");
  if ((await sha256(key)) !== keyId) throw new FaultError("pack-signature", "key id");
  if (pinned !== null && keyId !== pinned) throw new FaultError("pack-key-unknown");
  const pack = readPack(parseCanonical(text));
  return { pack, facts: factsOf(pack, keyId) };
}

/** A value as a pack. @throws FaultError `pack-malformed`, naming the place. */
export function readPack(value: unknown): RulePack {
  const parsed = RulePack.safeParse(value);
  if (!parsed.success) throw new FaultError("pack-malformed", issueAt(parsed.error));
  const pack = parsed.data;
  for (const { name, selector } of rungsIn(pack)) {
    const refused = refusedSelector(selector);
    if (refused) throw new FaultError("pack-malformed", `selector of ${name}: ${refused}`);
  }
  for (const { id, text } of sentencesIn(pack)) {
    const refused = refusedSentence(text);
    if (refused) throw new FaultError("pack-malformed", `sentence ${id}: ${refused}`);
  }
  return pack;
}

const rungsIn = ({ ladders = {} }: RulePack): PackRung[] =>
  Object.values(ladders)
    .flatMap((named) => Object.values(named ?? {}))
    .flatMap(({ before = [], after = [] }) => [...before, ...after]);

const sentencesIn = ({ sentences = {} }: RulePack) => Object.values(sentences).flatMap((list) => list ?? []);

function factsOf(pack: RulePack, keyId: string): PackFacts {
  const { name, version, issuedAt, builtOn, templates } = pack;
  const phrases = Object.values(templates?.words ?? {}).flatMap((groups) => Object.values(groups).flat());
  return {
    name,
    version,
    issuedAt,
    builtOn,
    keyId,
    rungs: rungsIn(pack).length,
    sentences: sentencesIn(pack).length,
    templates: phrases.length + (templates?.families?.length ?? 0),
  };
}

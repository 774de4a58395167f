/**
 * A rule pack: page knowledge of a partner, as data. It makes the built-in selector ladders and the catalogue longer;
 * it never holds code, and it never takes anything away. Form and signature: `lib/packs/open.ts`.
 */
import { z } from "zod";
import { NoticeClass } from "./notice.ts";
import { Instant, Sha256 } from "./statement.ts";
import { PlatformName } from "./subject.ts";

/** A name that is shown to a person: letters, digits, and a little between them; no spaces at the ends, nothing invisible. */
const shown = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._:+-]*[\p{L}\p{M}\p{N}])?$/u);
/** Names inside the pack; they end up in records (`rung`, `rule`). None that every object has (`constructor`). */
const Key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
  .refine((name) => !(name in Object.prototype));
const Language = z.string().regex(/^[a-z]{2,3}$/);
const Phrase = z.string().min(2).max(200);

/** As `lib/platforms/ladder.ts` has it. The selector's grammar is bounded further by `lib/packs/selector.ts`. */
export const PackRung = z.strictObject({
  name: Key,
  since: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/),
  selector: z.string().min(1).max(500),
  proof: z.string().min(1).max(200),
});
export type PackRung = z.infer<typeof PackRung>;

const Rungs = z.array(PackRung).max(20);
export const PackLadder = z.strictObject({ before: Rungs.optional(), after: Rungs.optional() });

/** Ladder name as the adapter exports it (`MESSAGE`) → rungs. */
const Ladders = z
  .record(z.string().regex(/^[A-Z][A-Z_]{1,39}$/), PackLadder)
  .refine((ladders) => Object.keys(ladders).length <= 40);

/** As `lib/notices/catalogue.ts` has it. A pack cannot claim the platform's own signals as its source. */
export const PackSentence = z.strictObject({
  id: Key,
  lang: Language,
  class: z.union([NoticeClass.exclude(["unrecognised"]), z.literal("aside"), z.literal("none")]),
  certainty: z.enum(["recorded", "quoted", "reported"]),
  text: z.string().min(4).max(1000),
  about: z.enum(["subject", "original", "viewer", "account", "entry"]).optional(),
  bare: z.boolean().optional(),
});
export type PackSentence = z.infer<typeof PackSentence>;

/** A template: holds where every group of `all` and none of `none` is found; tried after the built-in ones. */
export const PackFamily = z.strictObject({
  id: Key,
  class: NoticeClass.exclude(["unrecognised"]),
  all: z.array(Key).min(2).max(6),
  none: z.array(Key).max(6).optional(),
  about: PackSentence.shape.about,
});

export const PackTemplates = z.strictObject({
  /** Language → group → phrases added to it. */
  words: z
    .record(Language, z.record(Key, z.array(Phrase).max(100)))
    .refine((words) => Object.values(words).every((groups) => Object.keys(groups).length <= 40))
    .optional(),
  families: z.array(PackFamily).max(40).optional(),
});

export const RulePack = z.strictObject({
  v: z.literal(1),
  type: z.literal("rule-pack"),
  name: shown(80),
  version: shown(40),
  issuedAt: Instant,
  /** The version of the built-in knowledge that it was made for. */
  builtOn: shown(40),
  ladders: z.partialRecord(PlatformName, Ladders).optional(),
  sentences: z.partialRecord(PlatformName, z.array(PackSentence).max(1000)).optional(),
  templates: PackTemplates.optional(),
});
export type RulePack = z.infer<typeof RulePack>;

/** What a record names as the page knowledge used. */
export const PackName = z.strictObject({ name: z.string().max(80), version: z.string().max(40) });
export type PackName = z.infer<typeof PackName>;

/** What a person is shown of a pack before and after taking it on. */
export const PackFacts = z.strictObject({
  name: z.string().max(80),
  version: z.string().max(40),
  issuedAt: Instant,
  builtOn: z.string().max(40),
  /** The issuer: SHA-256 of the raw Ed25519 public key. */
  keyId: Sha256,
  rungs: z.int().nonnegative(),
  sentences: z.int().nonnegative(),
  templates: z.int().nonnegative(),
});
export type PackFacts = z.infer<typeof PackFacts>;

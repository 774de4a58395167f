/** What leads back to the witness: strings as a page stated them, and what kind of thing each is. */
import { z } from "zod";

/** `what`: the adapter's own name for it, such as the key of page data it stood under. */
export const Identifier = z.strictObject({ value: z.string().max(4000), what: z.string().max(80) });
export type Identifier = z.infer<typeof Identifier>;

/** For people; `session` is everything of the machine's that is none of the others. */
export const IDENTIFIER_KINDS = [
  "name",
  "account",
  "picture",
  "contact",
  "network",
  "device",
  "session",
] as const;
export const IdentifierKind = z.enum(IDENTIFIER_KINDS);
export type IdentifierKind = z.infer<typeof IdentifierKind>;

const KINDS: readonly [IdentifierKind, RegExp][] = [
  ["name", /^(?:name|NAME|SHORT_NAME|composer|viewer\.name)$/],
  [
    "account",
    /^(?:account|handle|profile|profile-url|viewer\.(?:id|url|profile_url|username)|USER_ID|ACCOUNT_ID|c_user|i_user|av|actorID|viewerID)$/,
  ],
  ["picture", /^avatar$/],
  ["contact", /^(?:email|prefill_contactpoint)$/],
  ["network", /^(?:ip|remoteHost|client_ip|ip_address)$/],
  ["device", /^(?:device|browser|visitor|datr|sb|machine_id|browser_id|.*device_?id)$/i],
];

/** Of what kind an identifier is. */
export const kindOf = ({ what }: Pick<Identifier, "what">): IdentifierKind =>
  KINDS.find(([, pattern]) => pattern.test(what))?.[0] ?? "session";

/**
 * True for a name that others bear too: one word. It is taken out of captures of the page that states it; looked for in
 * all others it would stop what strangers of that name wrote.
 */
export const isCommonName = (identifier: Identifier): boolean =>
  kindOf(identifier) === "name" && /^[\p{L}\p{M}]+$/u.test(identifier.value.trim());

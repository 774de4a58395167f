/**
 * The one part of the vault in clear: how the passphrase becomes a key, the secrets that it wraps, and the public key to
 * which captures are sealed while it is locked. All of it is bound to the wrapping: nothing can be exchanged unnoticed.
 */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { z } from "zod";
import { type Bytes, concat, fromBase64, fromUtf8, plain, toBase64, utf8 } from "../evidence/bytes.ts";
import { FaultError } from "../model/fault.ts";
import { calibrate, deriveFromPassphrase, KdfParameters } from "./kdf.ts";
import { DATA_KEY_BYTES } from "./keyring.ts";

export const HEADER_VERSION = 1;

const Bound = {
  v: z.literal(HEADER_VERSION),
  /** 16 random bytes: this vault and its backups. */
  id: z.string().length(24),
  /** age X25519 recipient. */
  recipient: z.string().regex(/^age1[0-9a-z]{58}$/),
};

/**
 * `open`: the secrets lie beside what they protect, because the person chose so. `unchosen`: nothing was chosen yet, the
 * secrets are in memory alone; `lost`: captures that went with an earlier such memory, of which the person is told.
 */
export const VaultHeader = z.discriminatedUnion("kind", [
  z.strictObject({
    ...Bound,
    kind: z.literal("passphrase"),
    kdf: KdfParameters,
    wrapped: z.string().max(400),
  }),
  z.strictObject({ ...Bound, kind: z.literal("open"), secrets: z.string().max(400) }),
  z.strictObject({ ...Bound, kind: z.literal("unchosen"), lost: z.int().nonnegative() }),
]);
export type VaultHeader = z.infer<typeof VaultHeader>;

export interface VaultSecrets {
  id: string;
  dataKey: Bytes;
  /** age X25519 identity (`AGE-SECRET-KEY-1…`): opens what arrived while the vault was locked. */
  identity: string;
  recipient: string;
}

const NONCE_BYTES = 12;

/** Secrets of a new vault, from the system's random source. */
export async function newSecrets(): Promise<VaultSecrets> {
  const identity = await generateX25519Identity();
  return {
    id: toBase64(crypto.getRandomValues(new Uint8Array(16))),
    dataKey: crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES)),
    identity,
    recipient: await identityToRecipient(identity),
  };
}

/** The header of these secrets under a passphrase, or under none (null). Takes half a second with one. */
export async function wrapSecrets(secrets: VaultSecrets, passphrase: string | null): Promise<VaultHeader> {
  const { id, recipient } = secrets;
  const packed = concat(secrets.dataKey, utf8(secrets.identity));
  if (passphrase === null) return { v: 1, id, recipient, kind: "open", secrets: toBase64(packed) };
  const { parameters, key } = await calibrate(passphrase);
  const bound = { v: 1, id, recipient, kind: "passphrase", kdf: parameters } as const;
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: boundTo(bound) };
  const sealed = await crypto.subtle.encrypt(algorithm, await wrappingKey(key), packed);
  return { ...bound, wrapped: toBase64(concat(nonce, new Uint8Array(sealed))) };
}

/**
 * The secrets of a header. `passphrase` is not looked at where the header is open.
 * @throws FaultError `wrong-passphrase` (also where the header was altered: nobody can tell these apart), `vault-damaged`
 * for a header outside its form or with parameters under the floor.
 */
export async function unwrapSecrets(given: unknown, passphrase: string): Promise<VaultSecrets> {
  const parsed = VaultHeader.safeParse(given);
  if (!parsed.success) throw new FaultError("vault-damaged", "header");
  const header = parsed.data;
  const { id, recipient } = header;
  if (header.kind === "unchosen") throw new FaultError("vault-damaged", "no secrets");
  const packed = header.kind === "open" ? fromBase64(header.secrets) : await unwrapped(header, passphrase);
  const identity = packed ? fromUtf8(packed.subarray(DATA_KEY_BYTES)) : null;
  if (
    !packed ||
    !identity?.startsWith("AGE-SECRET-KEY-1") ||
    (await identityToRecipient(identity)) !== recipient
  )
    throw new FaultError("vault-damaged", "header");
  return { id, recipient, identity, dataKey: packed.slice(0, DATA_KEY_BYTES) };
}

async function unwrapped(
  { wrapped, ...bound }: Extract<VaultHeader, { kind: "passphrase" }>,
  passphrase: string,
): Promise<Bytes> {
  const bytes = fromBase64(wrapped);
  if (!bytes) throw new FaultError("vault-damaged", "header");
  const key = await wrappingKey(await deriveFromPassphrase(passphrase, bound.kdf));
  const iv = bytes.subarray(0, NONCE_BYTES);
  try {
    const algorithm = { name: "AES-GCM", iv, additionalData: boundTo(bound) };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes.subarray(NONCE_BYTES)));
  } catch (cause) {
    throw new FaultError("wrong-passphrase", undefined, { cause });
  }
}

async function wrappingKey(raw: Bytes): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  raw.fill(0);
  return key;
}

/** Every member but the wrapped secrets, in an order of its own: rows come back with theirs. */
const boundTo = (bound: Omit<Extract<VaultHeader, { kind: "passphrase" }>, "wrapped">): Bytes => {
  const { v, id, recipient, kind, kdf } = bound;
  const { name, memoryKiB, passes, lanes, salt } = kdf;
  return plain(
    utf8(
      JSON.stringify(["keepsake-vault-header", v, id, recipient, kind, name, memoryKiB, passes, lanes, salt]),
    ),
  );
};

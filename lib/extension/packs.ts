/**
 * The rule pack in the vault: at most one, kept as the file it came in, and opened anew (signature, form, limits) by
 * every worker. The issuer's key is pinned when the person confirms it; later packs must be by the same key.
 */
import { z } from "zod";
import { utf8 } from "../evidence/bytes.ts";
import { FaultError, toFault } from "../model/fault.ts";
import type { PackFacts, RulePack } from "../model/pack.ts";
import { Sha256 } from "../model/statement.ts";
import { type OpenedPack, openPack } from "../packs/open.ts";
import { readSetting, writeSetting } from "../vault/settings.ts";
import type { PackState } from "./pack-messages.ts";

const SETTING = "rule-pack";
const Kept = z.strictObject({ issuer: Sha256.nullable(), file: z.string().nullable() });
type Kept = z.infer<typeof Kept>;

/** The pack of this worker; `undefined`: not opened yet. */
let opened: Promise<OpenedPack | null> | undefined;

async function read(): Promise<Kept> {
  const kept = Kept.safeParse(await readSetting(SETTING));
  return kept.success ? kept.data : { issuer: null, file: null };
}

async function write(kept: Kept): Promise<void> {
  await writeSetting(SETTING, kept);
  opened = undefined;
}

async function open(): Promise<OpenedPack | null> {
  const { issuer, file } = await read();
  if (issuer === null || file === null) return null;
  return openPack(utf8(file), issuer);
}

/** The pack in force, verified; null where there is none, or where the kept one no longer holds: the built-in knowledge stays. */
export async function rulesInForce(): Promise<RulePack | null> {
  opened ??= open();
  try {
    return (await opened)?.pack ?? null;
  } catch (error) {
    opened = undefined;
    console.error("rule pack", toFault(error).code);
    return null;
  }
}

/** What a person is shown: the pack in force, the issuer whom they confirmed, and why a kept pack is not used. */
export async function packState(): Promise<PackState> {
  const { issuer } = await read();
  try {
    return { issuer, pack: (await open())?.facts ?? null, fault: null };
  } catch (error) {
    return { issuer, pack: null, fault: toFault(error) };
  }
}

/** What a pack file holds, before the person takes it on. @throws FaultError `pack-malformed`, `pack-signature`, `pack-key-unknown`. */
export async function lookAtPack(file: string): Promise<PackFacts> {
  return (await openPack(utf8(file), (await read()).issuer)).facts;
}

/**
 * Puts a pack in force. `keyId`: the issuer's fingerprint that the person has seen and confirmed; it is pinned.
 * @throws FaultError as `lookAtPack`; `pack-key-unknown` where the file is by another key than the one confirmed.
 */
export async function usePack(file: string, keyId: string): Promise<void> {
  const { issuer } = await read();
  if (issuer !== null && issuer !== keyId) throw new FaultError("pack-key-unknown");
  await openPack(utf8(file), keyId);
  await write({ issuer: keyId, file });
}

/**
 * Confirms an issuer before there is a pack of theirs: packs by this key alone are taken from now on.
 * @throws FaultError `pack-key-unknown` where another is confirmed.
 */
export async function pinIssuer(keyId: string): Promise<void> {
  const { issuer, file } = await read();
  if (issuer !== null && issuer !== keyId) throw new FaultError("pack-key-unknown");
  await write({ issuer: keyId, file });
}

/** Takes the pack away; with `forget` the issuer too, so that another can be confirmed. */
export async function removePack(forget: boolean): Promise<void> {
  const { issuer } = await read();
  await write({ issuer: forget ? null : issuer, file: null });
}

/**
 * Everything kept, in one IndexedDB, sealed row by row below all of Dexie (`sealed-core.ts`): on the disk stand
 * ciphertext, enciphered ids and running numbers. Indexes are asked for by equality; only numbers have an order.
 * Durability is strict: a commit that was answered is on the disk (IndexedDB 3.0, transaction durability hint).
 */
import { Dexie, type Table } from "dexie";
import type { LogHead } from "../evidence/custody.ts";
import type { Fault } from "../model/fault.ts";
import type { Trigger } from "../model/statement.ts";
import type { SealedBlob } from "./blob.ts";
import type { CaptureCard } from "./card.ts";
import type { PackedKeys } from "./key-pairs.ts";
import { loadKey } from "./keyring.ts";
import { doorOfOurs } from "./own-door.ts";
import type { ParcelBody } from "./parcel-body.ts";
import { sealedCore } from "./sealed-core.ts";

/** `name`: the person's words, absent until given. `exportedUpTo`: all captures up to this number were exported. */
export interface CaseRow {
  id: string;
  body: { createdAt: string; keys: PackedKeys; name?: string; exportedUpTo?: number };
}
/** The state of a case's custody log; apart from the case, for it changes with every entry. */
export interface HeadRow {
  caseId: string;
  body: LogHead;
}
/** `seq`: the record's number in its case, from 0. */
export interface CaptureRow {
  id: string;
  caseId: string;
  seq: number;
  body: { card: CaptureCard; record: Uint8Array; disclosures: string[]; leaf: string };
}
export interface ArtefactRow {
  captureId: string;
  name: string;
  bytes: SealedBlob;
}
/** `seq`: the entry's number in the custody log of its case, from 0. */
export interface CustodyRow {
  caseId: string;
  seq: number;
  body: Uint8Array;
}
/**
 * A capture under way. `interrupted`: its worker died; `told`: the person has read so. The row goes when the capture is
 * sealed. `caseId`: where it goes, decided when it began; `entered`: the log of that case tells that it failed.
 */
export interface JournalRow {
  captureId: string;
  state: "open" | "interrupted" | "told";
  body: { startedAt: string; trigger: Trigger; caseId?: string; entered?: boolean };
}
/**
 * A second look at the capture `of`; `captureId` is what it is sealed under. `waiting`: asked for; `kept`: sealed;
 * `failed`: given up. Goes with either capture.
 */
export interface LookRow {
  captureId: string;
  of: string;
  state: "waiting" | "kept" | "failed";
  body: { login: boolean; askedAt: string; attempts: number; fault?: Fault };
}
/**
 * A time stamp asked for, of a checkpoint of the case's log or of the signature of an export. `waiting`: to be asked for
 * (again); `granted`: its token is kept and entered in the log; `failed`: given up.
 */
export interface StampRow {
  id: string;
  caseId: string;
  state: "waiting" | "granted" | "failed";
  body: StampBody;
}
export interface StampBody {
  subject: "checkpoint" | "manifest";
  /** The bytes to be stamped. */
  data: Uint8Array;
  /** Entries of the custody log that they vouch for, and the records sealed among these. */
  size: number;
  records: number;
  /** Address of the authority. */
  authority: string;
  /** RFC 3339 UTC: since when this has had no trusted time; when it may be asked for next. */
  since: string;
  notBefore: string;
  attempts: number;
  /** Of the last try. */
  nonce?: string;
  fault?: Fault;
  token?: StampToken;
}
/** A token that passed all checks. */
export interface StampToken {
  /** The DER bytes of the response. */
  bytes: Uint8Array;
  /** RFC 3339 UTC, as the authority states it, and how far off it says its clock may be; null: it does not say. */
  genTime: string;
  accuracyMs: number | null;
  /** Who says so; `known`: by a certificate path to a root that Keepsake or the person names. */
  name: string;
  known: boolean;
  /** PEM of the certificates from signer to root; empty where none is known. */
  chain: string;
  keptAt: string;
}
/** What the person wrote beside a capture; `seq`: number of its entry `annotated`. Goes when it is written anew. */
export interface NoteRow {
  caseId: string;
  seq: number;
  captureId: string;
  body: { text: string; disclosure: string; writtenAt: string };
}
/**
 * What leads back to the witness, as pages stated it: kept so that nothing of it leaves (the leak gate), and never in a
 * record. `own` rows bear a capture's id: what the person chose to leave in that one.
 */
export interface WitnessRow {
  id: string;
  body: { known: { value: string; what: string }[] } | { own: string[] };
}
export interface SettingRow {
  key: string;
  body: unknown;
}
/** Who receives bundles. `file`: the signed profile as it was handed in; `id`: random, nothing of theirs. */
export interface PartnerRow {
  id: string;
  body: {
    file: string;
    addedAt: string;
    /** When the person said that the fingerprints agree; null: not yet. */
    comparedAt: string | null;
    /** What the partner's intake wants to see of this witness: a secret. */
    token: string | null;
  };
}
/** What of a case a partner was handed: numbers of captures, as stretches, both ends in them. Goes with the case. */
export interface HandedRow {
  partnerId: string;
  caseId: string;
  body: { stretches: [from: number, to: number][] };
}
/** One encrypted file for one partner; its bytes lie outside, in the extension's file system, under the same id. */
export interface ParcelRow {
  id: string;
  caseId: string;
  body: ParcelBody;
}

class Vault extends Dexie {
  declare cases: Table<CaseRow, string>;
  declare heads: Table<HeadRow, string>;
  declare captures: Table<CaptureRow, string>;
  declare artefacts: Table<ArtefactRow, [string, string]>;
  declare custody: Table<CustodyRow, [string, number]>;
  declare journal: Table<JournalRow, string>;
  declare settings: Table<SettingRow, string>;
  declare looks: Table<LookRow, string>;
  declare stamps: Table<StampRow, string>;
  declare notes: Table<NoteRow, [string, number]>;
  declare witness: Table<WitnessRow, string>;
  declare partners: Table<PartnerRow, string>;
  declare handed: Table<HandedRow, [string, string]>;
  declare parcels: Table<ParcelRow, string>;

  constructor() {
    super("kept", {
      chromeTransactionDurability: "strict",
      cache: "disabled",
      indexedDB: doorOfOurs(() => database),
    });
    this.use(sealedCore);
    // Before the first transaction: inside one there is no time to ask for the key.
    this.on("ready", () => loadKey(), true);
    this.version(1).stores({
      cases: "id",
      heads: "caseId",
      captures: "id, &[caseId+seq]",
      artefacts: "[captureId+name]",
      custody: "[caseId+seq]",
      journal: "captureId",
      settings: "key",
      looks: "captureId, of, state",
      notes: "[caseId+seq], captureId",
      stamps: "id, caseId, state",
      witness: "id",
    });
    this.version(2).stores({ partners: "id", handed: "[partnerId+caseId], partnerId, caseId" });
    this.version(3).stores({ parcels: "id, caseId" });
  }
}

export const database = new Vault();

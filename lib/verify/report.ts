/** What verification hands back: a verdict, findings worst first, and what the bundle shows. Never "authentic", never "true". */
import type { Finding } from "../model/finding.ts";
import type { SecondLook, WitnessFacts } from "../model/statement.ts";
import type { Grade } from "./grades.ts";

/** `intact`: all checks held. `flawed`: at least one did not. `unreadable`: not a bundle. */
export type Verdict = "intact" | "flawed" | "unreadable";

/** One capture as far as it was disclosed. Texts are cut to a stated length; the whole stands in the bundle. */
export interface ShownCapture {
  id: string;
  seq: number;
  url: string | null;
  permalink: string | null;
  platform: string | null;
  kind: string | null;
  /** What the platform names the thing by. */
  ids: { name: string; value: string }[];
  startedAt: string | null;
  sealedAt: string | null;
  author: string | null;
  /** At most 300 characters. */
  textStart: string | null;
  published: { printed: string | null; read: string | null };
  notices: { class: string; text: string }[];
  /** What part was had, as the record says; `of` null: the page did not say of how much. */
  parts: { name: string; had: number; of: number | null }[];
  outcomes: { step: string; part?: string; status: string; fault?: string }[];
  /** Where the record is of a second look at an earlier capture (FORMAT §4.8): a separate event. */
  secondLook: SecondLook | null;
  artefacts: { name: string; role: string; mediaType: string; bytes: number; sha256: string; url?: string }[];
  /** What was disclosed of the device and of whether its owner is the author (FORMAT §4.15); absent: nothing. */
  witness?: WitnessFacts;
  /** Commitments without a disclosure in this bundle. */
  withheld: number;
  /** The earliest trusted time of a stamp that covers it (RFC 3339 UTC); null: none, or the bundle has flaws. */
  before: string | null;
}

/** A time stamp as its index names it. What the token says is null where there is none or it cannot be read. */
export interface ShownStamp {
  file: string | null;
  subject: "manifest" | "checkpoint";
  /** Entries of the log that a stamped checkpoint covers. */
  size: number | null;
  genTime: string | null;
  /** How far off the authority says its clock may be; null: it does not say. */
  accuracyMs: number | null;
  /** The signer's organisation and name, as its certificate says; hostile text where not trusted. */
  authority: string | null;
  /** True: all checks held, to a root that this verifier trusts. */
  trusted: boolean;
}

/** A picture that was blacked out in part; its original is withheld. */
export interface ShownDerived {
  /** Id of the record. */
  record: string;
  file: string;
  /** Commitment to the original. */
  of: string;
  sha256: string;
  bytes: number;
  width: number;
  height: number;
  regions: { x: number; y: number; width: number; height: number }[];
  /** `case`, or the fingerprint of the P-384 key that made it. */
  by: string;
}

export interface ShownRedaction {
  withheld: number;
  /** `case`, or the fingerprint (SHA-256 of the SPKI) of the key that packaged the bundle anew. */
  packagedBy: string;
  /** When, as the packager's clock said. */
  at: string;
  derived: ShownDerived[];
}

/** One entry of the custody log. `detail` is empty where its type or form is not known. */
export interface ShownAct {
  seq: number;
  ts: string;
  type: string;
  detail: Record<string, string | number | undefined>;
}

export interface Shown {
  /** Written by Keepsake (has evidence/), or by another tool. */
  kind: "evidence" | "foreign";
  title: string | null;
  software: string | null;
  /** As the bundle claims: the clock of the device that wrote it. */
  createdAt: string | null;
  /** Fingerprint of the Ed25519 key that signed the manifest, `sha256:…`; of the P-384 key in a foreign bundle; null where unsigned. */
  signer: string | null;
  captures: ShownCapture[];
  /** More captures than `captures` lists (it stops at 1,000). */
  more: number;
  /** Pages as listed in pages.jsonl, of a foreign bundle (at most 100). */
  pages: { url: string; ts: string; title: string | null }[];
  withheld: number;
  /** Where something is withheld: who packaged it so, and the pictures made in place of withheld ones (FORMAT §4.9-4.12). */
  redaction: ShownRedaction | null;
  stamps: ShownStamp[];
  custody: {
    entries: number;
    first: string | null;
    last: string | null;
    /** The last entries (at most 500), oldest first. */
    history: ShownAct[];
    /** Entries before those. */
    earlier: number;
  } | null;
  /** Notes of the person that were put in by choice and fit their entries; at most 1,000. */
  notes: { entry: number; record: number; writtenAt: string; text: string }[];
}

export interface Report {
  verdict: Verdict;
  /** Worst first. */
  findings: Finding[];
  shown: Shown | null;
  /** The ladder: six rungs, always in the same order (FORMAT §10.8). */
  grades: Grade[];
}

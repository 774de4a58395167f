/** What the exporter hands to the writer of a bundle. */
import type { Sum } from "../evidence/checksum.ts";
import type { MakeHasher } from "../evidence/digest.ts";
import type { Hashing } from "../evidence/hashing.ts";
import type { CaseKeys } from "../evidence/keys.ts";
import type { NoteLine } from "../evidence/note.ts";
import type { DerivedPicture, Region } from "./redaction.ts";
import type { BundleSource } from "./source.ts";
import type { GatheredStamps } from "./stamps.ts";

/** A picture made of a withheld one: new, or carried over with its entry as it was signed. */
export type DerivedInput =
  | { of: string; png: Blob; regions: Region[]; width: number; height: number }
  | { entry: DerivedPicture; png: Blob };

export interface BundleCapture {
  captureId: string;
  /** JCS line, no newline. */
  record: Uint8Array;
  /** What of the record goes along; what is not here is withheld, and redaction.json says so. */
  disclosures: string[];
  artefact(name: string): Promise<Blob>;
  /** The same, where the store can read it into buffers that are used again: no garbage of the artefacts' size. */
  source?(name: string): Promise<BundleSource>;
  /** Pictures in place of withheld ones; asked for once, where the archive is written. */
  derived?(): Promise<DerivedInput[]>;
}

/** What the archive, the index and the pages follow from. */
export interface BundleContent {
  /** 32 lowercase hex digits, new for each export. */
  bundleId: string;
  /** RFC 3339 UTC with milliseconds. */
  createdAt: string;
  /** Name and version, e.g. `Keepsake 0.1.0`. */
  software: string;
  /** At least one, in ascending `seq`. Read more than once: an iterable that starts anew each time, not a generator. */
  captures: BundleCapture[] | AsyncIterable<BundleCapture>;
  onProgress?(doneBytes: number): void;
  /** Zeros are put in, so that the bundle's length tells little of what is in it (FORMAT §2.7): for what is encrypted. */
  padded?: boolean;
  /** Faster ones than the defaults, where the runtime has them; `farHashing` in a thread of its own. */
  hasher?: MakeHasher;
  farHashing?: () => Promise<Hashing>;
  sum?: Sum;
}

export interface BundleInput extends BundleContent {
  keys: CaseKeys;
  /** The whole custody log, the entry `exported` last. */
  entries: Uint8Array[];
  /** The person's notes that go along by choice, in ascending `entry` (FORMAT §6.8). */
  notes?: readonly NoteLine[];
  /**
   * Gathers the time stamps of this bundle. Called once, with the bytes of evidence/manifest.sig.json, when that file is
   * known; may ask the network. What it cannot have it gives as pending: only a bug makes it reject.
   */
  stamps?(signature: Uint8Array): Promise<GatheredStamps>;
}

/** What the exporter hands to the writer of a bundle. */
import type { MakeHasher } from "../evidence/digest.ts";
import type { CaseKeys } from "../evidence/keys.ts";
import type { GatheredStamps } from "./stamps.ts";

export interface BundleCapture {
  captureId: string;
  /** JCS line, no newline. */
  record: Uint8Array;
  disclosures: string[];
  artefact(name: string): Promise<Blob>;
}

export interface BundleInput {
  /** 32 lowercase hex digits, new for each export. */
  bundleId: string;
  /** RFC 3339 UTC with milliseconds. */
  createdAt: string;
  /** Name and version, e.g. `Keepsake 0.1.0`. */
  software: string;
  keys: CaseKeys;
  /** The whole custody log, the entry `exported` last. */
  entries: Uint8Array[];
  /** At least one, in ascending `seq`. Read more than once: an iterable that starts anew each time, not a generator. */
  captures: BundleCapture[] | AsyncIterable<BundleCapture>;
  /**
   * Gathers the time stamps of this bundle. Called once, with the bytes of evidence/manifest.sig.json, when that file is
   * known; may ask the network. What it cannot have it gives as pending: only a bug makes it reject.
   */
  stamps?(signature: Uint8Array): Promise<GatheredStamps>;
  onProgress?(doneBytes: number): void;
  hasher?: MakeHasher;
}

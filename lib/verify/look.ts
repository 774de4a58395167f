/** A file looked at whole: its report, its content, its own hash. Can be given up at any time. */
import { blobSource } from "../bundle/source.ts";
import { type MakeHasher, sha256Blob } from "../evidence/digest.ts";
import { type Content, openContent } from "./content.ts";
import type { KnownKey } from "./known-keys.ts";
import { type Report, verifyBundle } from "./verify.ts";

export interface Looked {
  name: string;
  size: number;
  /** SHA-256 of the file as it is, `sha256:…`. */
  sha256: string;
  report: Report;
  /** Null where the file holds no evidence. */
  content: Content | null;
}

export interface LookOptions {
  /** RFC 3339 UTC: the clock of whoever looks. */
  now: string;
  knownKeys: readonly KnownKey[];
  onProgress(done: number, total: number): void;
  signal: AbortSignal;
  hasher?: MakeHasher;
}

/** Verifies a file by ranges. Rejects only where it was given up (the signal's reason). */
export async function lookAt(file: Blob & { name: string }, options: LookOptions): Promise<Looked> {
  const { signal, onProgress, now, knownKeys, hasher } = options;
  const whole = blobSource(file);
  const source = {
    size: whole.size,
    read(offset: number, length: number) {
      signal.throwIfAborted();
      return whole.read(offset, length);
    },
  };
  const report = await verifyBundle(source, {
    now,
    knownKeys,
    onProgress: (done, total) => onProgress(done, total * 1.2),
    ...(hasher ? { hasher } : {}),
  });
  signal.throwIfAborted();
  const sha256 = await sha256Blob(file, hasher);
  signal.throwIfAborted();
  onProgress(1, 1);
  const content = report.shown?.kind === "evidence" ? await openContent(whole) : null;
  return { name: file.name, size: file.size, sha256, report, content };
}

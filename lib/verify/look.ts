/** A file looked at whole: its report, its content, its own hash. Can be given up at any time. */
import { holdingEnd } from "../bundle/held-end.ts";
import { type BundleSource, blobSource, readInto } from "../bundle/source.ts";
import { wasmChecksum } from "../evidence/checksum.ts";
import { type MakeHasher, wasmHasher } from "../evidence/digest.ts";
import type { FarThread } from "../evidence/far-measurer.ts";
import { runningMeasurer } from "../evidence/measure.ts";
import { type Content, contentOf } from "./content.ts";
import { type FeedThread, farFeed } from "./far-feed.ts";
import { type Feed, isLarge, type Stored } from "./feed.ts";
import type { KnownKey } from "./known-keys.ts";
import { newThreads, type Threads } from "./threads.ts";
import { type Report, verifyBundle } from "./verify.ts";

export interface Looked {
  name: string;
  size: number;
  /** SHA-256 of the file as it is, `sha256:…`: made after the report, for which nobody should wait for it. Rejects where the file can no longer be read. */
  sha256: Promise<string>;
  report: Report;
  /** Null where the file holds no evidence. */
  content: Content | null;
}

export interface LookOptions {
  /** RFC 3339 UTC: the clock of whoever looks. */
  now: string;
  knownKeys: readonly KnownKey[];
  /** Roots of time-stamp authorities to be trusted beside the pinned ones (PEM). */
  roots?: string;
  onProgress(done: number, total: number): void;
  signal: AbortSignal;
  hasher?: MakeHasher;
  /** Start threads, where there are such. */
  threads?: OwnThreads;
}

export interface OwnThreads {
  /** One that hashes what it is given. */
  hash(): FarThread;
  /** One that reads and measures. */
  feed(): FeedThread;
}

/** Verifies a file by ranges. Rejects only where it was given up (the signal's reason). */
export async function lookAt(file: Blob & { name: string }, options: LookOptions): Promise<Looked> {
  const { signal, onProgress, now, knownKeys, roots, hasher, threads: own } = options;
  const whole = blobSource(file);
  const source = givenUp(holdingEnd(whole), signal);
  const threads = own && isLarge(file) ? newThreads(own.hash) : null;
  let sha256: Promise<string> | null = null;
  try {
    const report = await verifyBundle(source, {
      now,
      knownKeys,
      onProgress,
      ...(roots ? { roots } : {}),
      ...(hasher ? { hasher } : {}),
      ...(own ? { farFeed: async (_, files) => feedFrom(own.feed(), file, files, signal) } : {}),
    });
    signal.throwIfAborted();
    const content = report.shown?.kind === "evidence" ? contentOf(whole) : null;
    sha256 = ownHash(source, hasher, threads).finally(() => threads?.stop());
    sha256.catch(() => undefined); // told where it is awaited
    return { name: file.name, size: file.size, sha256, report, content };
  } finally {
    if (!sha256) threads?.stop();
  }
}

/** A source that refuses once the signal is given. */
function givenUp(source: ReturnType<typeof blobSource>, signal: AbortSignal): BundleSource {
  return {
    size: source.size,
    read(offset, length, into) {
      signal.throwIfAborted();
      return source.read(offset, length, into);
    },
    forward() {
      const forward = source.forward();
      return {
        async read(offset, length, into) {
          signal.throwIfAborted();
          return forward.read(offset, length, into);
        },
        close: forward.close,
      };
    },
  };
}

/** A feed that refuses likewise. */
async function feedFrom(
  thread: FeedThread,
  file: Blob,
  files: readonly Stored[],
  signal: AbortSignal,
): Promise<Feed> {
  const feed = await farFeed(thread, file, files);
  return {
    ...feed,
    next() {
      signal.throwIfAborted();
      return feed.next();
    },
  };
}

async function ownHash(
  source: BundleSource,
  hasher: MakeHasher | undefined,
  threads: Threads | null,
): Promise<string> {
  const near = () => runningMeasurer(hasher ?? wasmHasher, wasmChecksum);
  const measurer = threads ? await threads.makeMeasurer().catch(near) : near();
  for await (const chunk of readInto(source)) await measurer.update(chunk);
  return (await measurer.finish()).hash;
}

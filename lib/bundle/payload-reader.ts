/**
 * Payloads on their way into the archive: each one's hash is checked before a byte of it is written, for what has rotted
 * in the store must not leave as sealed.
 */
import { sha256Stream } from "../evidence/digest.ts";
import { type Hashing, HOLDS } from "../evidence/hashing.ts";
import { FaultError } from "../model/fault.ts";
import { turns } from "./chunks.ts";
import type { Derived } from "./derived.ts";
import type { BundleCapture, BundleContent } from "./input.ts";
import { newRing, type Room } from "./ring.ts";
import { type BundleSource, blobSource, readInto } from "./source.ts";
import type { PlannedRecord } from "./warc-plan.ts";

/** Above this an artefact is measured and written in slices, and so read twice. */
const IN_MEMORY = 8 * 1024 * 1024;
/** Of what is read ahead and what is still to be written. Less, and the second thread runs dry; more, and it is memory for nothing. */
const RING = 10 * 1024 * 1024;

/** A record, and where its payload is found. */
export interface Wanted {
  planned: PlannedRecord;
  capture: BundleCapture;
  derived: readonly Derived[];
}

export interface Payload {
  chunks: AsyncIterable<Uint8Array>;
  /** To be told once its chunks need not hold any longer. */
  leave?(): void;
}

/** A payload in memory, or on the way there. */
interface Kept {
  capture: BundleCapture;
  name: string;
  /** How many ask for it: the page stands there twice. */
  users: number;
  read: Promise<{ bytes: Uint8Array; hash: string }>;
  room: Room | undefined;
}

/**
 * Gives what reads payloads, of which more may be asked for while one is written, up to what `hashing` has ahead; it
 * rejects with FaultError `export-failed` unless one has the planned length and hash.
 */
export function newPayloadReader(
  { hasher }: Pick<BundleContent, "hasher">,
  hashing: Hashing,
): (wanted: Wanted) => Promise<Payload> {
  const kept: Kept[] = [];
  const rooms = newRing(RING, hashing.buffer);
  /** For what is longer: they are written one after the other, and the last may go with what comes next. */
  const slices = turns(HOLDS + 1, hashing.buffer);

  const read = async (wanted: Wanted, into: Uint8Array | undefined) => {
    const source = await sourceOf(wanted);
    const bytes = await source.read(0, source.size, into);
    return { bytes, hash: await hashing.alone(bytes) };
  };
  const keep = (wanted: Wanted): Kept => {
    const { capture, planned } = wanted;
    const name = nameOf(planned);
    const known = kept.find((one) => one.capture === capture && one.name === name);
    if (known) return known;
    const room = capture.source && rooms(planned.bytes);
    const one = { capture, name, users: 0, read: read(wanted, room?.bytes), room };
    kept.push(one);
    return one;
  };
  const leave = (one: Kept): void => {
    if (--one.users > 0) return;
    kept.splice(kept.indexOf(one), 1);
    one.room?.leave();
  };

  return async (wanted) => {
    const { payload, bytes, digest } = wanted.planned;
    if ("bytes" in payload) return { chunks: views(payload.bytes) };
    if (bytes <= IN_MEMORY) {
      const one = keep(wanted);
      one.users++;
      const { bytes, hash } = await one.read;
      if (hash !== digest) throw changed(wanted);
      return { chunks: views(bytes), leave: () => leave(one) };
    }
    const source = await sourceOf(wanted);
    if ((await sha256Stream(readInto(source), hasher)) !== digest) throw changed(wanted);
    return { chunks: readInto(source, slices) };
  };
}

const nameOf = ({ payload }: PlannedRecord): string =>
  "artefact" in payload
    ? `artefact/${payload.artefact}`
    : "picture" in payload
      ? `derived/${payload.picture.file}`
      : "";

const changed = ({ planned }: Wanted) =>
  new FaultError("export-failed", `changed since it was sealed: ${nameOf(planned)}`);

async function sourceOf(wanted: Wanted): Promise<BundleSource> {
  const { payload, bytes } = wanted.planned;
  const source =
    "artefact" in payload
      ? await artefactSource(wanted.capture, payload.artefact)
      : blobSource(pictureOf(wanted));
  if (source.size !== bytes) throw changed(wanted);
  return source;
}

const artefactSource = async (capture: BundleCapture, name: string): Promise<BundleSource> =>
  (await capture.source?.(name)) ?? blobSource(await capture.artefact(name));

function pictureOf({ planned: { payload }, derived }: Wanted): Blob {
  const png = derived.find(({ entry }) => "picture" in payload && entry === payload.picture)?.png;
  if (!png) throw new FaultError("export-failed", "a derived picture is missing");
  return png;
}

/** A chunk of what lies in memory: hashing and writing of the first begin before the last is asked for. */
const VIEW = 1024 * 1024;

async function* views(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += VIEW) yield bytes.subarray(at, at + VIEW);
}

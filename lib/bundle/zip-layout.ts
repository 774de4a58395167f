/** The zip of a bundle, byte for byte (FORMAT §2.2-2.3): what a verifier rebuilds and compares, so that no byte is left unwatched. */
import { type Bytes, concat, utf8 } from "../evidence/bytes.ts";

/** Version 4.5, flags "UTF-8 names" and "data descriptor", method "stored", 1980-01-01 00:00. */
const COMMON = Uint8Array.of(45, 0, 0x08, 0x08, 0, 0, 0, 0, 0x21, 0);
/** Made on "Unix", regular file, rw-rw-r--: the same wherever it was made. */
const MADE_BY = Uint8Array.of(45, 3);
const MODE = 0o100664;
const LIMIT32 = 0xffffffff;

/** A file of the bundle as the directory states it. `offset`: of its local header. */
export interface Laid {
  path: string;
  crc: number;
  size: number;
  offset: number;
}

const field = (bytes: number, value: number): Bytes => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(value), true);
  return new Uint8Array(view.buffer).subarray(0, bytes);
};
const sign = (name: string): Bytes => utf8(`PK${name}`);
const capped = (value: number): Bytes => field(4, Math.min(LIMIT32, value));

/** Local header: sizes and checksum stand in the descriptor after the data. */
export function localHeader(path: string): Bytes {
  const name = utf8(path);
  return concat(sign("\x03\x04"), COMMON, new Uint8Array(12), field(2, name.length), field(2, 0), name);
}

/** Data descriptor; sizes of 8 bytes from 4 GiB on. */
export function descriptor(crc: number, size: number): Bytes {
  const width = size >= LIMIT32 ? 8 : 4;
  return concat(sign("\x07\x08"), field(4, crc), field(width, size), field(width, size));
}

/** The entry of a file in the central directory. */
function centralEntry({ path, crc, size, offset }: Laid): Bytes {
  const name = utf8(path);
  const offset64 = field(8, offset);
  const wide =
    size >= LIMIT32 ? [field(8, size), field(8, size), offset64] : offset >= LIMIT32 ? [offset64] : [];
  const body = concat(...wide);
  const extra = body.length > 0 ? concat(field(2, 1), field(2, body.length), body) : body;
  return concat(
    sign("\x01\x02"),
    MADE_BY,
    COMMON,
    field(4, crc),
    capped(size),
    capped(size),
    field(2, name.length),
    field(2, extra.length),
    new Uint8Array(6),
    field(4, MODE * 2 ** 16),
    capped(offset),
    name,
    extra,
  );
}

/** Everything after the last file: the directory and its end, with the zip64 end where a file or the directory stands beyond 4 GiB. */
export function directory(files: readonly Laid[], start: number): Bytes {
  const entries = concat(...files.map(centralEntry));
  const count = files.length;
  const wide = start >= LIMIT32 || files.some((file) => file.size >= LIMIT32);
  const end64 = wide
    ? concat(
        sign("\x06\x06"),
        field(8, 44),
        Uint8Array.of(45, 3, 45, 0),
        new Uint8Array(8),
        field(8, count),
        field(8, count),
        field(8, entries.length),
        field(8, start),
        sign("\x06\x07"),
        field(4, 0),
        field(8, start + entries.length),
        field(4, 1),
      )
    : new Uint8Array();
  return concat(
    entries,
    end64,
    sign("\x05\x06"),
    field(4, 0),
    field(2, count),
    field(2, count),
    capped(entries.length),
    capped(start),
    field(2, 0),
  );
}

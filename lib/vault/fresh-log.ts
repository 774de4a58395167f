/**
 * Makes Chromium begin a new log file under all our databases. LevelDB goes on in the old one though a full disk tore its
 * last write apart, and at the start after that takes the whole for corrupt: Chromium then deletes it ("checksum mismatch",
 * Chromium 156, 2026-11). A log of more than 4 MiB is merged away, and what was torn in it.
 */
import { Dexie } from "dexie";
import { door } from "./door.ts";

/** A database of its own, gone afterwards: the log is common to all. */
const NAME = "spare";
/** Of less than 64 KiB each: what is longer is laid in a file beside the log. */
const ROWS = 100;
const BYTES = 60_000;

/** @throws DexieError where it cannot be written. */
export async function beginFreshLog(): Promise<void> {
  const spare = new Dexie(NAME, {
    chromeTransactionDurability: "strict",
    cache: "disabled",
    indexedDB: door(),
  });
  spare.version(1).stores({ rows: "" });
  const rows = spare.table<Uint8Array, number>("rows");
  try {
    await rows.bulkPut(
      Array.from({ length: ROWS }, () => new Uint8Array(BYTES)),
      Array.from({ length: ROWS }, (_, key) => key),
    );
    // The log is changed by the write that comes after it is full.
    await rows.clear();
  } finally {
    await spare.delete();
  }
}

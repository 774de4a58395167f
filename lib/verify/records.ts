/** Records and disclosures, one capture at a time: form, order, membership, and the signed root (FORMAT §3, §4). */
import { z } from "zod";
import type { Manifest } from "../bundle/manifest.ts";
import { entryLines, entryTexts } from "../bundle/wacz-read.ts";
import { parseCanonical, parseCanonicalText } from "../evidence/canonical.ts";
import { type Opened, openRecord } from "../evidence/open.ts";
import { parseRecord } from "../evidence/record.ts";
import { appendLeaf, leafHash, rootOf } from "../evidence/tree.ts";
import { OpaqueId } from "../model/statement.ts";
import { add, type Check, flaws } from "./check.ts";
import { measuring } from "./measured-bytes.ts";

const RECORDS = "evidence/records.jsonl";
const DISCLOSURES = "evidence/disclosures.jsonl";
/** Longest record line and disclosure line, and all disclosures of one record (FORMAT §10.4). */
const RECORD_LIMIT = 1024 * 1024;
const LINE_LIMIT = 16 * 1024 * 1024;
const STATEMENT_LIMIT = 32 * 1024 * 1024;

const MOST_RECORDS = 100_000;
/** After so many records that cannot be opened, the rest is not read. */
const MOST_CLOSED = 1_000;
/** As many as a record can have commitments (FORMAT §3.1). */
const MOST_DISCLOSURES = 10_000;

const Named = z.object({ id: OpaqueId });
const DisclosureLine = z.strictObject({ record: OpaqueId, disclosure: z.string() });
/** As nearly all of them are: what fits is canonical, and so fits the schema. */
const PLAIN_LINE = /^\{"disclosure":"([\w-]*)","record":"([0-9a-f]{32})"\}$/;

/** What the custody check needs of a record. */
export interface SeenRecord {
  id: string;
  seq: number;
  previous: string;
  leaf: string;
}

/** One record as read: opened, or null where it could not be. */
export type Read = Opened | null;

/** Who looks at the records: each in order, then told that there are no more. */
export interface Reader {
  read(opened: Read): Promise<void>;
  end(): Promise<void>;
}

/**
 * Reads all records with their disclosures in step; hands each to the reader, in order. Gives the records seen,
 * or null where a file could not be read to its end.
 */
export async function checkRecords(
  check: Check,
  manifest: Manifest | null,
  reader: Reader,
): Promise<SeenRecord[] | null> {
  const before = flaws(check);
  const records = check.zip.files.get(RECORDS);
  const disclosures = check.zip.files.get(DISCLOSURES);
  if (!records || !disclosures) {
    add(check, "part-missing", records ? DISCLOSURES : RECORDS);
    return null;
  }
  const seen: SeenRecord[] = [];
  const ids = new Set<string>();
  let peaks: string[] = [];
  let size = 0;
  let closed = 0;
  const read = measuring(check);
  const travelling = disclosuresOf(check, entryTexts(check.source, disclosures, LINE_LIMIT, read));
  try {
    for await (const line of entryLines(check.source, records, RECORD_LIMIT, "refuse", read)) {
      check.tick(line.length);
      if (size >= MOST_RECORDS) {
        add(check, "evidence-too-large", RECORDS);
        return null;
      }
      const leaf = await leafHash(line);
      peaks = await appendLeaf(peaks, size++, leaf);
      const record = parseRecord(line);
      const id = record?.id ?? idOf(line);
      const disclosures = id === null ? [] : await travelling.take(id);
      const opened = record
        ? await openRecord(record, disclosures)
        : { problem: "record-malformed" as const };
      if ("problem" in opened) {
        add(check, opened.problem, RECORDS, `record ${size - 1}`);
        if (++closed > MOST_CLOSED) return null; // the rest is not read; what could be, was
        await reader.read(null);
        continue;
      }
      const { seq, previous } = opened.record;
      if (ids.has(opened.record.id) || seq <= (seen.at(-1)?.seq ?? -1))
        add(check, "records-order", RECORDS, `record ${size - 1}`);
      ids.add(opened.record.id);
      seen.push({ id: opened.record.id, seq, previous, leaf });
      await reader.read(opened);
    }
    await reader.end();
    if (await travelling.left()) add(check, "disclosure-foreign", DISCLOSURES);
  } catch {
    add(check, "entry-unreadable", `${RECORDS}, ${DISCLOSURES}`);
    return null;
  }
  if (manifest && (manifest.records.count !== size || manifest.records.root !== (await rootOf(peaks))))
    add(check, "records-root", RECORDS);
  if (flaws(check) === before && manifest) add(check, "records-hold");
  return seen;
}

const idOf = (line: Uint8Array): string | null => {
  const parsed = Named.safeParse(parseCanonical(line));
  return parsed.success ? parsed.data.id : null;
};

function lineOf(line: string): z.infer<typeof DisclosureLine> | null {
  const [, disclosure, record] = PLAIN_LINE.exec(line) ?? [];
  if (disclosure !== undefined && record !== undefined) return { record, disclosure };
  return DisclosureLine.safeParse(parseCanonicalText(line)).data ?? null;
}

/** Takes the disclosure lines of one record after the other; holds those of one record, and what came with them. */
function disclosuresOf(check: Check, blocks: AsyncGenerator<(string | null)[]>) {
  let lines: (string | null)[] = [];
  let at = 0;
  let next: z.infer<typeof DisclosureLine> | null = null;
  let ended = false;
  const advance = async (): Promise<void> => {
    next = null;
    if (at === lines.length) {
      const block = await blocks.next();
      if (block.done) {
        ended = true;
        return;
      }
      [lines, at] = [block.value, 0];
    }
    const line = lines[at++] ?? null;
    check.tick(line?.length ?? 0);
    next = line === null ? null : lineOf(line);
    if (next) return;
    add(check, "disclosure-malformed", DISCLOSURES);
    ended = true; // what follows cannot be trusted to be lines at all, and may be millions of them
  };
  return {
    async take(id: string): Promise<string[]> {
      const taken: string[] = [];
      let length = 0;
      if (!next && !ended) await advance();
      while (next && next.record === id) {
        length += next.disclosure.length;
        if (length > STATEMENT_LIMIT || taken.length >= MOST_DISCLOSURES) {
          add(check, "evidence-too-large", DISCLOSURES);
          [next, ended] = [null, true];
          return taken;
        }
        taken.push(next.disclosure);
        await advance();
      }
      return taken;
    },
    async left(): Promise<boolean> {
      if (!next && !ended) await advance();
      return next !== null;
    },
  };
}

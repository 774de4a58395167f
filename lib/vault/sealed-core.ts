/**
 * The seam: every read and write of the database passes here, below all of Dexie. Rows go down sealed whole, with text in
 * indexes enciphered and numbers as they are; nothing above can write clear text, and a table added later is sealed
 * without being told to.
 */
import type { DBCore, DBCoreCursor, DBCoreIndex, DBCoreKeyRange, DBCoreTable, Middleware } from "dexie";
import { FaultError } from "../model/fault.ts";
import { type Blinds, makeBlinds } from "./blind.ts";
import { isCiphertext, noteCiphertext } from "./blob.ts";
import { decodeRow, encodeRow } from "./codec.ts";
import { openItem, sealItem } from "./item.ts";
import { heldKeys, type VaultKeys } from "./keyring.ts";

type Row = Record<string, unknown>;

/** A row on the disk: index fields, and the whole row as ciphertext. */
export interface SealedRow extends Row {
  sealed: Uint8Array;
  blobs?: Blob[];
}

export const sealedCore: Middleware<DBCore> = {
  stack: "dbcore",
  name: "sealed",
  // Nearest to the disk: hooks, caches and virtual indexes above see rows as they are.
  level: -10,
  create: (down) => ({ ...down, table: (name) => sealedTable(down.table(name)) }),
};

/**
 * One row as it lies on the disk, opened. `fields`: all index fields of its table, the primary key's first.
 * @throws FaultError `vault-damaged`.
 */
export function openRow(keys: VaultKeys, table: string, fields: readonly string[], row: SealedRow): Row {
  if (!(row.sealed instanceof Uint8Array)) throw new FaultError("vault-damaged", "a row in clear");
  const bytes = openItem(keys.rows, placeOf(table, fields, row), row.sealed);
  return decodeRow(bytes, (row.blobs ?? []).map(noteCiphertext)) as Row;
}

/**
 * A row as it goes onto the disk. `fields`: all index fields of its table, the primary key's first; `blinds`: of the same
 * keys. @throws FaultError `seal-failed` for what cannot be kept.
 */
export function sealRow(
  keys: VaultKeys,
  blinds: Blinds,
  table: string,
  fields: readonly string[],
  row: Row,
): SealedRow {
  const clear: Row = {};
  for (const field of fields) {
    const value = row[field];
    if (value === undefined) continue;
    clear[field] = typeof value === "string" ? blinds.blind(`${table}.${field}`, value) : value;
  }
  const { bytes, blobs } = encodeRow(row, isCiphertext);
  const sealed = sealItem(keys.rows, placeOf(table, fields, clear), bytes);
  return { ...clear, sealed, ...(blobs.length > 0 ? { blobs } : {}) };
}

/** All index fields of a table, the primary key's first. */
export const fieldsIn = ({ primaryKey, indexes }: DBCoreTable["schema"]): string[] => [
  ...new Set([primaryKey, ...indexes].flatMap(fieldsOf)),
];

/** Table and index values as they stand in clear: a row moved to another place does not open. */
const placeOf = (table: string, fields: readonly string[], row: Row) => [
  table,
  ...fields.map((field) => row[field] ?? null),
];

function sealedTable(table: DBCoreTable): DBCoreTable {
  const { primaryKey } = table.schema;
  const places = makePlaces(table.name, fieldsIn(table.schema));
  const { seal, open, opened } = places;
  const query = <T extends { query: { index: DBCoreIndex; range: DBCoreKeyRange } }>(request: T): T => {
    const { index, range } = request.query;
    return { ...request, query: { index, range: places.range(index, range) } };
  };
  return {
    ...table,
    mutate(request) {
      if (request.type === "delete")
        return table.mutate({ ...request, keys: request.keys.map((key) => places.key(primaryKey, key)) });
      if (request.type === "deleteRange")
        return table.mutate({ ...request, range: places.range(primaryKey, request.range) });
      const { values } = request;
      return table
        .mutate({ ...request, values: values.map((value) => seal(value as Row)) })
        .then((answer) => ({
          ...answer,
          ...(answer.results ? { results: answer.results.map((key) => places.unkey(primaryKey, key)) } : {}),
          lastResult: places.unkey(primaryKey, answer.lastResult),
        }));
    },
    get: (request) =>
      table.get({ ...request, key: places.key(primaryKey, request.key) }).then((row) => opened(row)),
    getMany: (request) =>
      table
        .getMany({ ...request, keys: request.keys.map((key) => places.key(primaryKey, key)) })
        .then((rows) => rows.map(opened)),
    query: (request) =>
      table.query(query(request)).then(({ result }) => ({
        result: result.map(request.values ? opened : (key) => places.unkey(primaryKey, key)),
      })),
    count: (request) => table.count(query(request)),
    openCursor: (request) =>
      table.openCursor(query(request)).then((cursor) => {
        if (!cursor) return null;
        return openedCursor(cursor, places, request.query.index, primaryKey, open);
      }),
  };
}

type Places = ReturnType<typeof makePlaces>;

/** How rows and keys of one table stand on the disk. */
function makePlaces(table: string, fields: readonly string[]) {
  const one = (field: string, value: unknown): unknown =>
    typeof value === "string" ? blinds().blind(`${table}.${field}`, value) : value;
  const unOne = (field: string, value: unknown): unknown =>
    typeof value === "string" ? blinds().unblind(`${table}.${field}`, value) : value;
  const each =
    (map: (field: string, value: unknown) => unknown) =>
    (index: DBCoreIndex, key: unknown): unknown => {
      const names = fieldsOf(index);
      if (!index.compound || !Array.isArray(key) || key.length === 0) return map(names[0] ?? "", key);
      return key.map((part: unknown, at) => map(names[at] ?? "", part));
    };
  const [key, unkey] = [each(one), each(unOne)];

  const seal = (row: Row): SealedRow => sealRow(heldKeys(), blinds(), table, fields, row);
  const open = (row: SealedRow): Row => openRow(heldKeys(), table, fields, row);
  const opened = (row: unknown) => (row === undefined || row === null ? row : open(row as SealedRow));

  return { key, unkey, seal, open, opened, range };

  function range(index: DBCoreIndex, given: DBCoreKeyRange): DBCoreKeyRange {
    checkRange(index, given);
    return { ...given, lower: key(index, given.lower), upper: key(index, given.upper) };
  }
}

/** Enciphered text has no order: it can be asked for by equality only, and anything else is a defect to be heard of. */
function checkRange(index: DBCoreIndex, { lower, upper }: DBCoreKeyRange): void {
  const parts = (key: unknown): unknown[] => (index.compound && Array.isArray(key) ? key : [key]);
  const [low, high] = [parts(lower), parts(upper)];
  for (let at = 0; at < Math.max(low.length, high.length); at++)
    if ((typeof low[at] === "string" || typeof high[at] === "string") && low[at] !== high[at])
      throw new FaultError("unexpected", "a range over an enciphered index");
}

/** Values and keys are opened when they are looked at. */
function openedCursor(
  cursor: DBCoreCursor,
  places: Places,
  index: DBCoreIndex,
  primaryKey: DBCoreIndex,
  open: (row: SealedRow) => Row,
): DBCoreCursor {
  return Object.create(cursor, {
    key: { get: () => places.unkey(index, cursor.key) },
    primaryKey: { get: () => places.unkey(primaryKey, cursor.primaryKey) },
    value: { get: () => (cursor.value === undefined ? undefined : open(cursor.value as SealedRow)) },
    continue: {
      value: (key?: unknown) =>
        key === undefined || key === null ? cursor.continue() : cursor.continue(places.key(index, key)),
    },
    continuePrimaryKey: {
      value: (key: unknown, primary: unknown) =>
        cursor.continuePrimaryKey(places.key(index, key), places.key(primaryKey, primary)),
    },
  }) as DBCoreCursor;
}

const fieldsOf = ({ keyPath }: DBCoreIndex): string[] =>
  keyPath === null ? [] : typeof keyPath === "string" ? [keyPath] : [...keyPath];

let made: { keys: VaultKeys; blinds: Blinds } | null = null;

/** Of the key that is held now. */
function blinds(): Blinds {
  const keys = heldKeys();
  if (made?.keys !== keys) made = { keys, blinds: makeBlinds(keys.indexes) };
  return made.blinds;
}

/** What is known of the witness, for the leak gate alone: each string once, those of the session only as long as there is room. */
import { toHex } from "../evidence/bytes.ts";
import { type Identifier, kindOf } from "../model/witness.ts";
import { database } from "./database.ts";
import { storing } from "./storing.ts";

/** Names, numbers, devices: no person has so many. Beyond, the oldest go, like those of a session. */
const LASTING_AT_MOST = 4000;
/** Of the last pages; a token of an older session stands in no new capture. */
const SESSION_AT_MOST = 2000;
/** Rows are put together before they are many. */
const ROWS_AT_MOST = 40;

/** Adds what is not known yet. @throws FaultError `store-full`, `store-unavailable`, `vault-locked`. */
export async function keepIdentifiers(identifiers: readonly Identifier[]): Promise<void> {
  if (identifiers.length === 0) return;
  await storing(() =>
    database.transaction("rw", database.witness, async () => {
      const rows = (await database.witness.toArray()).filter((row) => "known" in row.body);
      const known = rows.flatMap(({ body }) => ("known" in body ? body.known : []));
      const values = new Set(known.map(({ value }) => value));
      const fresh = identifiers.filter(({ value }) => !values.has(value) && values.add(value));
      if (fresh.length === 0) return;
      const all = [...known, ...fresh];
      const kept = [...newest(all, true), ...newest(all, false)];
      if (rows.length < ROWS_AT_MOST && kept.length === all.length) {
        await database.witness.add({ id: newId(), body: { known: fresh } });
        return;
      }
      await database.witness.bulkDelete(rows.map(({ id }) => id));
      await database.witness.add({ id: newId(), body: { known: kept } });
    }),
  );
}

/** All that is known. */
export async function readIdentifiers(): Promise<Identifier[]> {
  const rows = await storing(() => database.witness.toArray());
  return rows.flatMap(({ body }) => ("known" in body ? body.known : []));
}

/** The person chose to leave these of their own strings in this capture, and in no other. */
export async function keepOwn(captureId: string, values: readonly string[]): Promise<void> {
  await storing(() => database.witness.put({ id: captureId, body: { own: [...values] } }));
}

/** What the person left in these captures by choice, by their ids. */
export async function readOwn(captureIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await storing(() => database.witness.bulkGet([...captureIds]));
  return new Map(rows.flatMap((row) => (row && "own" in row.body ? [[row.id, new Set(row.body.own)]] : [])));
}

/** The last ones of a kind; their order in rows put together before is that of their coming. */
function newest(all: readonly Identifier[], lasting: boolean): Identifier[] {
  const of = all.filter((identifier) => (kindOf(identifier) !== "session") === lasting);
  return of.slice(-(lasting ? LASTING_AT_MOST : SESSION_AT_MOST));
}

const newId = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)));

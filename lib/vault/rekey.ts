/**
 * An open vault given a passphrase. Its data key has lain on the disk, so everything is encrypted anew under another one,
 * in place and row by row: a row opens by the keys of now or by those of before, never by neither. The header of now stands
 * from the first moment; that of before stays beside it until nothing lies under it. Cut short anywhere, it is gone on with.
 */
import type { Table } from "dexie";
import { FaultError } from "../model/fault.ts";
import { resealArtefact } from "./artefacts.ts";
import { makeBlinds } from "./blind.ts";
import type { ArtefactRow } from "./database.ts";
import {
  dropBefore,
  getLetter,
  letterIds,
  putLetter,
  readBefore,
  readHeader,
  replaceHeader,
} from "./gate.ts";
import { newSecrets, unwrapSecrets, type VaultSecrets, wrapSecrets } from "./header.ts";
import { deriveKeys, type VaultKeys } from "./keyring.ts";
import { openLetter, sealLetter } from "./letter.ts";
import { checkedPassphrase } from "./protection.ts";
import { withRawTables } from "./raw.ts";
import { fieldsIn, openRow, type SealedRow, sealRow } from "./sealed-core.ts";
import { storing } from "./storing.ts";

/** True from the choice of a passphrase for an open vault until everything is encrypted with it: it is locked meanwhile. */
export const isRekeying = async (): Promise<boolean> => (await readBefore()) !== null;

/**
 * The choice: from now on the vault is locked under `passphrase`, and what is captured is sealed to its new recipient.
 * @throws FaultError `bad-request` where the vault is not open, or the passphrase too short.
 */
export async function beginRekey(passphrase: string): Promise<void> {
  const before = await readHeader();
  if (before?.kind !== "open") throw new FaultError("bad-request", "not an open vault");
  await replaceHeader(await wrapSecrets(await newSecrets(), checkedPassphrase(passphrase)), before);
}

/**
 * Encrypts what still lies under the old key. Nobody else may write meanwhile: the vault counts as locked. Two pages do it
 * one after the other. @throws FaultError `wrong-passphrase`, `vault-damaged`, `store-full`.
 */
export function finishRekey(
  passphrase: string,
  onRow: (done: number, all: number) => void = () => undefined,
): Promise<void> {
  return navigator.locks.request("vault-rekey", async () => {
    const [header, before] = [await readHeader(), await readBefore()];
    if (!before) return;
    const [now, then] = [await unwrapSecrets(header, passphrase), await unwrapSecrets(before, "")];
    // What was being written when the choice was made is found by the pass after.
    while ((await pass(deriveKeys(then.dataKey), deriveKeys(now.dataKey), onRow)) > 0);
    await moveLetters(then, now);
    await dropBefore();
  }) as Promise<void>;
}

/** Goes through all rows once; gives how many it moved. */
function pass(from: VaultKeys, to: VaultKeys, onRow: (done: number, all: number) => void): Promise<number> {
  const blinds = makeBlinds(to.indexes);
  return withRawTables(async (tables) => {
    const listed = await Promise.all(
      tables.map(async (table) => ({ table, keys: await table.toCollection().primaryKeys() })),
    );
    const all = listed.reduce((sum, { keys }) => sum + keys.length, 0);
    let [done, moved] = [0, 0];
    for (const { table, keys } of listed)
      for (const key of keys) {
        if (await moveRow(table, key, from, to, blinds)) moved++;
        onRow(++done, all);
      }
    return moved;
  });
}

async function moveRow(
  table: Table,
  key: unknown,
  from: VaultKeys,
  to: VaultKeys,
  blinds: ReturnType<typeof makeBlinds>,
): Promise<boolean> {
  const fields = fieldsIn(table.core.schema);
  const lying = (await table.get(key)) as SealedRow | undefined;
  // A row that opens by neither was damaged before: it stays for whoever may mend it.
  const row = lying && !opens(to, table, fields, lying) && opens(from, table, fields, lying);
  if (!row) return false;
  const moved = table.name === "artefacts" ? await resealed(from, to, row as unknown as ArtefactRow) : row;
  const sealed = sealRow(to, blinds, table.name, fields, { ...moved });
  await storing(() =>
    table.db.transaction("rw", table, async () => {
      await table.delete(key);
      await table.put(sealed);
    }),
  );
  return true;
}

/** A file that was damaged before goes along as it lies: reading it says so, as it did. */
async function resealed(from: VaultKeys, to: VaultKeys, row: ArtefactRow): Promise<ArtefactRow> {
  try {
    return await resealArtefact(from, to, row);
  } catch (error) {
    const damaged = error instanceof FaultError && error.code === "vault-damaged";
    const unreadable = error instanceof DOMException && /^Not(Readable|Found)Error$/.test(error.name);
    if (!damaged && !unreadable) throw error;
    return row;
  }
}

function opens(keys: VaultKeys, table: Table, fields: readonly string[], row: SealedRow) {
  try {
    return openRow(keys, table.name, fields, row);
  } catch (error) {
    if (error instanceof FaultError && error.code === "vault-damaged") return null;
    throw error;
  }
}

/** Letters that were left because they did not open: those that do now are for the new vault. */
async function moveLetters(then: VaultSecrets, now: VaultSecrets): Promise<void> {
  for (const id of await letterIds()) {
    const row = await getLetter(id);
    const letter = row && (await openLetter(then.identity, row.cipher).catch(() => null));
    if (letter) await putLetter({ id, cipher: await sealLetter(now.recipient, letter) });
  }
}

/**
 * Trusted time: the queue of stamps asked for, and the tokens kept. What needs a stamp follows from the log itself, so
 * that no death between a capture and its stamp loses anything; a row only says how far the asking is.
 */
import { toHex, utf8 } from "../evidence/bytes.ts";
import { writeCheckpoint } from "../evidence/checkpoint.ts";
import { sha256 } from "../evidence/digest.ts";
import { originOf } from "../evidence/keys.ts";
import { rootOf } from "../evidence/tree.ts";
import { type Fault, FaultError } from "../model/fault.ts";
import { readHead, readKeys } from "./cases.ts";
import { database, type StampBody, type StampRow, type StampToken } from "./database.ts";
import { enterAct } from "./log.ts";
import { storing } from "./storing.ts";

export type { StampRow, StampToken } from "./database.ts";

/** Ids of all cases. */
export const caseIds = (): Promise<string[]> => storing(() => database.cases.toCollection().primaryKeys());

/** All stamps that wait, in whatever case. */
export const waitingStamps = (): Promise<StampRow[]> =>
  storing(() => database.stamps.where("state").equals("waiting").toArray());

/** The stamps kept of a case, those granted first coming first. */
export async function grantedStamps(caseId: string): Promise<(StampRow & { body: { token: StampToken } })[]> {
  const rows = await storing(() => database.stamps.where("caseId").equals(caseId).toArray());
  return rows
    .filter(
      (row): row is StampRow & { body: { token: StampToken } } => row.state === "granted" && !!row.body.token,
    )
    .sort((a, b) => a.body.token.genTime.localeCompare(b.body.token.genTime));
}

/**
 * The stamp of the log as it stands now by this authority: the row that waits, brought up to date, or a new one. What
 * was sealed since the last try is covered by the next.
 * @param since when the first capture without trusted time was sealed, RFC 3339 UTC
 */
export async function openCheckpointStamp(
  caseId: string,
  of: { authority: string; since: string },
): Promise<StampRow> {
  const [head, { ed25519, statement }] = await Promise.all([
    storing(() => readHead(caseId)),
    readKeys(caseId),
  ]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", ed25519.publicKey));
  const checkpoint = { origin: originOf(statement.keyId), size: head.size, root: await rootOf(head.peaks) };
  const data = utf8(await writeCheckpoint(checkpoint, ed25519.privateKey, publicKey));
  return storing(() =>
    database.transaction("rw", database.stamps, async () => {
      const waits = (row: StampRow) =>
        row.state === "waiting" && row.body.subject === "checkpoint" && row.body.authority === of.authority;
      const kept = await database.stamps.where("caseId").equals(caseId).and(waits).first();
      const row = kept ?? newRow(caseId, { subject: "checkpoint", ...of });
      row.body = { ...row.body, since: of.since, data, size: head.size, records: head.records };
      await database.stamps.put(row);
      return row;
    }),
  );
}

/** Puts the signature of an export in the queue. */
export async function openManifestStamp(
  caseId: string,
  { authority, since, data, size }: Pick<StampBody, "authority" | "since" | "data" | "size">,
): Promise<StampRow> {
  const row = newRow(caseId, { subject: "manifest", authority, since, data, size });
  await storing(() => database.stamps.add(row));
  return row;
}

type Start = Pick<StampBody, "subject" | "authority" | "since"> & Partial<StampBody>;
const newRow = (caseId: string, start: Start): StampRow => ({
  id: toHex(crypto.getRandomValues(new Uint8Array(16))),
  caseId,
  state: "waiting",
  body: { data: new Uint8Array(), size: 0, records: 0, attempts: 0, notBefore: start.since, ...start },
});

/** A try begins: it is counted before it is made, so that what ends the worker is not tried without pause. */
export async function noteTry(id: string, nonce: string, notBefore: string): Promise<void> {
  await change(id, (body) => ({ ...body, nonce, notBefore, attempts: body.attempts + 1 }));
}

/** A try failed: why, for the person to read. `given up`: it is not tried again. */
export async function noteFailure(id: string, fault: Fault, givenUp = false): Promise<void> {
  await change(id, (body) => ({ ...body, fault }), givenUp ? "failed" : "waiting");
}

async function change(id: string, to: (body: StampBody) => StampBody, state: StampRow["state"] = "waiting") {
  await storing(() =>
    database.stamps
      .where("id")
      .equals(id)
      .and((row) => row.state === "waiting")
      .modify((row) => {
        row.body = to(row.body);
        row.state = state;
      }),
  );
}

/**
 * Keeps a token that passed all checks, with the entry `stamped` in the log, all or nothing. What no longer waits
 * (granted before, or no longer wanted) is passed over: no stamp is kept twice.
 * @param asked the row as it was when the authority was asked
 * @throws FaultError `store-full`, `store-unavailable`, `seal-failed`.
 */
export async function keepToken(asked: StampRow, token: StampToken, nonce: string): Promise<void> {
  const { subject, size } = asked.body;
  const detail = { subject, size, genTime: token.genTime };
  const commitment = await sha256(token.bytes);
  const { fault: _, ...body } = { ...asked.body, nonce, token };
  try {
    await enterAct(asked.caseId, { type: "stamped", commitment, detail }, async () => {
      const row = await database.stamps.get(asked.id);
      if (row?.state !== "waiting") throw new FaultError("not-found");
      await database.stamps.put({ ...asked, state: "granted", body });
    });
  } catch (error) {
    const moot = error instanceof FaultError && (error.code === "not-found" || error.code === "case-gone");
    if (!moot) throw error;
  }
}

/** The person wants no trusted time any more, or not from these: what waits is forgotten. What was granted stays. */
export async function dropWaitingStamps(besides: readonly string[] = []): Promise<void> {
  await storing(() =>
    database.stamps
      .where("state")
      .equals("waiting")
      .and((row) => !besides.includes(row.body.authority))
      .delete(),
  );
}

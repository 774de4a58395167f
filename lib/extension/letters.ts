/**
 * Captures had while the vault is locked: kept as letters to it, sealed into their case when it is unlocked. The record
 * then tells both times: when all of it was had, and when it was sealed.
 */
import { z } from "zod";
import { toHex } from "../evidence/bytes.ts";
import { FaultError, toFault } from "../model/fault.ts";
import { Instant, OpaqueId, Statement, Trigger } from "../model/statement.ts";
import { Identifier } from "../model/witness.ts";
import { readSealed } from "../vault/captures.ts";
import { activeCase, listCases } from "../vault/case-list.ts";
import { openCase } from "../vault/cases.ts";
import { dropLetter, getLetter, letterIds, putLetter, readHeader } from "../vault/gate.ts";
import { interruptJournal, openJournal, readJournal } from "../vault/journal.ts";
import { type Letter, openLetter, sealLetter } from "../vault/letter.ts";
import { storeCapture } from "../vault/store.ts";
import { keepIdentifiers, keepOwn } from "../vault/witness.ts";
import type { Composed } from "./compose.ts";

const Content = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("begun"), captureId: OpaqueId, startedAt: Instant, trigger: Trigger }),
  z.strictObject({
    kind: z.literal("had"),
    captureId: OpaqueId,
    heldSince: Instant,
    statement: Statement,
    identifiers: z.array(Identifier),
    own: z.array(z.string()).optional(),
  }),
]);
type Content = z.infer<typeof Content>;

/** An id for a letter: not the capture's, which stands in what is exported later. */
export const newLetterId = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)));

/** Notes that a capture was begun, so that its end is missed if it never comes. */
export const writeBegun = (id: string, begun: Omit<Extract<Content, { kind: "begun" }>, "kind">) =>
  write(id, { kind: "begun", ...begun }, new Map());

/** Keeps all of a capture in the place of the note that it was begun. `statement.capture.sealedAt`: now. */
export const writeHad = (id: string, captureId: string, { statement, files, identifiers, own }: Composed) =>
  write(
    id,
    { kind: "had", captureId, heldSince: statement.capture.sealedAt, statement, identifiers, own },
    files,
  );

async function write(id: string, content: Content, files: ReadonlyMap<string, Blob>): Promise<void> {
  const header = await readHeader();
  // Nobody has chosen yet what becomes of rows from before there was a vault.
  if (!header) throw new FaultError("vault-locked", "no header");
  await putLetter({ id, cipher: await sealLetter(header.recipient, { content, files }) });
}

/**
 * Opens all letters, and seals what they hold. One that cannot be opened stays where it is and keeps no other back.
 * `isAlive`: a capture that was begun may still be handed in. Gives the number of letters left.
 */
export async function sealLetters(
  identity: string,
  isAlive: (captureId: string) => Promise<boolean>,
): Promise<number> {
  let failed = 0;
  for (const id of await letterIds()) {
    try {
      const row = await getLetter(id);
      if (row) await sealOne(await openLetter(identity, row.cipher), isAlive);
      await dropLetter(id);
    } catch (error) {
      failed++;
      console.error("letter", toFault(error).code);
    }
  }
  return failed;
}

async function sealOne(
  { content, files }: Letter,
  isAlive: (captureId: string) => Promise<boolean>,
): Promise<void> {
  const parsed = Content.safeParse(content);
  if (!parsed.success) throw new FaultError("vault-damaged", "letter");
  const letter = parsed.data;
  const { captureId } = letter;
  // A worker that died before it threw the letter away has sealed it already.
  if (await readSealed(captureId)) return;
  const now = new Date().toISOString();
  const caseId = await caseOf(captureId, now);
  if (letter.kind === "had") {
    const { heldSince, statement, identifiers, own = [] } = letter;
    await keepIdentifiers(identifiers);
    if (own.length > 0) await keepOwn(captureId, own);
    const capture = { ...statement.capture, sealedAt: now, heldSince };
    await storeCapture({ captureId, statement: { ...statement, capture }, files, now, caseId });
    return;
  }
  if (!(await readJournal(captureId))) await openJournal(captureId, letter.startedAt, letter.trigger, caseId);
  if (!(await isAlive(captureId))) await interruptJournal([captureId]);
}

/** The case a capture was begun in, if that was known and is still there; else the one that is active now. */
async function caseOf(captureId: string, now: string): Promise<string> {
  const begunIn = (await readJournal(captureId))?.body.caseId;
  if (begunIn !== undefined && (await listCases()).some(({ id }) => id === begunIn)) return begunIn;
  const active = await activeCase();
  await openCase(now, active);
  return active;
}

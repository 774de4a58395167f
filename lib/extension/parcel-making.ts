/** A parcel from the person's choice to the encrypted file: entered in the log, then written by the exporter, also after a death on the way. */
import { exporter } from "#browser";
import { toHex } from "../evidence/bytes.ts";
import { canonicalBytes } from "../evidence/canonical.ts";
import { sha256 } from "../evidence/digest.ts";
import { FaultError, toFault } from "../model/fault.ts";
import { isExpired } from "../partner/trust.ts";
import { type CaptureCard, readCards } from "../vault/captures.ts";
import { enterExport } from "../vault/exported.ts";
import { noteHanded } from "../vault/handed.ts";
import { addParcel, changeParcel, type ParcelRow, readParcel } from "../vault/parcels.ts";
import { ExportJob, type ExportReport } from "./export-messages.ts";
import { removeParcelFile } from "./parcel-files.ts";
import type { HandOver } from "./parcel-messages.ts";
import { keptPartner } from "./parcel-partner.ts";
import { noteDone } from "./parcel-progress.ts";
import { getSetting } from "./settings.ts";
import { tool } from "./tool.ts";
import { vaultSecrets } from "./vault-keeper.ts";
import { countWithheld } from "./withholding.ts";

/**
 * Puts one parcel for each case among the captures into the queue; gives their ids.
 * @throws FaultError `partner-gone`, `profile-expired`, `no-intake`, `not-found` where nothing of it is kept.
 */
export async function beginParcels(wish: HandOver): Promise<string[]> {
  const { opened } = await keptPartner(wish.partnerId);
  if (isExpired(opened, new Date().toISOString())) throw new FaultError("profile-expired");
  if (wish.how === "send" && opened.profile.intake === undefined) throw new FaultError("no-intake");
  const ours = wish.ownRecipient ? (await vaultSecrets())?.recipient : undefined;
  const recipients = [
    ...opened.profile.recipients.map(({ recipient }) => recipient),
    ...(ours === undefined ? [] : [ours]),
  ];
  const cards = await readCards(wish.captureIds);
  if (cards.length === 0) throw new FaultError("not-found");
  const ids: string[] = [];
  for (const caseId of new Set(cards.map((card) => card.caseId))) {
    const own = cards.filter((card) => card.caseId === caseId);
    ids.push(await beginOne(caseId, own, wish, recipients));
  }
  return ids;
}

async function beginOne(
  caseId: string,
  cards: readonly CaptureCard[],
  { partnerId, how, notes = false, withhold: choices = [] }: HandOver,
  recipients: string[],
): Promise<string> {
  const captureIds = cards.map((card) => card.id);
  const withhold = choices.filter(({ record }) => captureIds.includes(record));
  const [id, bundleId] = [randomHex(16), randomHex(16)];
  const startedAt = new Date().toISOString();
  const withheld = await countWithheld(cards, withhold);
  const entries = await enterExport(caseId, { bundleId, captures: cards.length, withheld });
  const { name, version } = tool();
  const { on, authorities } = await getSetting("trustedTime");
  const order: ExportJob = {
    jobId: id,
    bundleId,
    caseId,
    captureIds,
    entries,
    stamps: on ? authorities.length : 0,
    notes,
    createdAt: startedAt,
    software: `${name} ${version}`,
    withhold,
    recipients,
  };
  await addParcel({
    id,
    caseId,
    body: {
      state: "making",
      how,
      partnerId,
      bundleId,
      seqs: cards.map((card) => card.seq),
      choice: await sha256(canonicalBytes({ partnerId, captures: captureIds.toSorted(), notes, withhold })),
      // Nothing of the bundle: names of files outlive the file and are seen by others.
      fileName: `bundle-${randomHex(4)}.wacz.age`,
      startedAt,
      order,
      expected: cards.reduce((sum, card) => sum + card.bytes, 0),
      bytes: 0,
      sha256: null,
      uploadUrl: null,
      sent: 0,
      attempts: 0,
      notBefore: null,
      limit: null,
      disclosures: [],
    },
  });
  return id;
}

/** Has a parcel's file written, from its beginning. What was chosen stays as it was, whatever happened meanwhile. */
export async function makeParcel({ id, body }: ParcelRow, report: (report: ExportReport) => Promise<void>) {
  try {
    await exporter.start(ExportJob.parse(body.order), report);
  } catch (error) {
    await failMaking(id, toFault(error, "export-failed"));
  }
}

/** The exporter tells how it goes. True: the file stands, or will not. */
export async function noteMaking(report: ExportReport): Promise<boolean> {
  const { jobId: id, doneBytes, sealed, fault, leaks } = report;
  if (fault) {
    // Called off, or the vault was locked meanwhile: not failed, and made anew where it is still wanted.
    if (fault.code !== "interrupted" && fault.code !== "vault-locked") await failMaking(id, fault, leaks);
    return true;
  }
  if (!sealed) {
    noteDone(id, doneBytes);
    return false;
  }
  const made = await changeParcel(id, (body) =>
    body.state === "making" ? { ...body, state: "ready", order: null, ...sealed } : null,
  );
  if (made) await noteHanded(made.body.partnerId, made.caseId, made.body.seqs);
  // Cancelled while it was written.
  else if (!(await readParcel(id))) await removeParcelFile(id);
  return true;
}

async function failMaking(
  id: string,
  fault: NonNullable<ExportReport["fault"]>,
  leaks?: ExportReport["leaks"],
) {
  await changeParcel(id, (body) =>
    body.state === "making" ? { ...body, state: "failed", fault, ...(leaks ? { leaks } : {}) } : null,
  );
}

const randomHex = (bytes: number): string => toHex(crypto.getRandomValues(new Uint8Array(bytes)));

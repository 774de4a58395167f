/** What is answered about parcels: begun, listed, paused, slowed, called off; and receipts handed in. */

import { sender } from "#browser";
import { FaultError, toFault } from "../model/fault.ts";
import { takeBackHanded } from "../vault/handed.ts";
import { changeParcel, listParcels, type ParcelRow, readParcel, removeParcel } from "../vault/parcels.ts";
import type { Handlers } from "./answer.ts";
import { removeParcelFile } from "./parcel-files.ts";
import { beginParcels } from "./parcel-making.ts";
import type { Parcel, parcelsFromOwnPages } from "./parcel-messages.ts";
import { keptPartner, partnerOf } from "./parcel-partner.ts";
import { forgetProgress, progressOf } from "./parcel-progress.ts";
import { stopParcel, turnQueue } from "./parcel-queue.ts";
import { takeReceipt } from "./parcel-receipt.ts";

export const parcelHandlers: Handlers<typeof parcelsFromOwnPages, { url: string }> = {
  async "parcel/start"(wish) {
    const parcelIds = await beginParcels(wish);
    void turnQueue();
    return { parcelIds };
  },
  async "parcel/list"({ parcelIds }) {
    const rows = await listParcels();
    const wanted = rows.filter(({ id }) => parcelIds === undefined || parcelIds.includes(id));
    const receipts = await givesReceipts(wanted);
    return { parcels: wanted.map((row) => shown(row, rows, receipts)) };
  },
  async "parcel/pause"({ parcelId }) {
    const paused = await change(parcelId, ({ fault: _, ...body }) =>
      body.how === "send" && (body.state === "ready" || body.state === "sending")
        ? { ...body, state: "paused", notBefore: null }
        : null,
    );
    if (paused) await stopParcel(paused);
    void turnQueue();
    return {};
  },
  async "parcel/resume"({ parcelId }) {
    await change(parcelId, ({ fault: _, leaks: __, ...body }) => {
      if (body.state !== "paused" && body.state !== "failed") return null;
      // What was never written whole is written from its beginning.
      return { ...body, state: body.sha256 === null ? "making" : "ready", attempts: 0, notBefore: null };
    });
    void turnQueue();
    return {};
  },
  async "parcel/cancel"({ parcelId }) {
    const row = await readParcel(parcelId);
    if (row) await callOff(row);
    void turnQueue();
    return {};
  },
  async "parcel/limit"({ parcelId, limit }) {
    const row = await change(parcelId, (body) => ({ ...body, limit }));
    // Begun anew from where it stands, at the new pace.
    if (row?.body.state === "sending") await stopParcel(row);
    void turnQueue();
    return {};
  },
  async "parcel/now"() {
    void turnQueue(true);
    return {};
  },
  "parcel/receipt": async ({ receipt }) => ({ parcelId: await takeReceipt(receipt) }),
};

async function change(id: string, to: Parameters<typeof changeParcel>[1]): Promise<ParcelRow | null> {
  if (!(await readParcel(id))) throw new FaultError("not-found", "parcel");
  return changeParcel(id, to);
}

/** Stops it, forgets it, tells the intake. What never arrived counts as new for the partner. */
async function callOff({ id, caseId, body }: ParcelRow): Promise<void> {
  const arrived = body.state === "sent" || body.state === "delivered" || body.state === "saved";
  // First, so that whatever ends now finds nothing to change.
  await removeParcel(id);
  await stopParcel({ id });
  forgetProgress(id);
  await removeParcelFile(id);
  if (arrived) return;
  await takeBackHanded(body.partnerId, caseId, body.seqs);
  if (body.uploadUrl !== null) void tellIntake(body.partnerId, body.uploadUrl);
}

/** Where the intake cannot be reached, what it has of the upload stays there, encrypted, until the partner clears it away. */
async function tellIntake(partnerId: string, uploadUrl: string): Promise<void> {
  try {
    const { token } = await keptPartner(partnerId).catch(() => ({ token: null }));
    await sender.withdraw(uploadUrl, token);
  } catch (error) {
    console.info("intake not told", toFault(error).code);
  }
}

/** The partners, of these parcels, who give receipts. */
async function givesReceipts(rows: readonly ParcelRow[]): Promise<Set<string>> {
  const given = new Set<string>();
  for (const partnerId of new Set(rows.map(({ body }) => body.partnerId))) {
    const opened = await partnerOf({ body: { partnerId } }).catch(() => null);
    if (opened && opened.profile.receiptKeys.length > 0) given.add(partnerId);
  }
  return given;
}

function shown(
  { id, caseId, body }: ParcelRow,
  all: readonly ParcelRow[],
  receipts: ReadonlySet<string>,
): Parcel {
  const { state, how, partnerId, fileName, bytes, expected, limit, attempts, startedAt, notBefore } = body;
  const progress = progressOf(id);
  const before = all.findLast(
    (other) => other.body.choice === body.choice && other.body.startedAt < startedAt && other.id !== id,
  );
  return {
    id,
    state,
    how,
    partnerId,
    caseId,
    captures: body.seqs.length,
    fileName,
    bytes: state === "making" ? (progress?.done ?? 0) : bytes,
    expected,
    sent: state === "sending" ? (progress?.done ?? body.sent) : body.sent,
    speed: state === "sending" ? (progress?.speed ?? null) : null,
    limit,
    attempts,
    startedAt,
    notBefore,
    ...(body.fault ? { fault: body.fault } : {}),
    ...(body.leaks ? { leaks: body.leaks } : {}),
    ...(body.receipt ? { receipt: receiptOf(body.receipt) } : {}),
    ...(before ? { before: before.body.startedAt } : {}),
    noReceipts: !receipts.has(partnerId),
  };
}

const receiptOf = ({ receivedAt, opened, keyId }: NonNullable<ParcelRow["body"]["receipt"]>) => ({
  receivedAt,
  opened,
  keyId,
});

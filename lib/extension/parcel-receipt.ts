/** Receipts: asked of the intake after sending, or handed in by the person. Only one that holds makes a parcel `delivered`. */
import { sender } from "#browser";
import { FaultError, toFault } from "../model/fault.ts";
import { type Receipt, readReceipt, receiptKeyId } from "../partner/receipt.ts";
import { changeParcel, enterReceipt, listParcels, type ParcelRow } from "../vault/parcels.ts";
import { removeParcelFile } from "./parcel-files.ts";
import { partnerOf } from "./parcel-partner.ts";
import { afterAsking } from "./parcel-plan.ts";

/**
 * Asks for the receipt of what was sent, and keeps it if it holds. A partner who names no receipt key gives none: then
 * `sent` is the end. Throws nothing that the intake can cause.
 */
export async function askReceipt(row: ParcelRow): Promise<void> {
  const { id, body } = row;
  try {
    const { profile } = await partnerOf(row);
    if (profile.receiptKeys.length === 0 || body.uploadUrl === null) return await settle(id);
    const text = await sender.receipt(body.uploadUrl);
    if (text !== null) return await keepReceipt(row, text, profile.receiptKeys);
    await changeParcel(id, (now) => (now.state === "sent" ? afterAsking(now, null, Date.now()) : null));
  } catch (error) {
    const fault = toFault(error);
    await changeParcel(id, (now) => (now.state === "sent" ? afterAsking(now, fault, Date.now()) : null));
  }
}

/** Nothing more is to be had: the file is not needed any longer. */
async function settle(id: string): Promise<void> {
  await changeParcel(id, ({ fault: _, ...body }) => ({ ...body, notBefore: null, uploadUrl: null }));
  await removeParcelFile(id);
}

/**
 * A receipt that the person hands in: of a file that was saved and handed over by hand, or sent. Gives the parcel.
 * @throws FaultError `receipt-malformed`, `receipt-other-file` where no parcel has that digest, `receipt-other-key`,
 * `receipt-signature`, `partner-gone`. Nothing is changed then.
 */
export async function takeReceipt(text: string): Promise<string> {
  const rows = (await listParcels()).filter(({ body }) => body.sha256 !== null);
  // Of which file it speaks stands in it; whether to believe it is looked at after.
  const row = rows.find(({ body }) => body.sha256 !== null && text.includes(body.sha256));
  if (row) {
    await keepReceipt(row, text, (await partnerOf(row)).profile.receiptKeys);
    return row.id;
  }
  if (/"ciphertext"\s*:\s*"sha256:[0-9a-f]{64}"/.test(text)) throw new FaultError("receipt-other-file");
  throw new FaultError("receipt-malformed");
}

async function keepReceipt({ id, body }: ParcelRow, text: string, keys: readonly string[]): Promise<void> {
  const sent = { ciphertext: body.sha256 ?? "", bytes: body.bytes };
  const receipt = await readReceipt(text, sent, keys);
  await enterReceipt(id, await keptOf(text, receipt));
  await settle(id);
}

const keptOf = async (text: string, { receivedAt, checkpoint, publicKey }: Receipt) => ({
  text: text.trim(),
  receivedAt,
  opened: checkpoint !== null,
  keyId: await receiptKeyId(publicKey),
});

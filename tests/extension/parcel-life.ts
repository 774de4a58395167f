/** An intake over the queue of parcels: can misbehave, and be well again. For tests that stand in for the browser as `parcel-stage.ts` does. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { createIntake } from "../../lib/cli/intake-server.ts";
import { newSigningKey, type SigningKey, signerOf } from "../../lib/evidence/signing-key.ts";
import { turnQueue } from "../../lib/extension/parcel-queue.ts";
import { parcelHandlers } from "../../lib/extension/parcels.ts";
import { sendingNow } from "../../lib/extension/sender.ts";
import { keepVault } from "../../lib/extension/vault-keeper.ts";
import { type Receipt, writeReceipt } from "../../lib/partner/receipt.ts";
import { database } from "../../lib/vault/database.ts";
import { gate } from "../../lib/vault/gate.ts";
import { dropKey } from "../../lib/vault/keyring.ts";
import { readParcel } from "../../lib/vault/parcels.ts";
import { stubLocks } from "../vault/locks.ts";
import { local, session } from "./browser.ts";
import { actsOf, bytes, changingServer, digest, files, PARCEL, partner } from "./parcel-stage.ts";

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
export const [key, other] = [
  await newSigningKey("keepsake-receipt-key"),
  await newSigningKey("keepsake-receipt-key"),
];
const good = createIntake({ folder, receiptKey: key, atMost: 1e9, tokens: null });
/** Where parcels are sent to. */
export const there = await changingServer();
/** What our own pages ask for. */
export const ask = {
  pause: () => parcelHandlers["parcel/pause"]({ parcelId: PARCEL }, { url: "" }),
  resume: () => parcelHandlers["parcel/resume"]({ parcelId: PARCEL }, { url: "" }),
  cancel: () => parcelHandlers["parcel/cancel"]({ parcelId: PARCEL }, { url: "" }),
  list: async () => (await parcelHandlers["parcel/list"]({}, { url: "" })).parcels,
  receipt: (receipt: string) => parcelHandlers["parcel/receipt"]({ receipt }, { url: "" }),
};

export const body = async () => {
  const row = await readParcel(PARCEL);
  if (!row) throw new Error("the parcel is gone");
  return row.body;
};

/** Until nothing is sent and the queue rests. */
export const settled = async (eager = true): Promise<void> => {
  await turnQueue(eager);
  await vi.waitFor(() => expect(sendingNow()).toBeNull(), { timeout: 10_000 });
  await turnQueue();
};

/** The intake as it should be; `besides`: what is answered otherwise. */
export const wellAgain = (besides: { receipts?: typeof there.does } = {}): void => {
  there.does = (request, response) =>
    besides.receipts && request.url?.includes("/receipts/")
      ? besides.receipts(request, response)
      : void good.emit("request", request, response);
};

/** A receipt for the parcel; `by`: whose key it names, `signed`: whose signs. */
export async function receiptOf(
  by: SigningKey,
  said: Partial<Receipt> = {},
  signed: SigningKey = by,
): Promise<string> {
  const { sign } = await signerOf(signed);
  return writeReceipt(
    {
      v: 1,
      type: "receipt",
      ciphertext: digest,
      bytes: bytes.length,
      receivedAt: "2026-05-02T08:00:00.000Z",
      checkpoint: null,
      publicKey: by.publicKey,
      ...said,
    },
    sign,
  );
}

/** Whatever happened before: now all is well, and the file gets there as it was. */
export async function expectDelivery(): Promise<void> {
  wellAgain();
  if ((await body()).state === "failed") await ask.resume();
  let place = "";
  const watch = (request: { url?: string | undefined }) => {
    place = /^\/files\/([0-9a-f]{32})/.exec(request.url ?? "")?.[1] ?? place;
  };
  good.on("request", watch);
  await vi.waitFor(
    async () => {
      await settled();
      expect((await body()).state).toBe("delivered");
    },
    { timeout: 15_000 },
  );
  good.off("request", watch);
  expect(readFileSync(join(folder, place)).equals(bytes)).toBe(true);
  expect(await actsOf()).toEqual(["uploaded", "receipt"]);
  expect((await body()).disclosures).toHaveLength(2);
  // Delivered: nothing of it waits here any longer.
  expect(files.size).toBe(0);
}

/** A new vault, and nothing in it. */
export async function beginAnew(): Promise<void> {
  vi.clearAllMocks();
  stubLocks();
  session.clear();
  local.clear();
  files.clear();
  Object.assign(partner, { intake: there.intake, keys: [key.publicKey], gone: "" });
  dropKey();
  keepVault(() => undefined);
  await database.delete();
  await gate.delete();
  await gate.open();
  await database.open();
}

export async function clearAway(): Promise<void> {
  there.server.closeAllConnections();
  await new Promise((resolve) => there.server.close(resolve));
  rmSync(folder, { recursive: true });
}

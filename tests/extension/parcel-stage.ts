/** The queue of parcels over a vault of its own, sending for real to whatever server stands there. */
import { createHash, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { JSDOM } from "jsdom";
import type { SenderTell } from "../../lib/extension/sender.ts";
import type { HostState, SendOrder } from "../../lib/extension/sender-messages.ts";
import { type FaultCode, FaultError } from "../../lib/model/fault.ts";
import { openCase } from "../../lib/vault/cases.ts";
import { database } from "../../lib/vault/database.ts";
import { addParcel, type ParcelBody } from "../../lib/vault/parcels.ts";
import type { Misdeed } from "../partner/misdeeds.ts";
import { idOf, NOW } from "../vault/statement.ts";

export const PARCEL = idOf(0xfeed);
export const PARTNER = idOf(0xdede);
export const bytes = randomBytes(300_000);
export const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** Of a browser only what sends: the rest of jsdom has a realm of its own, whose arrays the vault takes for forgeries. */
const { window } = new JSDOM("", { url: "http://127.0.0.1/" });

/** The build that browsers get: it sends by XMLHttpRequest, as the extension does. */
export async function tusOfBrowsers() {
  Object.assign(globalThis, { window, XMLHttpRequest: window.XMLHttpRequest });
  // @ts-expect-error the package types its main entry only
  return import("../../node_modules/tus-js-client/lib.esm/browser/index.js");
}

/** The extension's file system. */
export const files = new Map<string, Blob>();
export const fileOf = (content: Uint8Array): Blob => new window.Blob([content as Uint8Array<ArrayBuffer>]);
export const parcelFiles = {
  async parcelFile(id: string, size: number): Promise<Blob> {
    const file = files.get(id);
    if (!file) throw new FaultError("parcel-gone", "missing");
    if (file.size !== size) throw new FaultError("parcel-gone", "length");
    return file;
  },
  removeParcelFile: async (id: string) => void files.delete(id),
  async removeOtherFiles(kept: ReadonlySet<string>) {
    for (const id of files.keys()) if (!kept.has(id)) files.delete(id);
  },
};

/** Whom parcels are for: `gone` is the fault of asking for them, where there is one. */
export const partner = { intake: "", keys: [] as string[], gone: "" };
const unlessGone = async <T>(there: T): Promise<T> => {
  if (partner.gone) throw new FaultError(partner.gone as FaultCode);
  return there;
};
export const partners = {
  keptPartner: () => unlessGone({ token: null }),
  partnerOf: () => unlessGone({ profile: { receiptKeys: partner.keys } }),
  intakeOf: () => unlessGone({ intake: partner.intake, token: null }),
};

/** `#browser`, with the sender in the same place; `ended` resolves when what is being sent has ended and was told. */
export async function hostOf() {
  const { runSend, sendingNow, stopSend } = await import("../../lib/extension/sender.ts");
  const { sendOnce } = await import("../../lib/partner/upload.ts");
  const { fetchReceipt, withdraw } = await import("../../lib/partner/intake.ts");
  return {
    exporter: { start: async () => undefined },
    sender: {
      send: async (order: SendOrder, tell: SenderTell) => runSend(order, tell, sendOnce),
      receipt: (uploadUrl: string) => fetchReceipt(uploadUrl, AbortSignal.timeout(10_000)),
      withdraw: async (uploadUrl: string, token: string | null) =>
        void (await withdraw(uploadUrl, token, AbortSignal.timeout(10_000))),
      stop: stopSend,
      url: async () => "blob:invented",
      release: async () => undefined,
      state: async (): Promise<HostState> => ({ writing: [], sending: sendingNow() }),
      rest: async () => undefined,
    },
  };
}

/** A server that does what it is told, and can be told otherwise. */
export interface Changing {
  server: Server;
  /** Address of the intake. */
  intake: string;
  does: Misdeed;
}

export async function changingServer(): Promise<Changing> {
  const changing: Changing = {
    server: createServer((request, response) => changing.does(request, response)),
    intake: "",
    does: (_, response) => void response.writeHead(503).end(),
  };
  await new Promise<void>((resolve) => changing.server.listen(0, "127.0.0.1", resolve));
  changing.intake = `http://127.0.0.1:${(changing.server.address() as AddressInfo).port}/files`;
  return changing;
}

/** A parcel that stands ready, its file beside it. */
export async function addOne(change: Partial<ParcelBody> = {}, id = PARCEL): Promise<void> {
  await openCase(NOW, "default");
  files.set(id, fileOf(bytes));
  await addParcel({
    id,
    caseId: "default",
    body: {
      state: "ready",
      how: "send",
      partnerId: PARTNER,
      bundleId: idOf(0xb0),
      seqs: [0, 1],
      choice: "sha256:invented",
      fileName: "bundle-0badcafe.wacz.age",
      startedAt: NOW,
      order: null,
      expected: bytes.length,
      bytes: bytes.length,
      sha256: digest,
      uploadUrl: null,
      sent: 0,
      attempts: 0,
      notBefore: null,
      limit: null,
      disclosures: [],
      ...change,
    },
  });
}

/** The types of the entries of the case's log. */
export async function actsOf(): Promise<string[]> {
  const rows = await database.custody.toArray();
  rows.sort((a, b) => a.seq - b.seq);
  return rows.map(({ body }) => String(JSON.parse(new TextDecoder().decode(body)).type));
}

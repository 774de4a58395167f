/**
 * The queue of parcels as the background runs it. What is to be done follows from the vault and from what the page that
 * writes and sends is about, so worker and browser may end at any moment: the next start, alarm or `online` goes on. While
 * the vault is locked there is no queue, and nothing is sent.
 */
import { browser } from "wxt/browser";
import { sender } from "#browser";
import { type Fault, toFault } from "../model/fault.ts";
import { changeParcel, enterUploaded, listParcels, type ParcelRow } from "../vault/parcels.ts";
import type { ExportReport } from "./export-messages.ts";
import { removeOtherFiles } from "./parcel-files.ts";
import { makeParcel, noteMaking } from "./parcel-making.ts";
import { intakeOf } from "./parcel-partner.ts";
import { afterTry, awaitsReceipt, isDue, soonest } from "./parcel-plan.ts";
import { forgetProgress, noteDone } from "./parcel-progress.ts";
import { askReceipt } from "./parcel-receipt.ts";
import { saveParcel } from "./parcel-saving.ts";
import type { SenderTell } from "./sender.ts";
import { isLocked } from "./vault-keeper.ts";

const ALARM = "parcels";
/** Jobs that are exports in clear have shorter ones. */
const PARCEL_ID = /^[0-9a-f]{32}$/;
/** Alarms come no sooner than this; for less, the worker lives long enough to wait itself. */
const ALARM_LEAST_MS = 30_000;
/**
 * Between two looks: whether it is online again (nothing is sent before; Chromium tells its workers nothing of `online`),
 * and whether what sends is still alive.
 */
const LOOK_MS = 60_000;

let turning: Promise<void> | null = null;
let again = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sets the listeners; at the very start of a background. */
export function listenToParcels(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) void turnQueue();
  });
  // Firefox's background page hears this; in Chromium our pages pass it on, or the alarm finds out.
  globalThis.addEventListener("online", () => void turnQueue(true));
}

/**
 * Does what is due: has files written, saves, sends, asks for receipts; and sets the alarm for the rest. One at a time;
 * asked meanwhile, it looks once more. `eager`: waiting times do not count. Throws nothing.
 */
export function turnQueue(eager = false): Promise<void> {
  again = true;
  turning ??= (async () => {
    for (let first = true; again; first = false) {
      again = false;
      await turn(eager && first).catch((error: unknown) => console.error("deliveries", toFault(error).code));
    }
  })().finally(() => {
    turning = null;
  });
  return turning;
}

async function turn(eager: boolean): Promise<void> {
  clearTimeout(timer);
  if (await isLocked()) return;
  const { writing, sending } = await sender.state();
  const rows = await listParcels();
  const ids = new Set(rows.map(({ id }) => id));
  // Their case was deleted: nothing more of it goes out, and nothing of it stays.
  for (const id of [...writing, ...(sending === null ? [] : [sending])])
    if (PARCEL_ID.test(id) && !ids.has(id)) await sender.stop(id);
  if (writing.length === 0)
    await removeOtherFiles(ids).catch((error: unknown) => console.warn("files", toFault(error).code));
  // Should this worker end on the way, it is woken.
  if (rows.length > 0) await browser.alarms.create(ALARM, { when: Date.now() + LOOK_MS });
  // Its sender died, with browser or page: the intake knows how far it is.
  for (const { id, body } of rows)
    if (body.state === "sending" && id !== sending)
      await changeParcel(id, (now) => (now.state === "sending" ? { ...now, state: "ready" } : null));

  const making = rows.find(({ body }) => body.state === "making");
  if (making && !writing.some((id) => ids.has(id))) await makeParcel(making, noteReport);
  for (const row of rows) if (row.body.state === "ready" && row.body.how === "save") await saveParcel(row);
  if (navigator.onLine !== false) {
    for (const row of rows)
      if (awaitsReceipt(row.body) && (eager || isDue(row.body, Date.now()))) await askReceipt(row);
    if (sending === null) await sendNext(eager);
  }
  await setAlarm();
  await sender.rest();
}

async function sendNext(eager: boolean): Promise<void> {
  const now = Date.now();
  const next = (await listParcels()).find(
    ({ body }) => body.state === "ready" && body.how === "send" && (eager || isDue(body, now)),
  );
  if (!next) return;
  try {
    const { intake, token } = await intakeOf(next.body.partnerId);
    const row = await changeParcel(next.id, ({ fault: _, ...body }) =>
      body.state === "ready" ? { ...body, state: "sending", notBefore: null } : null,
    );
    if (!row) return;
    const { bytes, uploadUrl, limit } = row.body;
    await sender.send({ id: row.id, bytes, intake, uploadUrl, token, limit }, tell);
  } catch (error) {
    await tried(next.id, toFault(error), 0);
    again = true;
  }
}

/** A try ended without the whole being there. A pause, or an end of the parcel, stands as the person set it. */
async function tried(id: string, fault: Fault, sent: number): Promise<void> {
  forgetProgress(id);
  await changeParcel(id, (body) => {
    if (body.state === "paused") return { ...body, sent: Math.max(body.sent, sent) };
    return body.state === "sending" || body.state === "ready"
      ? afterTry(body, fault, sent, Date.now())
      : null;
  });
}

async function setAlarm(): Promise<void> {
  const at = soonest(await listParcels());
  const { sending } = await sender.state();
  if (at === null && sending === null) return void (await browser.alarms.clear(ALARM));
  const until = Math.max(0, (at ?? 0) - Date.now());
  // What is due now waits for the one that is being sent, whose end is told.
  const wait = sending !== null || navigator.onLine === false ? LOOK_MS : until;
  if (wait < ALARM_LEAST_MS) timer = setTimeout(() => void turnQueue(), wait);
  await browser.alarms.create(ALARM, { when: Date.now() + Math.max(wait, ALARM_LEAST_MS) });
}

/** The exporter tells of a parcel that it writes. */
export async function noteReport(report: ExportReport): Promise<void> {
  const ended = await noteMaking(report);
  if (!ended) return;
  forgetProgress(report.jobId);
  void turnQueue();
}

/** What the page that sends tells, or in Firefox what is called in its stead. */
export const hear = {
  /** To be kept before a byte goes there. @throws FaultError `vault-locked`, `store-full`. */
  async place(id: string, uploadUrl: string): Promise<void> {
    await changeParcel(id, (body) => ({ ...body, uploadUrl, sent: 0 }));
  },
  progress(id: string, sent: number): void {
    noteDone(id, sent);
  },
  async ended(id: string, sent: number, fault?: Fault): Promise<void> {
    forgetProgress(id);
    // Locked meanwhile: what the intake has is asked when it is open again.
    if (await isLocked()) return;
    if (fault) await tried(id, fault, sent);
    else await arrived(id);
    void turnQueue();
  },
};

const tell: SenderTell = {
  ...hear,
  ended: (id, sent, fault) =>
    void hear
      .ended(id, sent, fault)
      .catch((error: unknown) => console.error("deliveries", toFault(error).code)),
};

async function arrived(id: string): Promise<void> {
  const row = (await listParcels()).find((one) => one.id === id);
  if (row) await enterUploaded(id, new URL(row.body.uploadUrl ?? "https://unknown.invalid").origin);
}

/** Nothing is sent any more until the vault is open again; what is being sent stops where it is. */
export async function haltQueue(): Promise<void> {
  clearTimeout(timer);
  const { sending } = await sender.state();
  if (sending !== null) await sender.stop(sending);
}

/** For those that change a parcel: whatever goes on with it stops first. */
export const stopParcel = ({ id }: Pick<ParcelRow, "id">): Promise<void> => sender.stop(id);

/**
 * Sends one parcel at a time: one attempt, told as it goes. Runs where XMLHttpRequest is and where it may take hours:
 * Chromium's offscreen page, Firefox's background page. Who sends what and when is decided in `parcel-queue.ts`.
 */
import { FaultError, toFault } from "../model/fault.ts";
import type { Sending } from "../partner/upload.ts";
import { sendOut } from "./outbox-frame.ts";
import { parcelFile } from "./parcel-files.ts";
import type { SendOrder } from "./sender-messages.ts";

/** Whom the sender tells. */
export interface SenderTell {
  place(id: string, uploadUrl: string): Promise<void>;
  progress(id: string, sent: number): void;
  ended(id: string, sent: number, fault?: ReturnType<typeof toFault>): void;
}

const REPORT_EVERY_MS = 500;
/** A line on which nothing moves for so long is given up, and tried anew. */
const STALLED_MS = 120_000;

interface Current {
  id: string;
  stop: AbortController;
  ended: Promise<void>;
}
let current: Current | null = null;
const urls = new Map<string, string>();

/** The parcel being sent; null: none. */
export const sendingNow = (): string | null => current?.id ?? null;
/** Nothing is sent, and no file is being fetched by `downloads`. */
export const isSenderIdle = (): boolean => current === null && urls.size === 0;

/** Begins to send, unless something is being sent. Throws nothing; how it ends is told. */
export function runSend(order: SendOrder, tell: SenderTell, send = sendOut): void {
  if (current) return;
  const stop = new AbortController();
  const { id } = order;
  const ended = attempt(order, tell, stop, send).then(({ sent, fault }) => {
    current = null;
    tell.ended(id, sent, fault);
  });
  current = { id, stop, ended };
}

async function attempt(
  order: SendOrder,
  tell: SenderTell,
  stop: AbortController,
  send: (sending: Sending) => Promise<void>,
) {
  const { id, bytes, intake, uploadUrl, token, limit } = order;
  let sent = 0;
  let told = 0;
  const telling = setInterval(() => {
    if (sent === told) return;
    told = sent;
    tell.progress(id, sent);
  }, REPORT_EVERY_MS);
  let stalled = false;
  const giveUp = () => {
    stalled = true;
    stop.abort(new FaultError("send-unreachable"));
  };
  let watch = setTimeout(giveUp, STALLED_MS);
  const moved = () => {
    clearTimeout(watch);
    watch = setTimeout(giveUp, STALLED_MS);
  };
  try {
    await send({
      file: await parcelFile(id, bytes),
      intake,
      uploadUrl,
      token,
      limit,
      signal: stop.signal,
      onPlace: (url) => tell.place(id, url),
      onProgress(now) {
        moved();
        sent = now;
      },
    });
    return { sent: bytes };
  } catch (error) {
    const fault = stalled ? toFault(new FaultError("send-unreachable", "stalled")) : toFault(error);
    return { sent, fault };
  } finally {
    clearTimeout(watch);
    clearInterval(telling);
  }
}

/** Stops sending this one; resolves when nothing of it goes out any more. */
export async function stopSend(id: string): Promise<void> {
  if (current?.id !== id) return;
  const { stop, ended } = current;
  stop.abort(new FaultError("send-paused"));
  await ended;
}

/** An address in this browser under which `downloads` can fetch the file, until it is released. */
export async function parcelUrl(id: string, bytes: number): Promise<string> {
  const url = urls.get(id) ?? URL.createObjectURL(await parcelFile(id, bytes));
  urls.set(id, url);
  return url;
}

export function releaseParcel(id: string): void {
  const url = urls.get(id);
  if (url) URL.revokeObjectURL(url);
  urls.delete(id);
}

/** A thread of our own pages that encrypts a parcel and writes its file: entrypoints/seal-worker.ts. */
import {
  type FarThread,
  farMeasurer,
  type HashOrder,
  type HashReply,
  obey,
} from "../evidence/far-measurer.ts";
import type { Measurer } from "../evidence/measure.ts";
import type { Fault } from "../model/fault.ts";
import { FaultError, toFault } from "../model/fault-error.ts";
import type { Sealing, SealOrder } from "./seal-here.ts";

/** What it is to seal, then the bytes; `close`: lets go of the file, whole or not. */
export type ToSealThread = SealOrder | HashOrder | "close";
export type SealReply = HashReply | "saved" | "closed" | { fault: Fault };

export interface SealThread {
  /** Takes the plain bytes; tells the digest of the file once that lies whole on the disk. */
  measurer: Measurer;
  /** Ends it. Resolves when the file is nobody's any more. */
  end(): Promise<void>;
}

/** Starts one; `saved` as in `sealHere`. @throws FaultError `store-full`, `store-unavailable`; any other error where threads cannot do it here. */
export async function sealThread(order: SealOrder, saved: () => void): Promise<SealThread> {
  const worker = new Worker("/seal-worker.js");
  let closed: () => void = () => undefined;
  const far: FarThread = {
    post: (piece, transfer) => worker.postMessage(piece satisfies ToSealThread, transfer),
    listen(reply, fail) {
      worker.addEventListener("message", ({ data }: MessageEvent<SealReply>) => {
        if (data === "closed") closed();
        else if (data === "saved") saved();
        else if (data !== "ready" && "fault" in data)
          fail(new FaultError(data.fault.code, data.fault.detail));
        else reply(data);
      });
      worker.addEventListener("error", ({ message }) => {
        closed();
        fail(new Error(message || "the thread has died"));
      });
    },
    stop: () => worker.terminate(),
  };
  const end = async () => {
    await new Promise<void>((resolve) => {
      closed = resolve;
      worker.postMessage("close" satisfies ToSealThread);
    });
    worker.terminate();
  };
  worker.postMessage(order satisfies ToSealThread);
  try {
    return { measurer: await farMeasurer(far), end };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** What the thread does with its orders, one after the other, given how it begins. */
export function obeying(
  post: (reply: SealReply, transfer: ArrayBuffer[]) => void,
  begin: (order: SealOrder) => Promise<Sealing>,
): (order: ToSealThread) => void {
  let sealing: Sealing | null = null;
  let isBroken = false;
  const take = async (order: ToSealThread): Promise<void> => {
    if (order === "close") {
      sealing?.close();
      post("closed", []);
    } else if (order !== "end" && "key" in order) {
      sealing = await begin(order);
      post("ready", []);
    } else if (sealing && !isBroken) await obey(sealing, order, post);
  };
  let before = Promise.resolve();
  return (order) => {
    before = before
      .then(() => take(order))
      .catch((error: unknown) => {
        isBroken = true; // what comes after would stand in the wrong place
        post({ fault: toFault(error) }, []);
      });
  };
}

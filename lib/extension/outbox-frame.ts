/** The page's side of the outbox (`outbox.ts`): makes the frame, hands it the order, takes it away. For documents only. */
import { FaultError, toFault } from "../model/fault.ts";
import type { Sending } from "../partner/upload.ts";
import type { OutboxOrder, OutboxSaid, OutboxTold } from "./outbox.ts";

const PAGE = "/outbox.html";
/** An intake that says nothing to so short a question in this time says nothing. */
const ASK_MS_AT_MOST = 60_000;

/** As `sendOnce`, without an origin. */
export async function sendOut({
  signal,
  onPlace,
  onProgress,
  limit = null,
  ...order
}: Sending): Promise<void> {
  await throughFrame({ what: "send", limit, ...order }, signal, onPlace, onProgress);
}

/** As `fetchReceipt`, without an origin. */
export const askForReceipt = (uploadUrl: string): Promise<string | null> =>
  throughFrame({ what: "receipt", uploadUrl }, AbortSignal.timeout(ASK_MS_AT_MOST));

/** As `withdraw`, without an origin. */
export async function sayWithdrawn(uploadUrl: string, token: string | null): Promise<void> {
  await throughFrame({ what: "withdraw", uploadUrl, token }, AbortSignal.timeout(ASK_MS_AT_MOST));
}

async function throughFrame(
  order: OutboxOrder,
  signal: AbortSignal,
  onPlace: Sending["onPlace"] = async () => undefined,
  onProgress: (sent: number, total: number) => void = () => undefined,
): Promise<string | null> {
  const frame = document.createElement("iframe");
  // Without `allow-same-origin`: that is the point of it.
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = PAGE;
  const { port1: port, port2 } = new MessageChannel();
  try {
    return await new Promise<string | null>((resolve, reject) => {
      const stop = () => {
        const { reason } = signal;
        reject(reason instanceof FaultError ? reason : new FaultError("send-unreachable", "no answer"));
      };
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
      port.onmessage = ({ data }: MessageEvent<OutboxSaid>) => {
        if (data.said === "done") resolve(data.text);
        else if (data.said === "fault") reject(new FaultError(data.fault.code, data.fault.detail));
        else if (data.said === "progress") onProgress(data.sent, 0);
        else
          onPlace(data.uploadUrl).then(
            () => port.postMessage({ kept: true } satisfies OutboxTold),
            (error: unknown) => port.postMessage({ kept: false, fault: toFault(error) } satisfies OutboxTold),
          );
      };
      frame.onload = () => frame.contentWindow?.postMessage(order, "*", [port2]);
      document.body.append(frame);
    });
  } finally {
    // With it go its requests, at once.
    frame.remove();
    port.close();
  }
}

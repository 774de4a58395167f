/**
 * The outbox: what speaks to a partner's intake, inside a sandboxed frame of its own. The frame has no origin, so that the
 * browser states none: Firefox gives each installation an address of its own, and would tell it to every intake
 * (`Origin: moz-extension://…`, ESR 153), with a host permission too; two deliveries could be tied together by it.
 */
import { type Fault, FaultError, toFault } from "../model/fault.ts";
import { fetchReceipt, withdraw } from "../partner/intake.ts";
import { sendOnce } from "../partner/upload.ts";

export type OutboxOrder =
  | {
      what: "send";
      file: Blob;
      intake: string;
      uploadUrl: string | null;
      token: string | null;
      limit: number | null;
    }
  | { what: "receipt"; uploadUrl: string }
  | { what: "withdraw"; uploadUrl: string; token: string | null };

/** What the frame says. `done`: of `receipt`, its text. */
export type OutboxSaid =
  | { said: "place"; uploadUrl: string }
  | { said: "progress"; sent: number }
  | { said: "done"; text: string | null }
  | { said: "fault"; fault: Fault };

/** What the frame is told: that the place is kept, or is not. */
export type OutboxTold = { kept: true } | { kept: false; fault: Fault };

/** Does what it is told by the page that made the frame; ends with the frame. */
export function openOutbox(): void {
  addEventListener("message", ({ source, data, ports: [port] }: MessageEvent<OutboxOrder>) => {
    if (source !== parent || !port) return;
    const say = (said: OutboxSaid) => port.postMessage(said);
    obey(data, port, say).then(
      (text) => say({ said: "done", text }),
      (error: unknown) => say({ said: "fault", fault: toFault(error) }),
    );
  });
}

async function obey(
  order: OutboxOrder,
  port: MessagePort,
  say: (said: OutboxSaid) => void,
): Promise<string | null> {
  // Whoever does not want it any more takes the frame away.
  const { signal } = new AbortController();
  if (order.what === "receipt") return fetchReceipt(order.uploadUrl, signal);
  if (order.what === "withdraw") {
    await withdraw(order.uploadUrl, order.token, signal);
    return null;
  }
  const { what: _, ...sending } = order;
  const onPlace = (uploadUrl: string) =>
    new Promise<void>((resolve, reject) => {
      port.onmessage = ({ data }: MessageEvent<OutboxTold>) =>
        data.kept ? resolve() : reject(new FaultError(data.fault.code, data.fault.detail));
      say({ said: "place", uploadUrl });
    });
  const onProgress = (sent: number) => say({ said: "progress", sent });
  await sendOnce({ ...sending, signal, onPlace, onProgress });
  return null;
}

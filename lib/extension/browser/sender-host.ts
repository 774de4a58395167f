/** What the background asks of the place where parcels are sent from. One file a browser; the build picks it (`#browser`). */
import type { SenderTell } from "../sender.ts";
import type { HostState, SendOrder } from "../sender-messages.ts";

export interface SenderHost {
  /** Begins to send and returns; `tell` (or a message in its stead) says how it goes. */
  send(order: SendOrder, tell: SenderTell): Promise<void>;
  /** Stops sending or writing this parcel. */
  stop(id: string): Promise<void>;
  /** An address under which `downloads` can fetch the file, until `release`. */
  url(id: string, bytes: number): Promise<string>;
  release(id: string): Promise<void>;
  /** Asks for the receipt of an upload, as `fetchReceipt` does. */
  receipt(uploadUrl: string): Promise<string | null>;
  /** Tells the intake that an upload is not wanted any more. */
  withdraw(uploadUrl: string, token: string | null): Promise<void>;
  /** What of an earlier background, too, still goes on. */
  state(): Promise<HostState>;
  /** Nothing more is to be done for now: what is not needed may end. */
  rest(): Promise<void>;
}

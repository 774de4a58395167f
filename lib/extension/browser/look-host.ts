/** What the background asks of the place where pages are parsed. One file a browser; the build picks it (`#browser`). */
import type { Look, LookOrder } from "../messages.ts";

export interface LookHost {
  /** Makes the looks. @throws FaultError `interrupted` where that place went away. */
  look(order: LookOrder): Promise<Look[]>;
}

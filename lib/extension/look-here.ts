/** Second looks where HTML can be parsed: Chromium's offscreen page, Firefox's background page. */
import { lookAgain } from "../watch/look-again.ts";
import { readAgainBy } from "../watch/read-again.ts";
import { fenced } from "./fence.ts";
import { isSite, SITES } from "./hosts.ts";
import type { Look, LookOrder } from "./messages.ts";

/** Asks for the address, of the two sites only, redirects included, and reads the answers. Never throws for a look that could not be made. */
export const lookHere = (order: LookOrder): Promise<Look[]> =>
  fenced(SITES, (fetch) => lookAgain(order, { fetch, read: readAgainBy(order.rules), mayReach: isSite }));

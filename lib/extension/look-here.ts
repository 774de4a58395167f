/** Second looks where HTML can be parsed: Chromium's offscreen page, Firefox's background page. */
import { lookAgain } from "../watch/look-again.ts";
import { readAgainBy } from "../watch/read-again.ts";
import { isSite } from "./hosts.ts";
import type { Look, LookOrder } from "./messages.ts";

/** Asks for the address, to the two sites only, and reads the answers. Never throws for a look that could not be made. */
export const lookHere = (order: LookOrder): Promise<Look[]> =>
  lookAgain(order, {
    fetch: (url, init) => fetch(url, init),
    read: readAgainBy(order.rules),
    mayReach: isSite,
  });

/** The shortcut that destroys everything: pressed twice, or held until the keyboard repeats it. A slip of one press does nothing. */
import { browser } from "wxt/browser";

const WITHIN_MS = 2000;
let first = Number.NEGATIVE_INFINITY;

/** Counts a press at `now` (milliseconds). True: it was meant. */
export function isMeant(now: number): boolean {
  const meant = now - first <= WITHIN_MS;
  first = meant ? Number.NEGATIVE_INFINITY : now;
  return meant;
}

/** The keys as the browser writes them; empty where none are set, or the browser has no keyboard. */
export async function panicKeys(): Promise<string> {
  const commands = (await browser.commands?.getAll()) ?? [];
  return commands.find(({ name }) => name === "panic")?.shortcut ?? "";
}

/** Addresses that may be taken for others: homoglyphs, punycode, a name before the host (FORMAT §10.10). */
import { add, type Check } from "./check.ts";
import type { Shown } from "./report.ts";

/** What an address really is, `host as written → host in ASCII` (`?` where it is none), where it could deceive the eye; else null. */
export function deceptive(address: string): string | null {
  const written = /^[a-z][a-z0-9+.-]*:[\\/]+([^\\/?#]*)/i.exec(address)?.[1];
  if (written === undefined) return null;
  const url = URL.canParse(address) ? new URL(address) : null;
  const hostname = url?.hostname ?? "?";
  const named = url !== null && (url.username !== "" || url.password !== "");
  const plain = /^[\x21-\x7e]*$/.test(written) && !/(^|\.)xn--/i.test(hostname);
  return named || !plain ? `${written.slice(0, 300)} → ${hostname.slice(0, 300)}` : null;
}

/** Notes the deceptive ones among the addresses that are shown. */
export function noteAddresses(check: Check, { captures, pages }: Shown): void {
  const shown = [
    ...captures.flatMap(({ url, permalink }) => [url, permalink]),
    ...pages.map(({ url }) => url),
  ];
  const found = new Set(shown.map((address) => (address === null ? null : deceptive(address))));
  for (const detail of found) if (detail !== null) add(check, "address-deceptive", undefined, detail);
}

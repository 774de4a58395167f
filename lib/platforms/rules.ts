/**
 * The page knowledge in force: built-in, and on top of it the rule pack that the person took on. The pack has been
 * verified by the background; here it is only put to use. One pack at a time, for the life of the page.
 */
import type { PackName, RulePack } from "../model/pack.ts";
import { CATALOGUE, CATALOGUE_VERSION, extendCatalogue } from "../notices/catalogue.ts";
import { useLadders } from "./pack-ladders.ts";
import type { Platform } from "./platform.ts";
import { platforms } from "./registry.ts";

let inForce: PackName | null = null;
let unusable: string[] = [];

/** Puts `pack` in force on all platforms, in place of the one before; null: the built-in knowledge alone. `document` only tells which selectors parse. */
export function useRules(pack: RulePack | null, document: Document): void {
  unusable = useLadders(platforms, pack, document);
  extendCatalogue(pack ?? {});
  inForce = pack && { name: pack.name, version: pack.version };
}

/** What the record names as the page knowledge used. */
export const rulesInForce = (): PackName => inForce ?? { name: "built-in", version: builtInVersion() };

/** Rungs of the pack in force that this version cannot use: a ladder it does not have, a selector its browser does not know. */
export const unusableRungs = (): readonly string[] => unusable;

let version: string | null = null;

/** Date of the catalogue and a fingerprint of all built-in data, so that no change goes without another version. */
export function builtInVersion(): string {
  version ??= `${CATALOGUE_VERSION}+${fingerprint(JSON.stringify([CATALOGUE, platforms.map(dataOf)]))}`;
  return version;
}

const dataOf = ({ name, ladders }: Platform): unknown => [name, ladders];

/** FNV-1a, 32 bits: tells versions apart, proves nothing. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

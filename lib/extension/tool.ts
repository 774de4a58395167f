/** Who made a record or bundle: this program and its version, the same for every witness. */
import { browser } from "wxt/browser";

const NAME = "Keepsake";
/** The page knowledge built in; packs of partners come later. */
export const PACK = { name: "built-in", version: "1" };

export function tool(): { name: string; version: string } {
  return { name: NAME, version: browser.runtime.getManifest().version };
}

/** Who made a record or bundle: this program and its version, the same for every witness. */
import { browser } from "wxt/browser";

const NAME = "Keepsake";

export function tool(): { name: string; version: string } {
  return { name: NAME, version: browser.runtime.getManifest().version };
}

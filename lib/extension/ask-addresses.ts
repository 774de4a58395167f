/** Asking the browser to let the background reach addresses that the person chose; apart, so that it can be called in a gesture. */
import { browser } from "wxt/browser";
import { originOfAuthority } from "./authority-origin.ts";

/** Must be called straight from the person's gesture. Gives whether all of them may be reached. */
export const askForAddresses = (urls: readonly string[]): Promise<boolean> =>
  browser.permissions.request({ origins: [...new Set(urls.map(originOfAuthority))] });

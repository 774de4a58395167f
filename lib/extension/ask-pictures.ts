/** Asking the browser for the optional permission; apart from `permission.ts` so that a page can ask before the vault is loaded. */
import { browser } from "wxt/browser";

/** Must be called straight from the person's gesture. Gives whether painted pixels may now be had everywhere. */
export const askForPictures = (): Promise<boolean> =>
  browser.permissions.request({ origins: ["<all_urls>"] });

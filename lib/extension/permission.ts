/** The optional permission for painted pixels. Asked for once, in one sentence; a capture never fails for want of it. */
import { browser } from "wxt/browser";
import type { Trigger } from "../model/statement.ts";
import { getSetting, setSetting } from "./settings.ts";
import { isLocked } from "./vault-keeper.ts";

/** Only the in-page button may lack the grant that toolbar, menu and shortcut bring with them (`activeTab`). */
export async function shouldAskPermission(trigger: Trigger): Promise<boolean> {
  // Locked: nobody can tell whether the person was asked before.
  if (trigger !== "button" || (await isLocked())) return false;
  const granted = browser.permissions.contains({ origins: ["<all_urls>"] });
  return !(await granted) && !(await getSetting("pictureAsked"));
}

/** Opens our page that can ask: a request needs a gesture in a page of the extension. */
export async function openPermissionPage(): Promise<void> {
  await noteAsked();
  await browser.tabs.create({ url: `${browser.runtime.getURL("/archive.html")}#/allow` });
}

/** The person has answered; not asked again. */
export async function noteAsked(): Promise<void> {
  await setSetting("pictureAsked", true);
}

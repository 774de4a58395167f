/** Captures asked for by context menu and keyboard. Both are gestures that let the browser give painted pixels (`activeTab`). */
import { browser } from "wxt/browser";
import { i18n } from "#i18n";
import { toFault } from "../model/fault.ts";
import type { Trigger } from "../model/statement.ts";
import { showBadge, signOf } from "./badge.ts";
import { SITES } from "./hosts.ts";
import { sendToTab } from "./send.ts";

const MENU = { post: "post", page: "page" } as const;

/** Makes the menu anew; at install and update. */
export async function makeMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  const documentUrlPatterns = SITES.map((site) => `https://*.${site}/*`);
  const contexts: ["all"] = ["all"];
  browser.contextMenus.create({
    id: MENU.post,
    title: i18n.t("background.menu"),
    contexts,
    documentUrlPatterns,
  });
  browser.contextMenus.create({
    id: MENU.page,
    title: i18n.t("background.menuPage"),
    contexts,
    documentUrlPatterns,
  });
}

/** Listens to menu and keyboard. */
export function listenToGestures(): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const target = info.menuItemId === MENU.page ? "page" : "menu";
    if (tab?.id !== undefined) void captureHere(tab.id, target, "menu");
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === "capture" && tab?.id !== undefined) void captureHere(tab.id, "focus", "command");
  });
}

/** Asks the tab's content script to capture and shows on the button how it ended. */
async function captureHere(
  tabId: number,
  target: "menu" | "focus" | "page",
  trigger: Trigger,
): Promise<void> {
  await showBadge(tabId, "busy");
  try {
    await showBadge(tabId, signOf(await sendToTab(tabId, "page/capture", { target, trigger })));
  } catch (error) {
    console.warn("capture failed", toFault(error).code);
    await showBadge(tabId, "failed");
  }
}

/** Captures asked for by context menu and keyboard. Both are gestures that let the browser give painted pixels (`activeTab`). */
import { browser } from "wxt/browser";
import { i18n } from "#i18n";
import { toFault } from "../model/fault.ts";
import type { Trigger } from "../model/statement.ts";
import { showBadge, signOf } from "./badge.ts";
import { SITES } from "./hosts.ts";
import { panic } from "./panic.ts";
import { isMeant } from "./panic-key.ts";
import { sendToTab } from "./send.ts";

const MENU = { post: "post", page: "page", pick: "pick" } as const;

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
  browser.contextMenus.create({
    id: MENU.pick,
    title: i18n.t("background.menuPick"),
    contexts,
    documentUrlPatterns,
  });
}

/** Listens to menu and keyboard. */
export function listenToGestures(): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab?.id === undefined) return;
    if (info.menuItemId === MENU.pick) void pickHere(tab.id, "menu");
    else void captureHere(tab.id, info.menuItemId === MENU.page ? "page" : "menu", "menu");
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === "panic" && isMeant(Date.now())) void panic();
    if (tab?.id === undefined) return;
    if (command === "capture") void captureHere(tab.id, "focus", "command");
    if (command === "pick") void pickHere(tab.id, "focus");
  });
}

/** Opens the picker in the tab; how its capture ends is told in the page. */
async function pickHere(tabId: number, from: "menu" | "focus"): Promise<void> {
  try {
    await sendToTab(tabId, "page/pick", { from });
  } catch (error) {
    console.warn("no picker", toFault(error).code);
    await showBadge(tabId, "failed");
  }
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

/** The tab behind the popup: what it shows, and keeping it. Where the popup is itself a tab (phones), the tab used last before it. */
import { browser } from "wxt/browser";
import type { PageLink, PageState } from "../../components/popup/page.ts";
import { gated } from "../../lib/extension/leak-check.ts";
import { sendToTab } from "../../lib/extension/send.ts";

const OURS = /^https:\/\/([a-z0-9-]+\.)*(facebook|youtube)\.com\//;

async function behind() {
  const own = await browser.tabs.getCurrent();
  const tabs = await browser.tabs.query(
    own ? { windowId: own.windowId } : { active: true, currentWindow: true },
  );
  return tabs
    .filter((tab) => tab.id !== undefined && tab.id !== own?.id)
    .toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

async function look(): Promise<PageState> {
  const tab = await behind();
  if (tab?.id === undefined || !OURS.test(tab.url ?? "")) return { at: "unsupported" };
  try {
    const survey = await sendToTab(tab.id, "page/survey", {});
    return survey.platform ? { at: "seen", survey } : { at: "unsupported" };
  } catch (error) {
    // Nobody answers in a tab that was open before the extension was installed or updated.
    console.info("no answer from the page", error);
    return { at: "not-ready" };
  }
}

export function tabBehind(): PageLink {
  return {
    look,
    capture: async (target) =>
      sendToTab((await behind())?.id ?? -1, "page/capture", { ...target, trigger: "popup" }),
    pick: async () => {
      await sendToTab((await behind())?.id ?? -1, "page/pick", { from: "focus" });
      window.close();
    },
    layout: async () => gated((await sendToTab((await behind())?.id ?? -1, "page/layout", {})).report),
    reload: async () => {
      const tab = await behind();
      if (tab?.id !== undefined) await browser.tabs.reload(tab.id);
      window.close();
    },
  };
}

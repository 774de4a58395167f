/** The background: the one writer. All listeners are set before anything is awaited, as a worker that wakes must have them. */
import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { listen } from "../lib/extension/answer.ts";
import { listenToGestures, makeMenu } from "../lib/extension/capture-here.ts";
import { desks } from "../lib/extension/desks.ts";
import { clearExports, listenToDownloads } from "../lib/extension/exports.ts";
import { startLooks } from "../lib/extension/looks.ts";
import { tabClosed } from "../lib/extension/recorder.ts";
import { askDue, listenToStamps } from "../lib/extension/stamps.ts";
import { enterInterrupted } from "../lib/vault/failed.ts";
import { interruptAll } from "../lib/vault/journal.ts";

const report = (what: string) => (error: unknown) => console.error(what, error);

export default defineBackground(() => {
  listen(desks);
  listenToGestures();
  listenToDownloads();
  listenToStamps();
  browser.runtime.onInstalled.addListener(() => void makeMenu().catch(report("menu")));
  browser.tabs.onRemoved.addListener((tabId) => void tabClosed(tabId).catch(report("tab")));
  interruptAll(Date.now()).then(enterInterrupted).catch(report("journal"));
  // Looks after exports: both may need the offscreen page, by which exports tell if theirs still lives.
  clearExports().catch(report("exports")).finally(startLooks);
  void askDue();
});

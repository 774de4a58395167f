/** The background: the one writer. All listeners are set before anything is awaited, as a worker that wakes must have them. */
import "../lib/extension/sinks.ts";
import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { listen } from "../lib/extension/answer.ts";
import { listenToRest } from "../lib/extension/auto-lock.ts";
import { listenToGestures, makeMenu } from "../lib/extension/capture-here.ts";
import { desks } from "../lib/extension/desks.ts";
import { clearExports, listenToDownloads } from "../lib/extension/exports.ts";
import { finishPanic } from "../lib/extension/panic.ts";
import { haltQueue, listenToParcels } from "../lib/extension/parcel-queue.ts";
import { listenToParcelDownloads } from "../lib/extension/parcel-saving.ts";
import { tabClosed } from "../lib/extension/recorder.ts";
import { settleOnce } from "../lib/extension/settle.ts";
import { listenToStamps } from "../lib/extension/stamps.ts";
import { keepVault } from "../lib/extension/vault-keeper.ts";
import { takeUp } from "../lib/extension/vault-opened.ts";

const report = (what: string) => (error: unknown) => console.error(what, error);

export default defineBackground(() => {
  // Before anything else: a destruction that was cut short.
  const whole = finishPanic().catch(report("start"));
  keepVault(
    () => void takeUp(cleared).catch(report("vault")),
    whole,
    () => void haltQueue().catch(report("deliveries")),
  );
  listen(desks, whole);
  listenToGestures();
  listenToDownloads();
  listenToStamps();
  listenToParcels();
  listenToParcelDownloads();
  listenToRest();
  browser.runtime.onInstalled.addListener(() => void makeMenu().catch(report("menu")));
  browser.tabs.onRemoved.addListener((tabId) => void tabClosed(tabId).catch(report("tab")));
  // Looks after exports: both may need the offscreen page, by which exports tell if theirs still lives.
  const cleared = whole.then(clearExports).catch(report("exports"));
  void takeUp(cleared).catch(report("vault"));
  void whole.then(settleOnce).catch(report("store"));
});

/** Wiring of the content script: the site's adapter, the words, and the way to the background. Nothing here is web-accessible. */
import { browser } from "wxt/browser";
import { defineContentScript } from "wxt/utils/define-content-script";
import { answerInPage } from "../../lib/extension/answer-in-page.ts";
import { sendToBackground as send } from "../../lib/extension/send.ts";
import css from "../../lib/page/overlay.css?inline";
import { witness } from "../../lib/page/witness.ts";
import { spotterFor } from "../../lib/platforms/spotters.ts";
import { words } from "./words.ts";

export default defineContentScript({
  matches: ["https://*.facebook.com/*", "https://*.youtube.com/*", "https://youtu.be/*"],
  runAt: "document_idle",
  cssInjectionMode: "manual",
  main() {
    const spotter = spotterFor(new URL(document.URL));
    if (!spotter || !(document.documentElement instanceof HTMLElement)) return;
    const { survey, order, pick, layout } = witness({
      quiet: send("quiet/read", {}).then(({ quiet }) => quiet),
      // The id goes when the extension is updated, removed, or erased by panic.
      alive: () => browser.runtime?.id !== undefined,
      document,
      spotter,
      words: words(),
      css,
      wire: {
        begin: (request) => send("capture/begin", request),
        slice: (slice) => send("capture/slice", slice),
        finish: (request) => send("capture/finish", request),
        abandon: (request) => send("capture/abandon", request),
        fetchSheet: async (url) => (await send("sheet/fetch", { url })).css,
        fetchImage: async (url) => (await send("image/fetch", { url })).dataUri,
        rules: async () => (await send("rules/read", {})).pack,
        loadCapturer: () => send("capture/load", {}),
        loadRerenderer: () => send("rerender/load", {}),
        askPermission: () => send("permission/ask", {}),
        declinePermission: () => send("permission/declined", {}),
      },
    });
    answerInPage({
      "page/survey": survey,
      "page/capture": order,
      "page/pick": async ({ from }) => {
        await pick(from);
        return {};
      },
      "page/layout": async () => ({ report: await layout() }),
    });
  },
});

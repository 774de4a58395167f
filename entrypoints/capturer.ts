/** The reading half of the content script: adapters, notices, scrubbing, copying. Brought in when something is captured or asked. */
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { FaultError } from "../lib/model/fault-error.ts";
import { makeCapturer } from "../lib/page/answers.ts";
import askCss from "../lib/page/ask.css?inline";
import { CAPTURER, type MakeCapturer } from "../lib/page/capturer.ts";
import overlayCss from "../lib/page/overlay.css?inline";
import pickCss from "../lib/page/pick.css?inline";
import { platformFor } from "../lib/platforms/registry.ts";
import { useRules } from "../lib/platforms/rules.ts";
import { lateWords, pickWords } from "./witness.content/late-words.ts";

const make: MakeCapturer = (lent, rules) => {
  const platform = platformFor(new URL(lent.document.URL));
  if (!platform) throw new FaultError("not-supported-page");
  useRules(rules, lent.document);
  return makeCapturer(
    platform,
    { ...lent, words: { ...lent.words, ...lateWords() } },
    { words: pickWords(), css: { ask: askCss, pick: overlayCss + askCss + pickCss } },
  );
};

export default defineUnlistedScript(() => {
  (globalThis as { [CAPTURER]?: MakeCapturer })[CAPTURER] = make;
});

/** The reading half of the content script: adapters, notices, scrubbing, copying. Brought in when something is captured or asked. */
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { FaultError } from "../lib/model/fault-error.ts";
import { makeCapturer } from "../lib/page/answers.ts";
import { CAPTURER, type MakeCapturer } from "../lib/page/capturer.ts";
import { platformFor } from "../lib/platforms/registry.ts";
import { useRules } from "../lib/platforms/rules.ts";

const make: MakeCapturer = (lent, rules) => {
  const platform = platformFor(new URL(lent.document.URL));
  if (!platform) throw new FaultError("not-supported-page");
  useRules(rules, lent.document);
  return makeCapturer(platform, lent);
};

export default defineUnlistedScript(() => {
  (globalThis as { [CAPTURER]?: MakeCapturer })[CAPTURER] = make;
});

/** Where things stand on disk. */
import { join } from "node:path";
import { ROOT } from "./packages.mjs";

export { ROOT };
export const BUILDS = {
  chrome: join(ROOT, ".output/chrome-mv3"),
  firefox: join(ROOT, ".output/firefox-mv3"),
};
/** The verifier as one HTML file. */
export const SINGLE_FILE = join(ROOT, ".output/keepsake-verify.html");
export type BrowserName = keyof typeof BUILDS;

/** Results of a test run: what failed, screenshots, downloads. Not kept in git. */
export const TEST_OUT = join(ROOT, "test-out");
/** What `npm start` makes without a display. Not kept in git. */
export const DEMO_OUT = join(ROOT, "demo-out");

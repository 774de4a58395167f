/**
 * Firefox states an `Origin` with every question to a time-stamp authority, and each installation has one of its own
 * (`moz-extension://…`, ESR 153): two cases could be tied together by it. It is taken out before the request leaves.
 * Chromium needs none of this, and has not the permission: there all installations have one address.
 */
import { browser } from "wxt/browser";

const RULE = 1;

/** From now on, in this browser session, no request of ours states where it comes from. Rejects where the browser refuses. */
export async function hideOrigin(): Promise<void> {
  const { declarativeNetRequest: rules } = browser as Partial<typeof browser>;
  await rules?.updateSessionRules({
    removeRuleIds: [RULE],
    addRules: [
      {
        id: RULE,
        condition: {
          initiatorDomains: [new URL(browser.runtime.getURL("/")).host],
          resourceTypes: ["xmlhttprequest"],
        },
        action: { type: "modifyHeaders", requestHeaders: [{ header: "origin", operation: "remove" }] },
      },
    ],
  });
}

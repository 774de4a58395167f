/** A short notice on the toolbar button, for captures asked for outside the page; it goes with the next page. */
import { browser } from "wxt/browser";
import type { CaptureResult } from "./messages.ts";
import { isQuiet } from "./quiet.ts";

type Sign = "busy" | "done" | "reduced" | "failed";
const SIGNS: Record<Sign, { text: string; color: string }> = {
  busy: { text: "…", color: "#5f6b7a" },
  done: { text: "✓", color: "#1b7f4b" },
  reduced: { text: "✓", color: "#a15c00" },
  failed: { text: "!", color: "#b3261e" },
};

export async function showBadge(tabId: number, sign: Sign): Promise<void> {
  if (await isQuiet()) return;
  const { text, color } = SIGNS[sign];
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setBadgeBackgroundColor({ tabId, color }),
    ]);
  } catch (error) {
    // The tab was closed meanwhile: nobody is left to see it.
    console.debug("no badge", error instanceof Error ? error.message : "");
  }
}

/** The sign of a capture that was sealed. */
export function signOf(result: CaptureResult): Sign {
  return result.outcomes.some(({ status }) => status === "failed" || status === "reduced")
    ? "reduced"
    : "done";
}

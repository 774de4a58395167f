/**
 * The capture button in the page, found as a screen reader finds it: it stands in a closed shadow root, where neither the page
 * nor Playwright's selectors reach.
 */
import type { CDPSession, Page } from "playwright-core";
import { until } from "./waiting.ts";

export interface FoundButton {
  name: string;
  nodeId: number;
}

/** Buttons whose accessible name holds `text`. */
export async function buttonsNamed(cdp: CDPSession, text: string): Promise<FoundButton[]> {
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  return nodes
    .filter((node) => !node.ignored && node.role?.value === "button")
    .map((node) => ({ name: String(node.name?.value ?? ""), nodeId: node.backendDOMNodeId ?? 0 }))
    .filter((node) => node.name.includes(text) && node.nodeId !== 0);
}

/** Middle of a button in CSS pixels of the viewport. */
async function middleOf(cdp: CDPSession, nodeId: number): Promise<{ x: number; y: number } | undefined> {
  const { quads } = await cdp.send("DOM.getContentQuads", { backendNodeId: nodeId });
  const [quad] = quads;
  if (!quad) return undefined;
  const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = quad;
  return { x: (x1 + x3) / 2, y: (y1 + y3) / 2 };
}

/**
 * Presses the capture button of the post by `author`, with the mouse, as a person does.
 * @param keep the button's words before the name, in the browser's language
 */
export async function pressCaptureButton(page: Page, author: string, keep: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const spot = await until(`the button of ${author}`, async () => {
    const found = (await buttonsNamed(cdp, author)).find((button) => button.name.startsWith(keep));
    return found ? middleOf(cdp, found.nodeId) : undefined;
  });
  await page.mouse.click(spot.x, spot.y);
  await cdp.detach();
}

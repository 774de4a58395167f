/** What Playwright does not show: tabs as the browser counts them, the popup, the worker. */
import type { Page } from "playwright-core";
import type { ChromiumSession } from "./chromium.ts";
import { until } from "./waiting.ts";

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
  parentId?: string;
}

export async function targetsOf(session: ChromiumSession): Promise<TargetInfo[]> {
  const { targetInfos } = await session.cdp.send("Target.getTargets", { filter: [{}] });
  return targetInfos;
}

/**
 * Presses the extension's toolbar button in front of `page`: the gesture that grants `activeTab`. Gives the popup's
 * target. The page's own target is of type "page"; the browser wants the one of type "tab" around it.
 */
export async function pressToolbar(session: ChromiumSession, page: Page): Promise<TargetInfo> {
  await page.bringToFront();
  const own = await session.context.newCDPSession(page);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  await own.detach();
  const tab = (await targetsOf(session)).find(
    (each) => each.type === "tab" && each.targetId === targetInfo.parentId,
  );
  const targetId = tab?.targetId ?? (await tabByAddress(session, page.url()));
  const send = session.cdp.send.bind(session.cdp) as unknown as (
    method: string,
    given: object,
  ) => Promise<unknown>;
  await send("Extensions.triggerAction", { id: session.extensionId, targetId });
  return until("the popup", async () =>
    (await targetsOf(session)).find((each) => each.url.startsWith(`${ownUrl(session)}popup.html`)),
  );
}

async function tabByAddress(session: ChromiumSession, url: string): Promise<string> {
  const tab = (await targetsOf(session)).find((each) => each.type === "tab" && each.url === url);
  if (!tab) throw new Error(`no tab at ${url}`);
  return tab.targetId;
}

export const closeTarget = (session: ChromiumSession, target: TargetInfo): Promise<unknown> =>
  session.cdp.send("Target.closeTarget", { targetId: target.targetId });

/** `chrome-extension://ID/` */
export const ownUrl = (session: ChromiumSession): string => `chrome-extension://${session.extensionId}/`;

/** Grants `activeTab` for the page's origin and leaves no popup behind. */
export async function grantActiveTab(session: ChromiumSession, page: Page): Promise<void> {
  await closeTarget(session, await pressToolbar(session, page));
}

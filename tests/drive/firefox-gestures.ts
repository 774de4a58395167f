/** A person's gestures in Firefox that no page sees: an item of the context menu, the extension's key; and what they left in the vault. */
import type { Page } from "puppeteer-core";
import type { StatementPart } from "../../lib/evidence/assemble.ts";
import { openPart } from "../../lib/evidence/open.ts";
import type { CaptureRow } from "../../lib/vault/database.ts";
import type { FirefoxStage } from "./firefox.ts";
import { inWindow } from "./firefox-window.ts";
import { rowsIn } from "./raw-rows.ts";
import { until } from "./waiting.ts";

/** The extension's id as Firefox makes it fit for an attribute, quoted. */
const widgetOf = (id: string) => JSON.stringify(id.toLowerCase().replace(/[^a-z0-9_-]/g, "_"));

/** Waits inside the window until an element's popup stands open. */
const SHOWN = `const shown = async (popup) => {
  for (let wait = 0; wait < 200 && popup.state !== "open"; wait++) await new Promise((go) => setTimeout(go, 50));
  if (popup.state !== "open") throw new Error("no open menu: " + popup.id);
};`;

/**
 * Right click at a place of the window's page, then the extension's item of that name in the menu that opens.
 * @param item its id as `contextMenus.create` was given it
 */
export async function pressMenu(
  stage: FirefoxStage,
  page: Page,
  at: { x: number; y: number },
  item: string,
): Promise<void> {
  const id = await stage.run<string>("browser.runtime.id");
  await page.mouse.click(at.x, at.y, { button: "right" });
  // Firefox gathers several items of one extension in a submenu.
  await inWindow(
    stage.browser,
    `${SHOWN}
    const menu = document.getElementById("contentAreaContextMenu");
    await shown(menu);
    const item = document.getElementById(${widgetOf(id)} + "-menuitem-_" + ${JSON.stringify(item)});
    if (!item || !menu.contains(item)) throw new Error("the menu lacks the item");
    const submenu = item.closest("menu");
    if (submenu) {
      submenu.openMenu(true);
      await shown(submenu.menupopup);
    }
    item.parentNode.activateItem(item);`,
  );
}

/**
 * Sets off the extension's shortcut Alt+Shift+S (or another letter) at the `<key>` that Firefox made of it: keys struck by a text input
 * processor were tried and did not get there, headless. All after the matching of keys is as a person's stroke has it, `activeTab` too.
 */
export async function pressShortcut(stage: FirefoxStage, page: Page, letter = "S"): Promise<void> {
  const id = await stage.run<string>("browser.runtime.id");
  await page.bringToFront();
  await inWindow(
    stage.browser,
    `const keys = [...document.getElementById("ext-keyset-id-" + ${widgetOf(id)}).children];
    const key = keys.find((each) => [each.getAttribute("key"), each.getAttribute("keycode")].some((code) => code === "${letter}" || code === "VK_${letter}") && each.getAttribute("modifiers") === "alt,shift");
    if (!key) throw new Error("no such key: " + keys.map((each) => each.outerHTML));
    key.doCommand();`,
  );
}

const sealed = async (stage: FirefoxStage) =>
  ((await rowsIn(stage, ["captures"])).rows.captures ?? []) as unknown as CaptureRow[];

/** Makes the gesture and gives the statement of the one capture that it had sealed. */
export async function sealedBy(stage: FirefoxStage, gesture: () => Promise<void>): Promise<StatementPart> {
  const before = (await sealed(stage)).map(({ id }) => id);
  await gesture();
  const row = await until("a sealed capture", async () =>
    (await sealed(stage)).find(({ id }) => !before.includes(id)),
  );
  const opened = await openPart(row.body.record, row.body.disclosures);
  if ("problem" in opened) throw new Error(opened.problem);
  return opened.statement;
}

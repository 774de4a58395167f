/** The extension's own screens by the rules of WCAG 2.2 AA, as axe checks them: light and dark, at a phone's width. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { FEED_URL } from "../demo/pages.ts";
import { PEOPLE } from "../demo/people.ts";
import { checkScreen } from "../drive/axe.ts";
import { pressCaptureButton } from "../drive/button.ts";
import { keptIn, nextKept } from "../drive/kept.ts";
import { askBackground } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { wordOf } from "../drive/words.ts";

let stage: Stage;
let screen: Page;
let kept = "";
beforeAll(async () => {
  stage = await openStage();
  const page = await stage.session.context.newPage();
  await page.goto(FEED_URL);
  const before = await keptIn(stage.own);
  await pressCaptureButton(page, PEOPLE.songMoi.name, wordOf("vi", "page.keepBy").split("$1")[0] ?? "");
  kept = await nextKept(stage.own, before);
  screen = await stage.session.context.newPage();
  await screen.setViewportSize({ width: 360, height: 740 });
});
afterAll(() => stage?.close());

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  it.each([
    ["the popup", () => "popup.html"],
    ["the archive", () => "archive.html#/"],
    ["one capture", () => `archive.html#/capture/${kept}`],
    ["the settings", () => "archive.html#/settings"],
    ["the choice of a protection", () => "archive.html#/protect"],
  ])("%s has no violation and no sideways scroll", async (_, place) => {
    await screen.emulateMedia({ colorScheme });
    await screen.goto("about:blank");
    await screen.goto(ownUrl(stage.session) + place());
    await screen.locator("main").first().waitFor();
    await screen.getByRole("heading").first().waitFor();
    await checkScreen(screen);
  });
});

describe("protected by a passphrase", () => {
  const ask = async (kind: string, request: object) => {
    const anew = screen.waitForEvent("load");
    await stage.own.run(`void chrome.runtime.sendMessage(${JSON.stringify({ kind, request })})`);
    await anew;
  };
  const opened = async () => {
    for (const summary of await screen.locator(".vault summary").all()) await summary.click();
  };

  it("the settings have no violation and no sideways scroll, unfolded", async () => {
    await screen.goto(`${ownUrl(stage.session)}archive.html#/settings`);
    await screen.getByRole("heading").first().waitFor();
    await ask("vault/protect", { passphrase: "thuyen giay troi qua ngo" });
    await screen.locator(".vault summary").first().waitFor();
    await opened();
    await checkScreen(screen);
  });

  it.each(["popup.html", "archive.html#/"])("%s, locked, has none either", async (place) => {
    await screen.goto("about:blank");
    await screen.goto(ownUrl(stage.session) + place);
    await screen.locator("main").first().waitFor();
    const { locked } = await askBackground(stage.own, "vault/state", {});
    if (!locked) await ask("vault/lock", {});
    await screen.locator(".vault input[type=password]").first().waitFor();
    await checkScreen(screen);
  });
});

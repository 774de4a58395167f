/** Screenshots of the extension's own screens, as a person would see them. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FEED_URL } from "../demo/pages.ts";
import { keptIn } from "./kept.ts";
import { openPopup } from "./popup.ts";
import type { Stage } from "./stage.ts";
import { ownUrl } from "./targets.ts";
import { until } from "./waiting.ts";
import { wordOf } from "./words.ts";

/** Popup over the demo feed, the archive's list, and its newest capture; files end in `-<lang>.png`. */
export async function takeScreenshots(stage: Stage, folder: string, lang: "vi" | "en"): Promise<void> {
  const { session, own } = stage;
  const page = await session.context.newPage();
  await page.goto(FEED_URL);
  const popup = await openPopup(session, page);
  const full = wordOf(lang, "popup.capture_page");
  await until("the popup's survey", async () => (await popup.text()).includes(full));
  await writeFile(join(folder, `popup-${lang}.png`), await popup.screenshot());
  await popup.close();

  const archive = `${ownUrl(session)}archive.html`;
  const { captures } = await keptIn(own);
  await page.goto(archive);
  await page.locator("main img:visible").first().waitFor();
  await page.screenshot({ path: join(folder, `archive-${lang}.png`) });
  await page.goto(`${archive}#/capture/${captures.at(0)}`);
  await page.locator("main img:visible").first().waitFor();
  await page.screenshot({ path: join(folder, `capture-${lang}.png`), fullPage: true });
  await page.close();
}

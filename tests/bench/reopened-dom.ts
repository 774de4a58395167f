/** The kept DOM of a post, opened from disk without a network, beside the picture the browser painted at the click. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import type { Capture } from "./capture.ts";
import { comparePictures } from "./pixels.ts";
import type { BenchStage } from "./stage.ts";
import { judge, type Row } from "./table.ts";

const LIMIT = 1;

/** Writes both pictures and the HTML beside the figures, to be looked at. */
export async function measureReopenedDom(stage: BenchStage, capture: Capture): Promise<Row[]> {
  const { files } = capture.kept;
  const painted = files.find(({ name }) => name.startsWith("picture"));
  const dom = files.find(({ name }) => name.endsWith(".html"));
  if (!painted || !dom) throw new Error(`kept only: ${files.map(({ name }) => name).join(", ")}`);
  const html = join(stage.out, "reopened.html");
  await writeFile(html, dom.bytes);
  await writeFile(join(stage.out, "painted.png"), painted.bytes);
  const reopened = await photograph(stage, html);
  await writeFile(join(stage.out, "reopened.png"), reopened);
  const { different, total, sizes } = await comparePictures(stage.own, painted.bytes, reopened);
  return [
    judge({
      name: "re-opened DOM, pixels unlike the painted",
      unit: "%",
      ours: (100 * different) / total,
      goal: { atMost: LIMIT },
      how: `${different} of ${total} pixels; ${sizes}; ${painted.name} : ${dom.name} (${dom.bytes.length} bytes) from disk, offline`,
    }),
  ];
}

async function photograph(stage: BenchStage, html: string): Promise<Buffer> {
  const page: Page = await stage.context.newPage();
  await stage.context.setOffline(true);
  try {
    await page.goto(pathToFileURL(html).href, { waitUntil: "load" });
    const post = page.locator("[aria-posinset]").first();
    return await post.screenshot({ animations: "disabled" });
  } finally {
    await stage.context.setOffline(false);
    await page.close();
  }
}

/** `npm start`: the demo pages with the extension; with a display a person clicks, without one this script does. */
import { parseArgs } from "node:util";
import { DEMO_PAGES } from "../demo/pages.ts";
import { hasDisplay } from "./browsers.mjs";
import { runMainJob } from "./main-job.ts";
import { openStage } from "./stage.ts";

const STEPS = `
What to do:
  1. On a post, click Keepsake's button at its top right. Or click the puzzle piece, then Keepsake, in the toolbar
     (pin it): the popup shows what is on the page and keeps it. Or right-click a post. Or press Alt+Shift+S.
  2. Do the same on the blocked and on the removed pages, in the other tabs.
  3. Open the archive from the popup: look at what was kept, select, export.
  4. Check the exported file:  npm run verify -- FILE

Close the window to end. Nothing outside this machine is reached: the pages are the project's own.`;

/** Opens a window for a person, until it is closed. */
async function openWindow(): Promise<void> {
  const stage = await openStage({ headless: false });
  await stage.own.page.close();
  const { context } = stage.session;
  const [blank] = context.pages();
  for (const { title, url } of [...DEMO_PAGES].reverse()) {
    const page = await context.newPage();
    await page.goto(url);
    console.log(`  ${title}: ${url}`);
  }
  await blank?.close();
  console.log(STEPS);
  await new Promise<void>((resolve) => context.once("close", () => resolve()));
  await stage.close();
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { headless: { type: "boolean" } } });
  if (values.headless || !hasDisplay()) await runMainJob();
  else await openWindow();
}

main().catch((error) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exit(1);
});

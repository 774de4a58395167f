/**
 * `npm run capture-saved -- PAGES.json --out DIR`: opens saved pages under their own addresses in a real browser with
 * the built extension, captures what Keepsake finds, and writes `DIR/captures.json` and one bundle per page.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./build.ts";
import { type OpenedBundle, openBundle } from "./bundle-file.ts";
import { takeAll, visit } from "./capture-page.ts";
import { type ChromiumSession, launchChromium } from "./chromium.ts";
import { exportTo } from "./exporting.ts";
import { type SavedEntry, savedCapture } from "./saved-captures.ts";
import { answersFor, hostsOf, readList, type SavedPage } from "./saved-pages.ts";
import { serve } from "./server.ts";
import { askBackground, openOwnPage } from "./speak.ts";
import { within } from "./waiting.ts";

/** A page that takes longer is given up and reported. */
const PAGE_LIMIT_S = 90;

/** Captures one page into `entry`, so that what was had before a failure is kept. */
async function captureOne(
  session: ChromiumSession,
  saved: SavedPage,
  entry: SavedEntry,
  file: string,
): Promise<void> {
  const own = await openOwnPage(session, "archive.html");
  const page = await session.context.newPage();
  try {
    // A saved page's own script may try to move on; it stays where it is looked at.
    await page.route("**", async (route) => {
      const request = route.request();
      const leaves = request.isNavigationRequest() && request.frame() === page.mainFrame();
      if (leaves && request.url() !== new URL(saved.url).href.replace(/#.*$/, "")) await route.abort();
      else await route.continue();
    });
    await visit(session, page, saved.url);
    let bundle: OpenedBundle | null = null;
    const keep = async (ids: string[]) => {
      await exportTo(own, ids, file);
      bundle = await openBundle(file);
      return bundle;
    };
    const taken = await takeAll(own, page, async (survey, ids) => {
      entry.platform = survey.platform;
      if (survey.notices.length === 0 || ids.length === 0) return ids.length > 0;
      const had = (await keep(ids)).captures.flatMap((capture) => capture.statement.extraction.notices);
      return survey.notices.every((notice) => had.some((other) => other.text === notice.text));
    });
    entry.platform = taken.survey.platform;
    if (taken.captureIds.length > 0) {
      const opened = await keep(taken.captureIds);
      entry.captures = opened.captures.map(savedCapture);
      entry.bundle = file.split(/[/\\]/).at(-1) ?? null;
      await askBackground(own, "capture/delete", { captureIds: taken.captureIds });
    }
    if (taken.failed.length > 0) entry.error = taken.failed.join("; ");
  } finally {
    await page.close();
    await own.page.close();
  }
}

/**
 * Captures all pages of a list.
 * @param out folder for `captures.json` and the bundles
 */
export async function captureSaved(
  pages: readonly SavedPage[],
  out: string,
  say: (line: string) => void,
): Promise<SavedEntry[]> {
  await mkdir(out, { recursive: true });
  const extension = ensureBuilt("chrome");
  let current: SavedPage | null = null;
  const served = await serve(answersFor(() => current));
  const launch = () => launchChromium({ extension, port: served.port, hosts: hostsOf(pages) });
  let session: ChromiumSession | null = null;
  const entries: SavedEntry[] = [];
  try {
    for (const [index, saved] of pages.entries()) {
      current = saved;
      const file = join(out, `${String(index + 1).padStart(3, "0")}.wacz`);
      await rm(file, { force: true });
      const entry: SavedEntry = { url: saved.url, platform: null, ms: 0, captures: [], bundle: null };
      const started = performance.now();
      try {
        session ??= await launch();
        await within(PAGE_LIMIT_S, "the page to be captured", captureOne(session, saved, entry, file));
      } catch (error) {
        entry.error = error instanceof Error ? error.message : String(error);
        await session?.close().catch((failure) => say(`  (closing the browser: ${failure})`));
        session = null;
      }
      entry.ms = Math.round(performance.now() - started);
      entries.push(entry);
      say(
        `${index + 1}/${pages.length} ${saved.url}: ${entry.captures.length} kept${entry.error ? `, ${entry.error}` : ""}`,
      );
    }
  } finally {
    await session?.close();
    await served.close();
  }
  await writeFile(join(out, "captures.json"), `${JSON.stringify(entries, null, 2)}\n`);
  return entries;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: "string" } } });
  const [list] = positionals;
  if (!list || !values.out || positionals.length > 1) {
    console.error("Usage: npm run capture-saved -- PAGES.json --out DIR");
    process.exit(2);
  }
  const out = resolve(values.out);
  const entries = await captureSaved(await readList(resolve(list)), out, (line) =>
    console.error(`· ${line}`),
  );
  const kept = entries.reduce((sum, entry) => sum + entry.captures.length, 0);
  console.log(`${kept} captures of ${entries.length} pages: ${join(out, "captures.json")}`);
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}

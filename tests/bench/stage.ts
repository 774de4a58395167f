/**
 * The stage of the bench: one Chromium with two extensions (ours as built, with the permission for painted pictures
 * already given; and the peers), and the made-up site under the real host names.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, CDPSession, Page, Worker } from "playwright-core";
import { ensureBuilt } from "../drive/build.ts";
import { launchChromium, load } from "../drive/chromium.ts";
import { ROOT } from "../drive/paths.ts";
import { serve } from "../drive/server.ts";
import { AUTHORS } from "./feed-page.ts";
import { BENCH_HOSTS, type Drawn, makeSite } from "./feed-site.ts";
import { makePeerExtension } from "./peers.ts";
import { drawPhotos } from "./photo.ts";

export interface BenchStage {
  context: BrowserContext;
  /** A session of the browser itself, for its trace. */
  browser: CDPSession;
  version: string;
  /** Our background. */
  worker: Worker;
  extensionId: string;
  peerId: string;
  /** The extension as built. */
  extension: string;
  /** A page of our extension with nothing but a word on it. */
  emptyPage: string;
  /** Where results go. */
  out: string;
  /** Selector of the post that is captured, and the name that stands on it. */
  post: string;
  author: string;
  /** A page of our extension, open behind the others: it reads the database. */
  own: Page;
  /** The feed of 50 posts, loaded and at rest, in front. */
  openFeed(): Promise<Page>;
  close(): Promise<void>;
}

const EMPTY_PAGE = "bench-empty.html";
export const OUT = join(ROOT, "bench-out");
/** tsx names inner functions by a helper that pages do not have. */
const NAMING = "globalThis.__name ??= (named) => named;";

/** Builds what is stale, or takes the build at `built`; starts site and browser. The caller closes it. */
export async function openStage(built?: string): Promise<BenchStage> {
  const extension = built ?? ensureBuilt("chrome");
  const ours = await makeVariant(extension);
  const peers = await makePeerExtension();
  const drawn: Drawn = { photos: [], avatars: [] };
  const server = await serve(makeSite(drawn));
  const launch = { extension: ours, port: server.port, hosts: BENCH_HOSTS };
  const { context, cdp, close: closeBrowser } = await launchChromium(launch);
  const close = async () => {
    await closeBrowser();
    await server.close();
  };
  try {
    await load(cdp, peers);
    await context.addInitScript(NAMING);
    const workers = await findWorkers(context);
    const first = context.pages()[0] ?? (await context.newPage());
    drawn.photos = await drawPhotos(first);
    drawn.avatars = await drawPhotos(first, 80);
    const extensionId = new URL(workers.ours.url()).host;
    const own = await context.newPage();
    await own.goto(`chrome-extension://${extensionId}/${EMPTY_PAGE}`);
    // unchosen, the vault keeps letters only; the bench reads the rows themselves (VAULT.md)
    await own.evaluate(() =>
      chrome.runtime.sendMessage({ kind: "vault/protect", request: { passphrase: null } }),
    );
    return {
      context,
      browser: cdp,
      version: context.browser()?.version() ?? "unknown",
      worker: workers.ours,
      extensionId,
      peerId: new URL(workers.peers.url()).host,
      extension,
      emptyPage: EMPTY_PAGE,
      out: OUT,
      post: '[aria-posinset="1"]',
      author: AUTHORS[0],
      own,
      openFeed: () => openFeed(context),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openFeed(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto("https://www.facebook.com/", { waitUntil: "load" });
  await page.bringToFront();
  await page.waitForTimeout(1500); // photos decoded, observers quiet
  return page;
}

/** A prompt cannot be answered without a display, so the copy holds from the start the permission that ours may ask for. */
async function makeVariant(extension: string): Promise<string> {
  const folder = join(OUT, "extension");
  await rm(folder, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  await cp(extension, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  manifest.host_permissions = [...(manifest.host_permissions ?? []), "<all_urls>"];
  await writeFile(path, JSON.stringify(manifest));
  await writeFile(
    join(folder, EMPTY_PAGE),
    '<!doctype html><meta charset="utf-8"><title>Empty</title><p>Empty</p>',
  );
  return folder;
}

/** Waits until both backgrounds run, and tells them apart by name. */
async function findWorkers(context: BrowserContext): Promise<{ ours: Worker; peers: Worker }> {
  while (context.serviceWorkers().length < 2) await context.waitForEvent("serviceworker");
  const [one, other] = context.serviceWorkers();
  if (!one || !other) throw new Error("an extension has no background");
  const isPeer = async (worker: Worker) => {
    await worker.evaluate(NAMING);
    return worker.evaluate(() => chrome.runtime.getManifest().name.startsWith("Peers"));
  };
  return (await isPeer(one)) ? { ours: other, peers: one } : { ours: one, peers: other };
}

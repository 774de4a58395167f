/**
 * Everything destroyed at one gesture, locked or not: a mark, the keys, what is in memory, the data, what the browser
 * remembers for us, the mark. Cut short anywhere after the mark, it is finished at the next start before anything else.
 */
import { browser } from "wxt/browser";
import { exporter } from "#browser";
import { all, destroyData, destroyKeys, isWipeBegun, type Part } from "../vault/wipe.ts";
import { closeForGood, tellPages } from "./vault-keeper.ts";

/** In `storage.local`, which is empty otherwise; says nothing to whoever finds it. */
const MARK = "s";

/** Destroys everything and starts the extension anew, as if just installed; open pages of it close. */
export async function panic(): Promise<void> {
  await mark();
  closeForGood();
  await all([["keys", destroyKeys]]);
  await all([["session", () => browser.storage.session.clear()]]);
  // Not waited for: a page that hangs must not hold up the rest.
  void all([
    ["pages", tellPages],
    ["exporter", () => exporter.end()],
  ]);
  await destroyRest();
  // What this worker, an export or a page still holds in memory ends with it; so does whatever was about to be written.
  browser.runtime.reload();
}

/** To be awaited at the start of the background, before anything is answered or read. */
export async function finishPanic(): Promise<void> {
  const marked = MARK in (await browser.storage.local.get(MARK));
  if (!marked && !(await isWipeBegun())) return;
  await all([["keys", destroyKeys]]);
  await all([["session", () => browser.storage.session.clear()]]);
  await destroyRest();
}

async function mark(): Promise<void> {
  try {
    await browser.storage.local.set({ [MARK]: 1 });
  } catch (error) {
    // A full disk must not save the keys: their end carries a mark of its own.
    console.warn("no mark", error instanceof Error ? error.name : "");
  }
}

/** The mark goes only when nothing is left. */
async function destroyRest(): Promise<void> {
  const left = [...(await destroyData()), ...(await all(REMEMBERED))];
  if (left.length > 0) console.warn("left until the next start:", left.join(", "));
  else await browser.storage.local.clear();
}

/** What the browser keeps for an extension beside its data. */
const REMEMBERED: readonly Part[] = [
  ["sync", async () => browser.storage.sync?.clear()],
  ["alarms", () => browser.alarms.clearAll()],
  ["downloads", eraseDownloads],
  ["permissions", dropPermissions],
];

/** Ends downloads under way and takes ours off the browser's list. The files stay where they are. */
async function eraseDownloads(): Promise<void> {
  for (const { id, state, byExtensionId } of await browser.downloads.search({})) {
    if (byExtensionId !== browser.runtime.id) continue;
    if (state === "in_progress") await browser.downloads.cancel(id);
    await browser.downloads.erase({ id });
  }
}

/** Hosts that the person allowed beside those of the manifest: they tell whom was asked for the time. */
async function dropPermissions(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const manifest = browser.runtime.getManifest() as { host_permissions?: string[] };
  const given = new Set(manifest.host_permissions);
  const added = origins.filter((origin) => !given.has(origin) && !isOfSites(origin));
  if (added.length > 0) await browser.permissions.remove({ origins: added });
}

/** Content scripts' addresses are listed among the origins too, and cannot be given back. */
const isOfSites = (origin: string): boolean =>
  (browser.runtime.getManifest().content_scripts ?? []).some(({ matches = [] }) => matches.includes(origin));

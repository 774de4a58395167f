/** Files that the extension hands to the browser's downloads: kept in a folder of ours, found by their end. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession } from "playwright-core";
import { within } from "./waiting.ts";

export interface Download {
  /** Name the extension asked for. */
  name: string;
  path: string;
}

export interface Downloads {
  folder: string;
  /** The next finished download that has not been taken yet. @throws Error when the browser gives it up */
  next(): Promise<Download>;
}

/** Takes over the browser's downloads; Playwright's own events know only those that a page starts. */
export async function watchDownloads(cdp: CDPSession): Promise<Downloads> {
  const folder = await mkdtemp(join(tmpdir(), "keepsake-downloads-"));
  await cdp.send("Browser.setDownloadBehavior", {
    behavior: "allowAndName",
    downloadPath: folder,
    eventsEnabled: true,
  });
  const names = new Map<string, string>();
  const ended: (Download | Error)[] = [];
  const waiting: ((end: Download | Error) => void)[] = [];
  const end = (result: Download | Error) => {
    const taker = waiting.shift();
    if (taker) taker(result);
    else ended.push(result);
  };
  cdp.on("Browser.downloadWillBegin", (event) => names.set(event.guid, event.suggestedFilename));
  cdp.on("Browser.downloadProgress", (event) => {
    const name = names.get(event.guid) ?? event.guid;
    if (event.state === "completed") end({ name, path: join(folder, event.guid) });
    if (event.state === "canceled") end(new Error(`the download of ${name} was cancelled`));
  });
  const coming = () => new Promise<Download | Error>((resolve) => waiting.push(resolve));
  return {
    folder,
    async next() {
      const result = ended.shift() ?? (await within(60, "a download", coming()));
      if (result instanceof Error) throw result;
      return result;
    },
  };
}

export const forgetDownloads = (downloads: Downloads): Promise<void> =>
  rm(downloads.folder, { recursive: true, force: true });

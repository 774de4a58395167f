/** Exports captures as the archive page does and waits for the file. */
import { copyFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { askBackground, type OwnPage } from "./speak.ts";
import { until } from "./waiting.ts";

/**
 * Exports `captureIds` into the file `to`. Gives the name the extension chose.
 * @throws Error with the fault where the export fails
 */
export async function exportTo(own: OwnPage, captureIds: string[], to: string): Promise<string> {
  const { jobIds } = await askBackground(own, "export/start", { captureIds });
  const [jobId = ""] = jobIds;
  const state = await until(
    "the export",
    async () => {
      const now = await askBackground(own, "export/state", { jobId });
      return now.stage === "done" || now.stage === "failed" ? now : undefined;
    },
    120,
  );
  if (state.stage === "failed")
    throw new Error(`export failed: ${state.fault?.code} ${state.fault?.detail ?? ""}`);
  await mkdir(dirname(to), { recursive: true });
  await copyFile(await newestDownload(own, state.doneBytes), to);
  return state.fileName ?? "bundle.wacz";
}

/**
 * Where the browser put the file it downloaded last. Asked of the extension: the browser tells its drivers only of
 * downloads that a page began, and Playwright gives files other names.
 */
export function newestDownload(own: OwnPage, bytes?: number): Promise<string> {
  const query = "chrome.downloads.search({ orderBy: ['-startTime'], limit: 1 })";
  return until("the download", async () => {
    const [item] = await own.run<{ filename: string; state: string; fileSize: number }[]>(query);
    return item?.state === "complete" && (bytes ?? item.fileSize) === item.fileSize && item.filename;
  });
}

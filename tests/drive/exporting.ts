/** Exports captures as the archive page does and waits for the file. */
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ExportState, FromOwnPages, Request } from "../../lib/extension/messages.ts";
import { askBackground, type OwnPage } from "./speak.ts";
import { until } from "./waiting.ts";

/**
 * Exports `captureIds` into the file `to`, with notes or parts withheld where that is wished. Gives the name the extension chose.
 * @throws Error with the fault where the export fails
 */
export async function exportTo(
  own: OwnPage,
  captureIds: string[],
  to: string,
  wish: Omit<Request<FromOwnPages, "export/start">, "captureIds"> = {},
): Promise<string> {
  const { jobIds } = await askBackground(own, "export/start", { captureIds, ...wish });
  const state = await ended(own, jobIds[0] ?? "");
  await mkdir(dirname(to), { recursive: true });
  await copyFile(await downloaded(own, state), to);
  return state.fileName ?? "bundle.wacz";
}

/** Exports captures of several cases into `folder`; gives the files, one for each case. @throws as `exportTo` */
export async function exportAllTo(
  own: OwnPage,
  captureIds: string[],
  folder: string,
  { notes = false }: { notes?: boolean } = {},
): Promise<string[]> {
  const { jobIds } = await askBackground(own, "export/start", { captureIds, notes });
  const files: string[] = [];
  for (const jobId of jobIds) {
    const state = await ended(own, jobId);
    const to = join(folder, state.fileName ?? "bundle.wacz");
    await copyFile(await downloaded(own, state), to);
    files.push(to);
  }
  return files;
}

async function ended(own: OwnPage, jobId: string): Promise<ExportState> {
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
  return state;
}

/**
 * Where the browser put the file it downloaded last. Asked of the extension: the browser tells its drivers only of
 * downloads that a page began, and Playwright gives files other names.
 */
export const newestDownload = (own: OwnPage, bytes?: number): Promise<string> => finished(own, 1, bytes);

/** The same of one export among several, by its size. */
const downloaded = (own: OwnPage, { doneBytes }: ExportState): Promise<string> =>
  finished(own, 10, doneBytes);

function finished(own: OwnPage, among: number, bytes: number | undefined): Promise<string> {
  const query = `chrome.downloads.search({ orderBy: ['-startTime'], limit: ${among} })`;
  return until("the download", async () => {
    const items = await own.run<{ filename: string; state: string; fileSize: number }[]>(query);
    return items.find(
      ({ state, fileSize }) => state === "complete" && (bytes === undefined || fileSize === bytes),
    )?.filename;
  });
}

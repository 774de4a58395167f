/** Exports captures as the archive page does and waits for the file. */
import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { ChromiumSession } from "./chromium.ts";
import { askBackground, type OwnPage } from "./speak.ts";
import { until } from "./waiting.ts";

/**
 * Exports `captureIds` into the file `to`. Gives the name the extension chose.
 * @throws Error with the fault where the export fails
 */
export async function exportTo(
  session: ChromiumSession,
  own: OwnPage,
  captureIds: string[],
  to: string,
): Promise<string> {
  const { jobId } = await askBackground(own, "export/start", { captureIds });
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
  const { name, path } = await session.downloads.next();
  await mkdir(dirname(to), { recursive: true });
  await copyFile(path, to);
  await rm(path, { force: true });
  return name;
}

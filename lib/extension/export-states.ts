/** How exports stand, kept in `storage.session` (memory only): it outlives popup and worker, not the browser. */
import { browser } from "wxt/browser";
import { z } from "zod";
import { ExportState } from "./messages.ts";

/** What is remembered as exported of its case once the file is saved; `after`: and that of this job too. */
const UpTo = z.strictObject({ caseId: z.string(), seq: z.int(), after: z.string().optional() });
export type UpTo = z.infer<typeof UpTo>;

const Kept = z.strictObject({
  state: ExportState,
  downloadId: z.int().optional(),
  upTo: UpTo.optional(),
});
export type KeptExport = z.infer<typeof Kept>;

const PREFIX = "export:";
let queue: Promise<unknown> = Promise.resolve();

/** All exports of this browser session. */
export async function allExports(): Promise<KeptExport[]> {
  const stored = await browser.storage.session.get(null);
  return Object.entries(stored).flatMap(([key, value]) => {
    const parsed = key.startsWith(PREFIX) ? Kept.safeParse(value) : null;
    return parsed?.success ? [parsed.data] : [];
  });
}

export async function keptExport(jobId: string): Promise<KeptExport | undefined> {
  return (await allExports()).find(({ state }) => state.jobId === jobId);
}

/** Keeps a new export. */
export async function keepExport(kept: KeptExport): Promise<void> {
  await browser.storage.session.set({ [PREFIX + kept.state.jobId]: kept });
}

/** Changes one export, one change after the other. An export that has ended stays as it ended; gives null then. */
export function changeExport(
  jobId: string,
  change: (kept: KeptExport) => KeptExport,
): Promise<KeptExport | null> {
  const changed = queue.then(async () => {
    const kept = await keptExport(jobId);
    if (!kept || hasEnded(kept)) return null;
    const next = change(kept);
    await keepExport(next);
    return next;
  });
  queue = changed.catch(() => undefined);
  return changed;
}

export const hasEnded = ({ state }: KeptExport): boolean =>
  state.stage === "done" || state.stage === "failed";

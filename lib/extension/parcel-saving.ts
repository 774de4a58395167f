/** A parcel handed over by hand: its encrypted file goes to the browser's downloads, and is then the person's. */
import { browser } from "wxt/browser";
import { sender } from "#browser";
import { FaultError, toFault } from "../model/fault.ts";
import { changeParcel, type ParcelRow } from "../vault/parcels.ts";
import { removeParcelFile } from "./parcel-files.ts";

const PREFIX = "parcel-download:";

/** Hands the file to the downloads, unless that was done in this browser session. */
export async function saveParcel({ id, body }: ParcelRow): Promise<void> {
  if ((await downloadOf(id)) !== undefined) return;
  try {
    const url = await sender.url(id, body.bytes);
    const downloadId = await browser.downloads.download({ url, filename: body.fileName, saveAs: false });
    await browser.storage.session.set({ [PREFIX + id]: downloadId });
    // It may have ended before its id was known.
    const [item] = await browser.downloads.search({ id: downloadId });
    if (item) await noteParcelDownload(downloadId, item.state, item.error);
  } catch (error) {
    await ended(id, new FaultError(toFault(error).code === "parcel-gone" ? "parcel-gone" : "export-failed"));
  }
}

/** Watches the downloads that are of parcels. */
export function listenToParcelDownloads(): void {
  browser.downloads.onChanged.addListener((change) => {
    if (change.state?.current)
      void noteParcelDownload(change.id, change.state.current, change.error?.current).catch(
        (error: unknown) => console.error("deliveries", toFault(error).code),
      );
  });
}

async function noteParcelDownload(downloadId: number, state: string, error: string | undefined) {
  if (state === "in_progress") return;
  const id = await parcelOf(downloadId);
  if (id === undefined) return;
  await ended(id, state === "complete" ? null : new FaultError("export-failed", error));
}

/** The file is the person's, or could not be saved: then it stays here, and can be saved again. */
async function ended(id: string, fault: FaultError | null): Promise<void> {
  await browser.storage.session.remove(PREFIX + id);
  await sender.release(id);
  await changeParcel(id, (body) => {
    if (body.state !== "ready") return null;
    return fault ? { ...body, state: "failed", fault: toFault(fault) } : { ...body, state: "saved" };
  });
  if (!fault) await removeParcelFile(id);
  await sender.rest();
}

const downloadOf = async (id: string): Promise<unknown> =>
  (await browser.storage.session.get(PREFIX + id))[PREFIX + id];

async function parcelOf(downloadId: number): Promise<string | undefined> {
  const stored = Object.entries(await browser.storage.session.get(null));
  return stored
    .find(([key, value]) => key.startsWith(PREFIX) && value === downloadId)?.[0]
    .slice(PREFIX.length);
}

/** The signed checkpoint of a bundle on disk, as it stands there. */
import { readEntry } from "../bundle/wacz-read.ts";
import { readZip } from "../bundle/zip-read.ts";
import { fromUtf8 } from "../evidence/bytes.ts";
import { openFile } from "./file.ts";

/** Null where the file has none that can be read. */
export async function checkpointIn(path: string): Promise<string | null> {
  const opened = await openFile(path);
  if ("problem" in opened) return null;
  try {
    const entry = (await readZip(opened.source))?.files.get("custody/checkpoint.txt");
    if (!entry || entry.size > 1000) return null;
    return fromUtf8(await readEntry(opened.source, entry, 1000));
  } finally {
    await opened.close();
  }
}

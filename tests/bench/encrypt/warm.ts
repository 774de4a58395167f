/** What is done before each turn. */
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * A virtual machine that was idle has given memory back, and gets it anew page by page: up to two seconds a gigabyte, for
 * whoever comes first. So before each, as many bytes are written and removed: both write into memory that is there.
 */
export async function warm(folder: string, name: "plain" | "sent"): Promise<void> {
  await copyFile(join(folder, name), join(folder, "warm"));
  await rm(join(folder, "warm"));
}

/** What is done before each turn, and how turns are read. */
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Took } from "../gigabyte/processes.ts";
import { median } from "../table.ts";

/**
 * A virtual machine that was idle has given memory back, and gets it anew page by page: up to two seconds a gigabyte, for
 * whoever comes first. So before each, as many bytes are written and removed: both write into memory that is there.
 */
export async function warm(folder: string, name: "plain" | "sent"): Promise<void> {
  await copyFile(join(folder, name), join(folder, "warm"));
  await rm(join(folder, "warm"));
}

/** The middle, in seconds. */
export const middle = (took: readonly Took[]) => (median(took.map(({ ms }) => ms)) ?? Number.NaN) / 1000;
export const list = (took: readonly Took[]) => took.map(({ ms }) => (ms / 1000).toFixed(2)).join(" ");

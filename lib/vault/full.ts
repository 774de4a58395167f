/**
 * A disk that is full. Chromium closes a database that it could not write to; opened again while there is still no room, it
 * was seen to take the database for broken and to lay an empty one in its place (Chromium 156, 2026-11). So after a failure
 * nothing is opened before there is room.
 */
import { FaultError } from "../model/fault.ts";

/** Bytes; less is no room. */
const LEAST = 10_000_000;
let doubted = false;

/** A write failed with the disk full, or the browser closed a database by itself. */
export function doubtRoom(): void {
  doubted = true;
}

/** True from a failure until room was seen. */
export const isDoubted = (): boolean => doubted;

/** True where the browser says that there is hardly a byte left. */
export async function isFull(): Promise<boolean> {
  const estimate = await globalThis.navigator?.storage?.estimate?.().catch(() => null);
  if (estimate?.quota === undefined || estimate.usage === undefined) return false;
  return estimate.quota - estimate.usage < LEAST;
}

/** @throws FaultError `store-full` while nothing may be opened. */
export async function awaitRoom(): Promise<void> {
  if (await isFull()) throw new FaultError("store-full", "not opened again before there is room");
  doubted = false;
}

/** How much room is left for what is kept: shown, warned of before a capture might not fit, and looked at before one begins. */
import { FaultError } from "../model/fault.ts";

/**
 * The most that one capture can take: images up to 200 MB (`media.ts`), the page up to 30 MB with the same images inside as
 * base64, its data up to 30 MB, a picture of at most 16,384 × 15,000 pixels, and the padding of the vault. Usual ones
 * take 1 to 5 MB. Below this a person is warned.
 */
export const CAPTURE_AT_MOST = 700_000_000;
/** Below this none is begun: the database needs some room for its own work, and a capture should not fail when all was read. */
export const ROOM_LEAST = 50_000_000;

export interface Space {
  /** Bytes kept. */
  used: number;
  /** Bytes that can still be kept, as the browser estimates it. */
  free: number;
  /** The browser said that it throws nothing away when the disk runs short; null: not asked, or it does not say. */
  promised: boolean | null;
}

/** Null where the browser does not say. `ask`: asks the browser for its promise, where it can be asked. */
export async function spaceNow(ask = false): Promise<Space | null> {
  const { storage } = navigator;
  const estimated = await storage?.estimate?.().catch((error: unknown) => {
    console.info("no estimate", error instanceof Error ? error.name : "");
    return null;
  });
  if (estimated?.usage === undefined || estimated.quota === undefined) return null;
  const { usage: used, quota } = estimated;
  return { used, free: Math.max(0, quota - used), promised: await promise(ask) };
}

async function promise(ask: boolean): Promise<boolean | null> {
  const { storage } = navigator;
  try {
    if (ask && storage.persist && (await storage.persist())) return true;
    return (await storage.persisted?.()) ?? null;
  } catch (error) {
    console.info("no promise", error instanceof Error ? error.name : "");
    return null;
  }
}

/** Before a capture begins. @throws FaultError `store-full` where there is hardly any room. */
export async function checkRoom(): Promise<void> {
  const space = await spaceNow();
  if (space && space.free < ROOM_LEAST) throw new FaultError("store-full", `${space.free} bytes free`);
}

/**
 * Fetches what the page shows, as nobody: no cookies, no referrer, only from the sites' own media hosts. No redirect is
 * followed: the manifest's `connect-src` is wide (a person may name any time-stamp authority), and a worker cannot look
 * where a redirect leads before it has gone there. Media servers send none (2026-11). What a private window shows goes
 * into no cache: the background's is the one that stays.
 */
import { type Fault, FaultError, toFault } from "../model/fault.ts";
import { isReachable } from "./hosts.ts";
import { type ImageType, imageTypeOf } from "./image-type.ts";
import { nameOf, readAtMost } from "./read-at-most.ts";

export interface Image extends ImageType {
  bytes: Uint8Array<ArrayBuffer>;
}
export type Fetched = Image | { fault: Fault };
export interface FetchedImages {
  /** By index. */
  images: Map<number, Fetched>;
  ms: number;
}

const AT_ONCE = 6;
const IMAGE_MAX = 24_000_000;
const ALL_MAX = 200_000_000;
const SHEET_MAX = 8_000_000;
const TIMEOUT_MS = 20_000;

/** Fetches every image, six at a time, each address once; gives by index the image or why not. Throws nothing. */
export async function fetchImages(
  fetches: readonly { index: number; url: string }[],
  isPrivate = false,
): Promise<FetchedImages> {
  const started = performance.now();
  const byUrl = new Map<string, Promise<Fetched>>();
  const waiting = [...new Set(fetches.map((item) => item.url))];
  let room = ALL_MAX;
  const worker = async () => {
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      const fetched = fetchImage(url, Math.min(IMAGE_MAX, room), isPrivate).catch((error: unknown) => ({
        fault: toFault(error, "fetch-failed"),
      }));
      byUrl.set(url, fetched);
      const image = await fetched;
      if ("bytes" in image) room -= image.bytes.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const images = new Map<number, Fetched>();
  for (const { index, url } of fetches) {
    const fetched = await byUrl.get(url);
    if (fetched) images.set(index, fetched);
  }
  return { images, ms: Math.round(performance.now() - started) };
}

/** One image. @throws FaultError `fetch-refused`, `fetch-failed`, `fetch-status`, `too-large`. */
export async function fetchImage(url: string, max: number = IMAGE_MAX, isPrivate = false): Promise<Image> {
  const bytes = await fetchBytes(url, max, isPrivate);
  const type = imageTypeOf(bytes);
  if (!type) throw new FaultError("fetch-failed", "not an image");
  return { ...type, bytes };
}

/** The text of a style sheet. @throws FaultError as `fetchImage`. */
export async function fetchSheet(url: string, isPrivate = false): Promise<string> {
  const bytes = await fetchBytes(url, SHEET_MAX, isPrivate, "text/css");
  return new TextDecoder().decode(bytes);
}

async function fetchBytes(
  url: string,
  max: number,
  isPrivate: boolean,
  mediaType?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isReachable(url)) throw new FaultError("fetch-refused");
  let response: Response;
  try {
    response = await fetch(url, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: isPrivate ? "no-store" : "force-cache",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new FaultError("fetch-failed", nameOf(error), { cause: error });
  }
  if (response.type === "opaqueredirect" || !isReachable(response.url))
    throw new FaultError("fetch-refused", "redirected");
  if (response.status !== 200) throw new FaultError("fetch-status", String(response.status));
  if (mediaType && !response.headers.get("content-type")?.startsWith(mediaType))
    throw new FaultError("fetch-failed", `not ${mediaType}`);
  return readAtMost(response, max);
}

/** The sites that Keepsake knows. A new one is added here and nowhere else. */
import { facebook } from "./facebook/index.ts";
import type { Platform } from "./platform.ts";
import { youtube } from "./youtube/index.ts";

export const platforms: readonly Platform[] = [facebook, youtube];

/** The adapter that reads this address, or null. */
export const platformFor = (url: URL): Platform | null =>
  platforms.find((platform) => platform.owns(url)) ?? null;

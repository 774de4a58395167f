/** The light half of each site: enough to put buttons on posts. The adapters themselves come when something is captured. */
import { facebookSpotter } from "./facebook/spot.ts";
import type { Spotter } from "./platform.ts";
import { POST, WATCH } from "./youtube/selectors.ts";
import { find, glance } from "./youtube/spot.ts";
import { isYouTube } from "./youtube/urls.ts";

const youtubeSpotter: Spotter = {
  name: "youtube",
  ladders: { POST, WATCH },
  owns: (url) => isYouTube(url.hostname),
  find: (roots) => find(roots),
  authorOf: (container, page) => glance(container, page)?.author ?? null,
};

/** The spotter for this address, or null. */
export const spotterFor = (url: URL): Spotter | null =>
  [facebookSpotter, youtubeSpotter].find((spotter) => spotter.owns(url)) ?? null;

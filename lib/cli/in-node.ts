/** What Node does faster than the defaults of writer and verifier. */
import { nodeChecksum } from "./checksum.ts";
import { nodeFarFeed } from "./far-feed.ts";
import { nodeFarMeasurer } from "./far-measurer.ts";
import { nodeHasher } from "./hasher.ts";

export const inNode = {
  hasher: nodeHasher,
  farMeasurer: nodeFarMeasurer,
  farFeed: nodeFarFeed,
  checksum: nodeChecksum,
} as const;

/** What Node does faster than the defaults of writer and verifier. */
import { nodeChecksum, nodeSum } from "./checksum.ts";
import { nodeFarFeed } from "./far-feed.ts";
import { farHashing } from "./far-hashing.ts";
import { nodeHasher } from "./hasher.ts";

export const inNode = {
  hasher: nodeHasher,
  farHashing,
  farFeed: nodeFarFeed,
  checksum: nodeChecksum,
  sum: nodeSum,
} as const;

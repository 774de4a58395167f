/** What Node does faster than the defaults of writer and verifier. */
import { nodeChecksum } from "./checksum.ts";
import { nodeFarHasher, nodeHasher } from "./hasher.ts";

export const inNode = { hasher: nodeHasher, farHasher: nodeFarHasher, checksum: nodeChecksum } as const;

/** What Node does faster than the defaults of writer and verifier. */
import { nodeChecksum } from "./checksum.ts";
import { nodeFarMeasurer } from "./far-measurer.ts";
import { nodeHasher } from "./hasher.ts";

export const inNode = { hasher: nodeHasher, farMeasurer: nodeFarMeasurer, checksum: nodeChecksum } as const;

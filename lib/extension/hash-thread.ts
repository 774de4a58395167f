/** A thread of our own pages that hashes: entrypoints/hash-worker.ts. */
import type { FarThread } from "../evidence/far-measurer.ts";
import { ownThread } from "./own-thread.ts";

/** Its name where nobody wants checksums: they take an eighth of its time. */
export const DIGEST_ONLY = "digest";

export const hashThread = (name = ""): FarThread => ownThread("/hash-worker.js", name);

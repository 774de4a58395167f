/** Node's own SHA-256: seven times faster than WebAssembly (1,500 against 200 MB/s, 2026-11). */
import { createHash } from "node:crypto";
import type { MakeHasher } from "../evidence/digest.ts";

export const nodeHasher: MakeHasher = () => {
  const hash = createHash("sha256");
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: () => `sha256:${hash.digest("hex")}`,
  };
};

/** Node's own CRC-32 (zlib, with the processor's help): 4,500 MB/s against 1,600 in WebAssembly, 2026-11. Since Node 20.15. */
import { crc32 } from "node:zlib";
import type { MakeChecksum, Sum } from "../evidence/checksum.ts";

export const nodeChecksum: MakeChecksum = () => {
  let crc = 0;
  return {
    update: (bytes) => {
      crc = crc32(bytes, crc);
    },
    value: () => crc,
  };
};

export const nodeSum: Sum = (bytes) => crc32(bytes);

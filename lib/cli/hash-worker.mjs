/** Node's SHA-256 and CRC-32 in a thread of their own, for far-measurer.ts. Plain JavaScript: it starts without a loader. */
import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { crc32 } from "node:zlib";

let hash = createHash("sha256");
let crc = 0;
parentPort?.on("message", (/** @type {Uint8Array | "end"} */ order) => {
  if (order !== "end") {
    hash.update(order);
    if (workerData.checksum) crc = crc32(order, crc);
    return parentPort?.postMessage("done");
  }
  parentPort?.postMessage({ hash: `sha256:${hash.digest("hex")}`, crc });
  hash = createHash("sha256");
  crc = 0;
});
parentPort?.postMessage("done");

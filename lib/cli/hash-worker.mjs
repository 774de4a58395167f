/** Node's SHA-256 and CRC-32 in a thread of their own, for hash-thread.ts. Plain JavaScript: it starts without a loader. */
import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { crc32 } from "node:zlib";

let hash = createHash("sha256");
let crc = 0;
const measured = (/** @type {import("node:crypto").Hash} */ whole, /** @type {number} */ sum) =>
  parentPort?.postMessage({ hash: `sha256:${whole.digest("hex")}`, crc: sum });

parentPort?.on("message", (/** @type {Uint8Array[] | "end" | { alone: Uint8Array }} */ order) => {
  if (order === "end") {
    measured(hash, crc);
    hash = createHash("sha256");
    crc = 0;
  } else if ("alone" in order) measured(createHash("sha256").update(order.alone), 0);
  else {
    for (const piece of order) {
      hash.update(piece);
      if (workerData.checksum) crc = crc32(piece, crc);
    }
    parentPort?.postMessage("done");
  }
});
parentPort?.postMessage("done");

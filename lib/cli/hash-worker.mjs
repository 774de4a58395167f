/** Node's SHA-256 in a thread of its own; obeys the orders of lib/evidence/far-hasher.ts. Plain JavaScript: it starts without a loader. */
import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";

const hash = createHash("sha256");
parentPort?.on("message", (/** @type {import("../evidence/far-hasher.ts").HashOrder} */ order) => {
  if (order === "end") return parentPort?.postMessage({ digest: `sha256:${hash.digest("hex")}` });
  hash.update(new Uint8Array(order.buffer, 0, order.length));
  parentPort?.postMessage({ buffer: order.buffer }, [order.buffer]);
});
parentPort?.postMessage("ready");

/** Preact runs effects at the next frame, 100 ms later at most: a document that is gone by then would be missed (unit tests). */
import { afterAll } from "vitest";

const LATEST_MS = 120;

afterAll(async () => {
  if ("requestAnimationFrame" in globalThis) await new Promise((resolve) => setTimeout(resolve, LATEST_MS));
});

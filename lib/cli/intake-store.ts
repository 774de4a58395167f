/** Files that a tusd keeps, wherever: what it says of them, and their bytes as its store gives them back. */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Arrivals } from "./intake-receipts.ts";
import { IntakeTrouble } from "./intake-trouble.ts";

/** Longest wait for tusd or the store to begin an answer. */
const PATIENCE = 60_000;

/**
 * `tusd`: its address as we reach it, `http://127.0.0.1:8080/files/`. `from`: where the bytes are read: tusd itself
 * (null), its upload folder, or an address below which the store gives objects by their key (S3, GCS, Azure).
 */
export function arrivalsAt(tusd: string, from: string | null): Arrivals {
  const base = tusd.endsWith("/") ? tusd : `${tusd}/`;
  return {
    async stat(id) {
      const answer = await ask(`${base}${id}`, "HEAD");
      await answer.body?.cancel();
      if (answer.status === 404 || answer.status === 410) return null;
      if (!answer.ok) throw new IntakeTrouble(`tusd answered ${answer.status}`);
      const [size, offset] = ["Upload-Length", "Upload-Offset"].map((name) =>
        /^\d{1,15}$/.test(answer.headers.get(name) ?? "") ? Number(answer.headers.get(name)) : null,
      );
      // Kept for later are uploads whose length is not known yet: they are not whole.
      return size == null || offset == null ? null : { size, offset };
    },
    async read(id) {
      const key = id.slice(0, 32);
      if (from !== null && !/^https?:/.test(from)) return createReadStream(join(from, key));
      const answer = await ask(
        from === null ? `${base}${id}` : `${from.endsWith("/") ? from : `${from}/`}${key}`,
        "GET",
      );
      if (answer.status !== 200 || !answer.body) {
        await answer.body?.cancel();
        throw new IntakeTrouble(`the store answered ${answer.status}`);
      }
      return answer.body;
    },
  };
}

async function ask(url: string, method: "GET" | "HEAD"): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  const headers = { "Tus-Resumable": "1.0.0", "Accept-Encoding": "identity" };
  return fetch(url, { method, headers, redirect: "error", signal: stop.signal }).finally(() =>
    clearTimeout(timer),
  );
}

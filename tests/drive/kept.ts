/** What the extension has stored, read from IndexedDB by one of its own pages: independent of the product's readers. */
import type { OwnPage } from "./speak.ts";
import { until } from "./waiting.ts";

export interface Kept {
  /** Ids of sealed captures, oldest first. */
  captures: string[];
  /** Journal rows: captures under way or cut short. */
  journal: { captureId: string; state: string }[];
  artefacts: { captureId: string; name: string; bytes: number }[];
  custody: number;
}

const READ = `(async () => {
  const names = (await indexedDB.databases()).map((database) => database.name);
  if (!names.includes("vault")) return { captures: [], journal: [], artefacts: [], custody: 0 };
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("vault");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const all = (store) => new Promise((resolve, reject) => {
    const request = database.transaction(store).objectStore(store).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    const captures = (await all("captures")).sort((a, b) => a.seq - b.seq);
    return {
      captures: captures.map((row) => row.id),
      journal: (await all("journal")).map(({ captureId, state }) => ({ captureId, state })),
      artefacts: (await all("artefacts")).map(({ captureId, name, bytes }) => ({ captureId, name, bytes: bytes.size ?? bytes.byteLength })),
      custody: (await all("custody")).length,
    };
  } finally {
    database.close();
  }
})()`;

export const keptIn = (own: OwnPage): Promise<Kept> => own.run<Kept>(READ);

/** Waits until one more capture than `before` is sealed; gives its id. */
export async function nextKept(own: OwnPage, before: Kept, seconds = 60): Promise<string> {
  return until(
    "a sealed capture",
    async () => (await keptIn(own)).captures.find((id) => !before.captures.includes(id)),
    seconds,
  );
}

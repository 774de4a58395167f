/** Bytes that every visited page pays for: the content script as built; and what comes only when it is needed. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { judge, type Row } from "./table.ts";

const LIMIT_KB = 40;
/** Scripts that run elsewhere than in a visited page. */
const ELSEWHERE = ["background.js", "feed-worker.js", "hash-worker.js", "seal-worker.js"];

/** Reads the built extension in `folder`. */
export async function measureSizes(folder: string): Promise<Row[]> {
  const always = await read(join(folder, "content-scripts"));
  const later = (await read(folder)).filter(({ name }) => !ELSEWHERE.includes(name));
  const carriesRenderer = always.some(({ source }) => /html2canvas/i.test(source));
  return [
    judge({
      name: "content script",
      unit: "kB",
      ours: always.reduce((sum, { bytes }) => sum + bytes, 0) / 1000,
      goal: { atMost: LIMIT_KB },
      how: `${always.map(({ name }) => name).join(", ")}; minified, not compressed; html2canvas ${carriesRenderer ? "IS NAMED in it" : "is not in it"}`,
    }),
    ...later.map(({ name, bytes }) =>
      judge({
        name: `brought in when needed: ${name}`,
        unit: "kB",
        ours: bytes / 1000,
        how: "minified, not compressed",
      }),
    ),
  ];
}

async function read(folder: string): Promise<{ name: string; bytes: number; source: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  return Promise.all(
    names.map(async (name) => {
      const source = await readFile(join(folder, name));
      return { name, bytes: source.length, source: source.toString() };
    }),
  );
}

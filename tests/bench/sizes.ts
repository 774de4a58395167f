/** Bytes that every visited page pays for: the content script as built. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { judge, type Row } from "./table.ts";

const LIMIT_KB = 40;

/** Reads the built extension in `folder`. */
export async function measureSizes(folder: string): Promise<Row[]> {
  const scripts = join(folder, "content-scripts");
  const names = (await readdir(scripts)).filter((name) => name.endsWith(".js"));
  const sources = await Promise.all(names.map((name) => readFile(join(scripts, name))));
  const carriesRenderer = sources.some((source) => /html2canvas/i.test(source.toString()));
  return [
    judge({
      name: "content script",
      unit: "kB",
      ours: sources.reduce((sum, source) => sum + source.length, 0) / 1000,
      goal: { atMost: LIMIT_KB },
      how: `${names.join(", ")}; minified, not compressed; html2canvas ${carriesRenderer ? "IS NAMED in it" : "is not in it"}`,
    }),
  ];
}

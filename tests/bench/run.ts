/**
 * `npm run bench [-- --json FILE] [--only NAME]`: measures what was promised, ours and the peers in one run, prints
 * one table and writes the figures with how they were had. `--extension FOLDER` measures another build. Exit 0 when all ran, whatever the figures say.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Capture, capturePost } from "./capture.ts";
import { measureClickToSealed } from "./click-to-sealed.ts";
import { measureFeedGrowth } from "./feed-growth.ts";
import { measureFirstPaint } from "./first-paint.ts";
import { measureReopenedDom } from "./reopened-dom.ts";
import { measureSizes } from "./sizes.ts";
import { type BenchStage, openStage } from "./stage.ts";
import { notMeasured, type Row, render } from "./table.ts";

const NAMES = ["sizes", "click-to-sealed", "reopened-dom", "first-paint", "feed-growth"] as const;
type Name = (typeof NAMES)[number];

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    only: { type: "string", multiple: true },
    extension: { type: "string" },
  },
});
const unknown = values.only?.find((name) => !NAMES.includes(name as Name));
if (unknown) {
  console.error(`No such figure: ${unknown}. One of: ${NAMES.join(", ")}`);
  process.exit(2);
}
const asked: readonly string[] = values.only ?? NAMES;

// Playwright would close the browser and leave this program waiting for it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const started = new Date();
const stage = await openStage(values.extension && resolve(values.extension));
const rows: Row[] = [];
/** The last capture made, for those that look at one. */
const last: { capture: Capture | null } = { capture: null };
try {
  for (const name of NAMES) if (asked.includes(name)) rows.push(...(await measure(name, stage)));
} finally {
  await stage.close();
}

console.log(`\n${render(rows)}\n`);
const file = resolve(values.json ?? join(stage.out, "bench.json"));
const about = {
  started: started.toISOString(),
  seconds: Math.round((Date.now() - started.getTime()) / 1000),
  browser: stage.version,
  node: process.version,
  cores: cpus().length,
};
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify({ about, rows, timeline: last.capture?.timeline }, null, 2)}\n`);
console.log(`written: ${file}`);

/** A measurement that cannot be made is a row that says so; the others still run. */
async function measure(name: Name, on: BenchStage): Promise<Row[]> {
  console.error(`· ${name}`);
  try {
    return await figures(name, on);
  } catch (error) {
    const how = error instanceof Error ? error.message : String(error);
    console.error(`  not measured: ${how.split("\n")[0]}`);
    return [notMeasured(name, how)];
  }
}

async function figures(name: Name, on: BenchStage): Promise<Row[]> {
  switch (name) {
    case "sizes":
      return measureSizes(on.extension);
    case "click-to-sealed": {
      const measured = await measureClickToSealed(on);
      last.capture = measured.capture;
      return measured.rows;
    }
    case "reopened-dom":
      last.capture ??= await captureOnce(on);
      return measureReopenedDom(on, last.capture);
    case "first-paint":
      return measureFirstPaint(on);
    case "feed-growth":
      return measureFeedGrowth(on);
  }
}

async function captureOnce(on: BenchStage): Promise<Capture> {
  const page = await on.openFeed();
  try {
    return await capturePost(on, page);
  } finally {
    await page.close();
  }
}

/**
 * `npm run bench [-- --json FILE] [--only NAME] [--size 200MB]`: measures what was promised, ours and the peers in one run, prints
 * one table and writes the figures with how they were had. `--extension FOLDER` measures another build. Exit 0 when all ran, whatever the figures say.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Capture, capturePost } from "./capture.ts";
import { measureClickToSealed } from "./click-to-sealed.ts";
import { measureEncrypt } from "./encrypt/rows.ts";
import { measureFeedGrowth } from "./feed-growth.ts";
import { measureFirstPaint } from "./first-paint.ts";
import { measureVerifyPage } from "./gigabyte/page.ts";
import { measureGigabyte } from "./gigabyte/rows.ts";
import { measureSealing } from "./gigabyte/sealing.ts";
import { measureReopenedDom } from "./reopened-dom.ts";
import { measureSizes } from "./sizes.ts";
import { type BenchStage, OUT, openStage } from "./stage.ts";
import { notMeasured, type Row, render } from "./table.ts";

const NAMES = [
  "sizes",
  "click-to-sealed",
  "reopened-dom",
  "first-paint",
  "feed-growth",
  "sealing",
  "gigabyte",
  "verify-page",
  "encrypt",
] as const;
/** These need no browser. */
const WITHOUT_STAGE: readonly string[] = ["sealing", "gigabyte"];
type Name = (typeof NAMES)[number];

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    only: { type: "string", multiple: true },
    extension: { type: "string" },
    size: { type: "string" },
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
const bytes = bytesOf(values.size ?? "1GB");
const stage = asked.every((name) => WITHOUT_STAGE.includes(name))
  ? null
  : await openStage(values.extension && resolve(values.extension));
const rows: Row[] = [];
/** The last capture made, for those that look at one. */
const last: { capture: Capture | null } = { capture: null };
try {
  for (const name of NAMES) if (asked.includes(name)) rows.push(...(await measure(name)));
} finally {
  await stage?.close();
}

console.log(`\n${render(rows)}\n`);
const file = resolve(values.json ?? join(OUT, "bench.json"));
const about = {
  started: started.toISOString(),
  seconds: Math.round((Date.now() - started.getTime()) / 1000),
  browser: stage?.version ?? null,
  node: process.version,
  cores: cpus().length,
};
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify({ about, rows, timeline: last.capture?.timeline }, null, 2)}\n`);
console.log(`written: ${file}`);

/** A measurement that cannot be made is a row that says so; the others still run. */
async function measure(name: Name): Promise<Row[]> {
  console.error(`· ${name}`);
  try {
    if (name === "sealing") return await measureSealing();
    if (name === "gigabyte") return await measureGigabyte(bytes);
    return stage ? await figures(name, stage) : [];
  } catch (error) {
    const how = error instanceof Error ? error.message : String(error);
    console.error(`  not measured: ${how.split("\n")[0]}`);
    return [notMeasured(name, how)];
  }
}

async function figures(name: Exclude<Name, "sealing" | "gigabyte">, on: BenchStage): Promise<Row[]> {
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
    case "verify-page":
      return measureVerifyPage(on, bytes);
    case "encrypt":
      return measureEncrypt(on, bytes);
  }
}

/** `200MB`, `1GB`. */
function bytesOf(size: string): number {
  const [, number, unit] = /^(\d+)(MB|GB)$/.exec(size) ?? [];
  if (number) return Number(number) * (unit === "GB" ? 1e9 : 1e6);
  console.error(`No such size: ${size}. For example: 200MB, 1GB`);
  process.exit(2);
}

async function captureOnce(on: BenchStage): Promise<Capture> {
  const page = await on.openFeed();
  try {
    return await capturePost(on, page);
  } finally {
    await page.close();
  }
}

/**
 * `npm run fuzz -- [--seed S] [--runs N] [--minutes M] [--only RUN]`: mutates bundles and looks whether the verifier
 * finds it. Each failure is kept in test-out/fuzz/ and can be played again by its seed and number. Exit 0: none.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { TEST_OUT } from "../drive/paths.ts";
import { corpus } from "./corpus.ts";
import { quickly } from "./quick.ts";
import type { Run } from "./run.ts";
import { runSeries, type Tally } from "./series.ts";

const USAGE =
  "npm run fuzz -- [--seed S] [--runs N] [--minutes M] [--only RUN]   (default: 10,000 runs, seed from the clock)";
const OUT = join(TEST_OUT, "fuzz");
/** So many runs between two lines of progress. */
const STEP = 2_000;

function readNumbers(): Record<"seed" | "runs" | "minutes" | "only", number | null> | null {
  const option = { type: "string" } as const;
  try {
    const { values } = parseArgs({ options: { seed: option, runs: option, minutes: option, only: option } });
    const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
    const asked = {
      seed: number(values.seed),
      runs: number(values.runs),
      minutes: number(values.minutes),
      only: number(values.only),
    };
    return Object.values(asked).some((value) => value !== null && !(value >= 0)) ? null : asked;
  } catch {
    return null; // parseArgs throws on an option it does not know
  }
}

/** Writes the failing file, and says how to see it again. */
function keep({ seed, run, ending, kind, what, detail, bytes }: Run): void {
  mkdirSync(OUT, { recursive: true });
  const file = join(OUT, `${seed}-${run}.wacz`);
  writeFileSync(file, bytes);
  console.log(`  ${ending.toUpperCase()}  ${kind}: ${what}\n    ${detail}`);
  console.log(`    ${file}\n    npm run fuzz -- --seed ${seed} --only ${run}`);
}

async function main(): Promise<number> {
  const asked = readNumbers();
  if (!asked) {
    console.error(USAGE);
    return 2;
  }
  const seed = asked.seed ?? Date.now() % 1_000_000_000;
  const start = performance.now();
  const minutes = (): number => (performance.now() - start) / 60_000;
  const samples = await corpus();
  console.log(
    `seed ${seed}; bundles: ${samples.map(({ name, bytes }) => `${name} (${bytes.length} bytes)`).join(", ")}`,
  );
  if (asked.only !== null) {
    const { endings, failures } = await runSeries(samples, { seed, from: asked.only, to: asked.only + 1 });
    console.log(endings);
    failures.forEach(keep);
    return failures.length > 0 ? 1 : 0;
  }
  const most = asked.runs ?? (asked.minutes === null ? 10_000 : Number.MAX_SAFE_INTEGER);
  const over = (): boolean => asked.minutes !== null && minutes() >= asked.minutes;
  const sum: Tally["endings"] = { found: 0, same: 0, missed: 0, crashed: 0, hung: 0 };
  const kinds = new Set<string>();
  for (let from = 0; from < most && !over(); from += STEP) {
    const tally = await runSeries(samples, { seed, from, to: Math.min(most, from + STEP), enough: over });
    for (const [ending, count] of Object.entries(tally.endings)) sum[ending as keyof typeof sum] += count;
    for (const kind of tally.kinds.keys()) kinds.add(kind);
    tally.failures.forEach(keep);
    console.log(`${from + tally.runs} runs, ${minutes().toFixed(1)} min: ${JSON.stringify(sum)}`);
  }
  const failed = sum.missed + sum.crashed + sum.hung;
  console.log(`${kinds.size} kinds of mutation; ${failed} failures${failed > 0 ? `, kept in ${OUT}` : ""}`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = await quickly(main);

/**
 * `npm run soak -- [--rounds N] [--seed S] [--act NAME] [--gigabytes G] [--only kills|panic|full|firefox]`: kills real browsers in the middle of
 * everything and looks at each start whether all is there; destroys gigabytes and says how long that takes. Exit 0: nothing was wrong.
 */
import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { firefoxSeries } from "./firefox.ts";
import { fullSeries } from "./full.ts";
import { panicSeries } from "./panic.ts";
import { killSeries } from "./series.ts";

const USAGE =
  "npm run soak -- [--rounds N] [--seed S] [--act NAME] [--gigabytes G] [--only kills|panic|full|firefox] [--folder DIR --minutes M: the kills in pieces of so many minutes]   (default: 100 rounds, 10 GB or what the disk allows)";
const PARTS = ["kills", "panic", "full", "firefox"] as const;

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "100" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    act: { type: "string", multiple: true, default: [] },
    gigabytes: { type: "string", default: "10" },
    folder: { type: "string" },
    minutes: { type: "string", default: "1000" },
    only: { type: "string", multiple: true, default: [...PARTS] },
  },
});
const { rounds, seed, gigabytes, minutes } = {
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  gigabytes: Number(values.gigabytes),
  minutes: Number(values.minutes),
};
if (
  ![rounds, seed, gigabytes, minutes].every((value) => value >= 0) ||
  !values.only.every((part) => PARTS.some((known) => known === part))
) {
  console.error(USAGE);
  process.exit(2);
}
// Playwright would close the browser and leave this program waiting for it.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const flaws: string[] = [];
if (values.only.includes("kills")) {
  const began = performance.now();
  const { folder } = values;
  if (folder) await mkdir(folder, { recursive: true });
  console.log(`seed ${seed}; the browser is killed ${rounds} times`);
  const figures = await killSeries(
    { seed, rounds, only: values.act, minutes, ...(folder && { folder }) },
    console.log,
  );
  flaws.push(...figures.flaws);
  const { captures, acts } = figures;
  console.log(`\n${figures.rounds} kills in ${((performance.now() - began) / 60_000).toFixed(1)} minutes:`);
  for (const [name, { killed, finished }] of Object.entries(acts))
    console.log(`  ${name}: ${killed} cut short, ${finished} ended before the kill`);
  console.log(
    `  captures under way: ${captures.sealed} sealed whole, ${captures.told} told as cut short, ${captures.unbegun} killed before they began`,
  );
  console.log(
    `  exports cut short: ${figures.exports.told} told, ${figures.exports.unbegun} killed before they began`,
  );
  console.log(`  bundles of everything verified: ${figures.bundles}`);
}
if (values.only.includes("panic")) flaws.push(...(await panicSeries(gigabytes, console.log)));
if (values.only.includes("full")) flaws.push(...(await fullSeries(console.log)));
if (values.only.includes("firefox")) flaws.push(...(await firefoxSeries(console.log)));
console.log(
  flaws.length === 0 ? "\nnothing was wrong" : `\n${flaws.length} flaws (npm run soak -- --seed ${seed}):`,
);
for (const flaw of flaws) console.log(`  ${flaw}`);
process.exit(flaws.length === 0 ? 0 : 1);

/**
 * `npm test`: both builds, then end to end in Chromium, and beside that types, lint, end to end in Firefox and unit tests in
 * what Chromium leaves of the machine. All are run; what failed is named last, and the exit code says if all passed.
 */
import { mkdirSync } from "node:fs";
import { ensureBuilt } from "./build.ts";
import { TEST_OUT } from "./paths.ts";
import { runProgram } from "./run-program.ts";
import { type Failure, one, suite, type Tally, WHOLE_FILE } from "./suite.ts";

const CHROMIUM = "end to end, in Chromium";
const FIREFOX = "end to end, in Firefox";
/** Where more files fail, something is broken, and a second try would only cost time. */
const MOST_AGAIN = 3;

function build(browser: "chrome" | "firefox"): Tally {
  try {
    ensureBuilt(browser);
    return one(true, browser);
  } catch (error) {
    return one(false, `build for ${browser}`, error instanceof Error ? error.message : String(error));
  }
}

async function beside(filters: readonly string[]): Promise<[Tally, Tally, Tally, Tally]> {
  return [
    one(await runProgram("types", "typescript/bin/tsc", ["-p", "."], "at the end"), "types"),
    one(await runProgram("lint", "@biomejs/biome/bin/biome", ["check", "."], "at the end"), "lint"),
    await suite(FIREFOX, ["firefox"], filters, "at the end"),
    await suite("unit tests", ["core", "unit"], filters, "at the end"),
  ];
}

/**
 * What failed in a browser while the other browser and the unit tests had their share of the machine is tried once more
 * with the machine to itself. That it needed this is said at the end: it is a flaw, of a test at least.
 */
async function onceMore(title: string, project: string, first: Tally): Promise<Tally> {
  const files = [...new Set(first.failures.flatMap(({ file }) => file ?? []))];
  if (files.length === 0 || files.length > MOST_AGAIN) return first;
  const second = await suite(`${title}, once more: ${files.join(", ")}`, [project], files, "now");
  const stays = ({ file, name }: Failure) =>
    second.failures.some(
      (again) => again.file === null || (again.file === file && [name, WHOLE_FILE].includes(again.name)),
    );
  const unsteady = first.failures.filter((failure) => !stays(failure));
  tell("passed only at the second try", unsteady);
  return { ...first, passed: first.passed + unsteady.length, failures: second.failures };
}

function tell(title: string, failures: readonly Failure[]): void {
  for (const { file, name, why } of failures)
    console.log(`\n${title}: ${[file, name].filter(Boolean).join(" > ")}\n${why}`);
}

mkdirSync(TEST_OUT, { recursive: true });
const filters = process.argv.slice(2);
const tallies = [
  one(
    await runProgram("types of what is generated", "wxt/bin/wxt.mjs", ["prepare"], "now"),
    "generated types",
  ),
  build("chrome"),
  build("firefox"),
];
console.log(
  "\n· types, lint, Firefox and unit tests run beside Chromium; what they say is shown as each ends",
);
const [[types, lint, firefox, units], chromium] = await Promise.all([
  beside(filters),
  suite(CHROMIUM, ["e2e"], filters, "now"),
]);
tallies.push(types, lint, units);
tallies.push(await onceMore(CHROMIUM, "e2e", chromium), await onceMore(FIREFOX, "firefox", firefox));
const failures = tallies.flatMap((tally) => tally.failures);
tell("failed", failures);
const sum = (key: "passed" | "skipped") => tallies.reduce((total, tally) => total + tally[key], 0);
console.log(`\n${sum("passed")} passed, ${failures.length} failed, ${sum("skipped")} skipped`);
process.exit(failures.length === 0 ? 0 : 1);

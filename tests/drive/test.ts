/** `npm test`: types, lint, unit tests, both builds, end-to-end tests. All are run; the exit code says if all passed. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.ts";
import { ROOT, TEST_OUT } from "./paths.ts";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const modules = (path: string) => join(ROOT, "node_modules", path);

/** Runs a Node program of the project with its output shown. @returns true when it ended well */
function run(title: string, program: string, args: readonly string[]): boolean {
  console.log(`\n── ${title}`);
  const { status } = spawnSync(process.execPath, [modules(program), ...args], {
    cwd: ROOT,
    stdio: "inherit",
  });
  return status === 0;
}

const one = (good: boolean): Tally => ({ passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 });

/** A vitest project; what it could not even begin counts as a failure. */
function vitest(title: string, project: string, more: readonly string[]): Tally {
  const report = join(TEST_OUT, `${project}.json`);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const good = run(title, "vitest/vitest.mjs", ["run", "--project", project, ...reporters, ...more]);
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
    const failed = good ? 0 : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  } catch (error) {
    console.error(`${project}: no report (${error instanceof Error ? error.message : error})`);
    return one(false);
  }
}

function build(browser: "chrome" | "firefox"): Tally {
  try {
    ensureBuilt(browser);
    return one(true);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return one(false);
  }
}

mkdirSync(TEST_OUT, { recursive: true });
const filters = process.argv.slice(2);
const tallies = [
  one(run("types", "wxt/bin/wxt.mjs", ["prepare"]) && run("types: tsc", "typescript/bin/tsc", ["-p", "."])),
  one(run("lint", "@biomejs/biome/bin/biome", ["check", "."])),
  vitest("unit tests", "unit", filters),
  build("chrome"),
  build("firefox"),
  vitest("end to end, in real browsers", "e2e", filters),
];
const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);

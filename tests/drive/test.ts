/**
 * `npm test`: both builds, then end to end in Chromium, and beside that types, lint, end to end in Firefox and unit tests in
 * what Chromium leaves of the machine. All are run; the exit code says if all passed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build.ts";
import { ROOT, TEST_OUT } from "./paths.ts";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}
/** Where a step's words go: to the terminal as they come, or there when it has ended, for two would run into each other. */
type Show = "now" | "at the end";

const modules = (path: string) => join(ROOT, "node_modules", path);

/** Runs a Node program of the project. @returns true when it ended well */
async function run(title: string, program: string, args: readonly string[], show: Show): Promise<boolean> {
  if (show === "now") console.log(`\n── ${title}`);
  const output: string[] = [];
  const stdio = show === "now" ? "inherit" : "pipe";
  const child: ChildProcess = spawn(process.execPath, [modules(program), ...args], { cwd: ROOT, stdio });
  // Browsers come first: a page that gets no turn looks like a page that hangs.
  if (show === "at the end") setPriority(child.pid ?? 0, constants.priority.PRIORITY_LOW);
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => output.push(text));
  const status = await new Promise((ended) => child.once("error", ended).once("close", ended));
  if (show === "at the end") console.log(`\n── ${title}\n${output.join("")}`);
  return status === 0;
}

const one = (good: boolean): Tally => ({ passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 });

/** Vitest projects; what they could not even begin counts as a failure. */
async function vitest(
  title: string,
  projects: readonly string[],
  more: readonly string[],
  show: Show,
): Promise<Tally> {
  const report = join(TEST_OUT, `${projects.join("-")}.json`);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const of = projects.map((project) => `--project=${project}`);
  const good = await run(title, "vitest/vitest.mjs", ["run", ...of, ...reporters, ...more], show);
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
    const failed = good ? 0 : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  } catch (error) {
    console.error(`${title}: no report (${error instanceof Error ? error.message : error})`);
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

async function beside(filters: readonly string[]): Promise<Tally[]> {
  return [
    one(await run("types", "typescript/bin/tsc", ["-p", "."], "at the end")),
    one(await run("lint", "@biomejs/biome/bin/biome", ["check", "."], "at the end")),
    await vitest("end to end, in Firefox", ["firefox"], filters, "at the end"),
    await vitest("unit tests", ["core", "unit"], filters, "at the end"),
  ];
}

mkdirSync(TEST_OUT, { recursive: true });
const filters = process.argv.slice(2);
const tallies = [
  one(await run("types of what is generated", "wxt/bin/wxt.mjs", ["prepare"], "now")),
  build("chrome"),
  build("firefox"),
];
console.log(
  "\n· types, lint, Firefox and unit tests run beside Chromium; what they say is shown as each ends",
);
const [others, inBrowsers] = await Promise.all([
  beside(filters),
  vitest("end to end, in Chromium", ["e2e"], filters, "now"),
]);
tallies.push(...others, inBrowsers);
const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);

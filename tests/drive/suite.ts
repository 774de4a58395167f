/** Runs projects of Vitest and tells from its report what passed, and by name what failed. */
import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT, TEST_OUT } from "./paths.ts";
import { runProgram, type Show } from "./run-program.ts";

export interface Tally {
  passed: number;
  skipped: number;
  failures: readonly Failure[];
}
export interface Failure {
  /** Path within the project; null where a whole step failed. */
  file: string | null;
  name: string;
  why: string;
}

/** In place of a name: none of the file's tests was run. */
export const WHOLE_FILE = "(the file itself)";

/** The part of Vitest's JSON report that is read. */
interface Report {
  numPassedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
  }[];
}

/** What is one thing: a build, types, lint. */
export const one = (good: boolean, name: string, why = "see above"): Tally =>
  good
    ? { passed: 1, skipped: 0, failures: [] }
    : { passed: 0, skipped: 0, failures: [{ file: null, name, why }] };

/** These projects, or the files in them that are named; what they could not even begin counts as a failure. */
export async function suite(
  title: string,
  projects: readonly string[],
  files: readonly string[],
  show: Show,
): Promise<Tally> {
  const report = join(TEST_OUT, `${projects.join("-")}.json`);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const of = projects.map((project) => `--project=${project}`);
  // a name may lie in one project only
  const named = files.length > 0 ? ["--passWithNoTests", ...files] : [];
  const good = await runProgram(title, "vitest/vitest.mjs", ["run", ...of, ...reporters, ...named], show);
  try {
    const read: Report = JSON.parse(readFileSync(report, "utf8"));
    const failures = read.testResults.flatMap(failuresOf);
    return {
      passed: read.numPassedTests,
      skipped: read.numPendingTests,
      failures: good || failures.length > 0 ? failures : one(false, title).failures,
    };
  } catch (error) {
    return one(false, title, `no report (${error instanceof Error ? error.message : error})`);
  }
}

function failuresOf({ name, status, message, assertionResults }: Report["testResults"][number]): Failure[] {
  const file = relative(ROOT, name);
  const failed = assertionResults.filter((result) => result.status === "failed");
  if (status === "failed" && failed.length === 0) return [{ file, name: WHOLE_FILE, why: message }];
  return failed.map(({ fullName, failureMessages }) => ({
    file,
    name: fullName,
    why: failureMessages?.[0] ?? "",
  }));
}

/** The verifier as anyone runs it: the command line, in a process of its own. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./paths.ts";

/** Runs `npm run verify -- FILE …` without npm's own lines. `exit` -1: it could not be run. */
export function runVerifier(file: string, ...args: string[]): { exit: number; output: string } {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const program = ["--import", tsx, join(ROOT, "lib/cli/verify.ts"), file, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: "utf8" });
  return { exit: status ?? -1, output: `${stdout}${stderr}` };
}

/** One of the project's programs, run as a step of a longer run. */
import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { ROOT } from "./paths.ts";

/** Where a step's words go: to the terminal as they come, or there when it has ended, for two would run into each other. */
export type Show = "now" | "at the end";

/** Runs a Node program out of the packages. @returns true when it ended well */
export async function runProgram(
  title: string,
  program: string,
  args: readonly string[],
  show: Show,
): Promise<boolean> {
  if (show === "now") console.log(`\n── ${title}`);
  const output: string[] = [];
  const stdio = show === "now" ? "inherit" : "pipe";
  const child = spawn(process.execPath, [join(ROOT, "node_modules", program), ...args], { cwd: ROOT, stdio });
  // Browsers come first: a page that gets no turn looks like a page that hangs.
  if (show === "at the end") setPriority(child.pid ?? 0, constants.priority.PRIORITY_LOW);
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => output.push(text));
  const status = await new Promise((ended) => child.once("error", ended).once("close", ended));
  if (show === "at the end") console.log(`\n── ${title}\n${output.join("")}`);
  return status === 0;
}

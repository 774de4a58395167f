/**
 * The first step of every command: makes a fresh machine ready (Node, packages, browser), then runs the command.
 * Zero dependencies: `node tests/drive/ready.mjs start|test|capture-saved [arguments]`.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureChromium, ensureFirefox, ensureTools } from "./browsers.mjs";
import { ensureNode, ensurePackages, ROOT } from "./packages.mjs";

/** Command → its program, and the browsers it needs. */
const COMMANDS = {
  start: { program: "tests/drive/start.ts", chromium: true, firefox: false },
  test: { program: "tests/drive/test.ts", chromium: true, firefox: true },
  "capture-saved": { program: "tests/drive/capture-saved.ts", chromium: true, firefox: false },
  audit: { program: "tests/drive/audit.ts", chromium: false, firefox: false },
  bench: { program: "tests/bench/run.ts", chromium: true, firefox: false },
  verify: { program: "lib/cli/verify.ts", chromium: false, firefox: false },
  intake: { program: "lib/cli/intake.ts", chromium: false, firefox: false },
  redact: { program: "lib/cli/redact.ts", chromium: false, firefox: false },
  partner: { program: "lib/cli/partner.ts", chromium: false, firefox: false },
  pack: { program: "lib/cli/pack.ts", chromium: false, firefox: false },
  soak: { program: "tests/soak/main.ts", chromium: true, firefox: true },
  fuzz: { program: "tests/fuzz/main.ts", chromium: false, firefox: false },
  drift: { program: "tests/drive/drift.ts", chromium: false, firefox: false },
};

const [name = "", ...args] = process.argv.slice(2);
if (!Object.hasOwn(COMMANDS, name)) {
  console.error(`Unknown command "${name}". One of: ${Object.keys(COMMANDS).join(", ")}`);
  process.exit(2);
}
const command = COMMANDS[/** @type {keyof typeof COMMANDS} */ (name)];

ensureNode();
ensurePackages();
if (command.chromium) ensureChromium();
if (command.firefox) ensureFirefox();
if (name === "test") ensureTools(["age", "openssl", "unzip"]);

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const { status } = spawnSync(process.execPath, ["--import", tsx, join(ROOT, command.program), ...args], {
  // A file named on the command line is meant from where the person stands, not from the project's folder.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: "inherit",
});
process.exit(status ?? 1);

/** Checks Node and installs the packages where they are missing or older than the lock file. No dependencies. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Stops with one sentence where Node is older than package.json asks for. */
export function ensureNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const [major = 0, minor = 0] = String(engines.node.match(/\d+\.\d+/))
    .split(".")
    .map(Number);
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  console.error(`Keepsake needs Node ${engines.node}; this is ${process.version}. See https://nodejs.org/`);
  process.exit(1);
}

/** @param {string} path */
const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** True where node_modules is what the lock file says: npm writes its own copy of the lock when it is done. */
function packagesStand() {
  const installed = join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  if (changed(installed) >= changed(join(ROOT, "package-lock.json"))) return true;
  // A fresh checkout or copy can make the lock file look newer without a change: then the versions decide.
  const wanted = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")).packages;
  const had = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.entries(wanted).every(
    ([name, entry]) => name === "" || entry.optional || had[name]?.version === entry.version,
  );
}

/** Runs `npm ci` where needed. Stops with npm's own words when it fails. */
export function ensurePackages() {
  if (packagesStand()) return;
  console.error("· installing packages: npm ci (once; under a minute)");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error("npm ci failed: see its message above.");
    process.exit(1);
  }
}

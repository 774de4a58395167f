/** Builds the extension where the build is missing or older than its sources. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { newest } from "./newest.ts";
import { type BrowserName, BUILDS, ROOT } from "./paths.ts";

const SOURCES = [
  "entrypoints",
  "components",
  "lib",
  "assets",
  "locales",
  "wxt.config.ts",
  "package-lock.json",
];

function isStale(browser: BrowserName): boolean {
  const built = join(BUILDS[browser], "manifest.json");
  if (!existsSync(built)) return true;
  return Math.max(...SOURCES.map((source) => newest(join(ROOT, source)))) > statSync(built).mtimeMs;
}

/**
 * Builds for `browser` if needed and gives the folder.
 * @throws Error with the builder's own words when the build fails
 */
export function ensureBuilt(browser: BrowserName): string {
  if (isStale(browser)) {
    console.error(`· building the extension for ${browser}`);
    const wxt = join(ROOT, "node_modules/wxt/bin/wxt.mjs");
    const args = [wxt, "build", "--mv3", "--browser", browser];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
    if (status !== 0) throw new Error(`the build for ${browser} failed:\n${stdout}\n${stderr}`);
  }
  return BUILDS[browser];
}

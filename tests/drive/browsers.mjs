/**
 * Finds the browsers on this machine, and on Debian as root installs them. Plain JavaScript without dependencies: it
 * runs before the packages are there.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const CHROMIUM_PACKAGES = ["chromium", "chromium-sandbox", "fonts-noto-core", "fonts-noto-color-emoji"];
const CHROMIUM_COMMANDS = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge",
];
const MAC_APPS = ["Chromium", "Google Chrome", "Microsoft Edge"];
const WINDOWS_PROGRAMS = [
  "Chromium\\Application\\chrome.exe",
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/** @param {string} text */
const say = (text) => console.error(`· ${text}`);

/** @param {string[]} names @returns {string[]} full paths of these commands, in this order */
function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @param {string[]} programs @returns {string[]} */
function inProgramFolders(programs) {
  const roots = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
  return roots.flatMap((root) => (root ? programs.map((program) => join(root, program)) : []));
}

/** @param {string[]} apps @returns {string[]} */
const inApplications = (apps) =>
  ["/Applications", join(process.env.HOME ?? "", "Applications")].flatMap((folder) =>
    apps.map((app) => join(folder, `${app}.app`, "Contents/MacOS", app)),
  );

/** Chrome, Chromium or Edge; `CHROME_PATH` wins. @returns {string | null} */
export function findChromium() {
  const candidates = [
    process.env.CHROME_PATH ?? "",
    ...(process.platform === "win32" ? inProgramFolders(WINDOWS_PROGRAMS) : []),
    ...(process.platform === "darwin" ? inApplications(MAC_APPS) : []),
    ...onPath(CHROMIUM_COMMANDS),
    "/snap/bin/chromium",
  ];
  return candidates.find((candidate) => candidate !== "" && existsSync(candidate)) ?? null;
}

/** Firefox, preferably ESR; `FIREFOX_PATH` wins. @returns {string | null} */
export function findFirefox() {
  const candidates = [
    process.env.FIREFOX_PATH ?? "",
    ...(process.platform === "win32" ? inProgramFolders(["Mozilla Firefox\\firefox.exe"]) : []),
    ...(process.platform === "darwin" ? ["/Applications/Firefox.app/Contents/MacOS/firefox"] : []),
    ...onPath(["firefox-esr", "firefox"]),
  ];
  return candidates.find((candidate) => candidate !== "" && existsSync(candidate)) ?? null;
}

/** True where `apt-get install` works without asking: Debian, as root. */
function isDebianRoot() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  return existsSync("/etc/debian_version") && onPath(["apt-get"]).some((path) => existsSync(path));
}

/** @param {string[]} packages @returns {boolean} true when apt-get ended well */
function aptInstall(packages) {
  say(`installing Debian packages: ${packages.join(" ")} (apt-get; about a minute)`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-q"],
    ["install", "-y", "-q", "--no-install-recommends", ...packages],
  ]) {
    const { status, stdout, stderr } = spawnSync("apt-get", args, { env, encoding: "utf8" });
    if (status === 0) continue;
    console.error(`${stdout}\n${stderr}`.trim().split("\n").slice(-15).join("\n"));
    return false;
  }
  return true;
}

/** What a person on another system has to do. @param {string} browser @param {string} variable */
function howTo(browser, variable) {
  const ways = {
    darwin: `brew install --cask ${browser === "firefox" ? "firefox" : "chromium"}`,
    win32: `winget install ${browser === "firefox" ? "Mozilla.Firefox" : "Google.Chrome"}`,
    linux: existsSync("/etc/debian_version")
      ? `sudo apt-get install ${browser === "firefox" ? "firefox-esr" : CHROMIUM_PACKAGES.join(" ")}`
      : `install the package "${browser}" with your system's package manager`,
  };
  const way = ways[/** @type {keyof typeof ways} */ (process.platform)] ?? `install ${browser}`;
  return `${way}\n  or set ${variable} to the program's path`;
}

/** Chrome, Chromium or Edge, installed if that can be done without asking; otherwise says what to do and stops. */
export function ensureChromium() {
  const found = findChromium() ?? (isDebianRoot() && aptInstall(CHROMIUM_PACKAGES) ? findChromium() : null);
  if (!found) {
    console.error(
      `Keepsake needs Chrome, Chromium or Edge, and found none. Please:\n  ${howTo("chromium", "CHROME_PATH")}`,
    );
    process.exit(1);
  }
  say(`browser: ${found}`);
  return found;
}

/** Firefox for the tests; where there is none and none can be installed, says so: those tests are skipped. */
export function ensureFirefox() {
  const found = findFirefox() ?? (isDebianRoot() && aptInstall(["firefox-esr"]) ? findFirefox() : null);
  if (found) say(`browser: ${found}`);
  else
    console.error(
      `No Firefox here: its tests are SKIPPED. To run them:\n  ${howTo("firefox", "FIREFOX_PATH")}`,
    );
  return found;
}

/** Other people's programs that tests check us against; where one is missing, its tests are skipped and say so. @param {string[]} packages Debian packages named as their command */
export function ensureTools(packages) {
  const missing = () => packages.filter((name) => !onPath([name]).some((path) => existsSync(path)));
  if (missing().length > 0 && isDebianRoot()) aptInstall(missing());
  if (missing().length > 0)
    console.error(`Not here, tests that need them are SKIPPED: ${missing().join(", ")}`);
}

/** True where a window can be shown. */
export function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** True for root on Linux: Chromium refuses its own sandbox there. */
export const sandboxImpossible = () => process.platform === "linux" && process.getuid?.() === 0;

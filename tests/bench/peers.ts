/**
 * Gets and bundles what ours is measured beside. SingleFile (AGPL) is fetched into a cache folder outside git, used
 * here and nowhere else; html2canvas is the package we pin.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "vite";

const SINGLE_FILE = "single-file-core@1.5.84";
const ROOT = join(import.meta.dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache/keepsake-bench");
const run = promisify(execFile);

/** The host whose pages get the naive observer, and one that gets nothing. */
export const NAIVE_HOST = "www.naive-bench.example";
export const PLAIN_HOST = "www.plain-bench.example";

/** Gives the folder of an unpacked extension holding the peers. Needs the registry the first time only. */
export async function makePeerExtension(): Promise<string> {
  const singleFile = await getSingleFile();
  const folder = join(CACHE, "peer-extension");
  await rm(folder, { recursive: true, force: true });
  for (const name of ["content", "background", "naive"]) {
    await build({
      configFile: false,
      logLevel: "error",
      root: ROOT,
      resolve: { alias: { "single-file-core": singleFile } },
      build: {
        outDir: folder,
        emptyOutDir: false,
        copyPublicDir: false,
        lib: {
          entry: join(import.meta.dirname, `peers/${name}.ts`),
          formats: ["iife"],
          name: "peer",
          fileName: () => `${name}.js`,
        },
      },
    });
  }
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest()));
  return folder;
}

async function getSingleFile(): Promise<string> {
  const kept = join(CACHE, SINGLE_FILE);
  if (existsSync(kept)) return kept;
  const work = `${kept}.part`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const { stdout } = await run("npm", ["pack", SINGLE_FILE, "--silent", "--pack-destination", work], {
    cwd: work,
  });
  const archive = stdout.trim().split("\n").at(-1) ?? "";
  await run("tar", ["xzf", join(work, archive), "-C", work]);
  await rename(join(work, "package"), kept);
  await rm(work, { recursive: true, force: true });
  return kept;
}

function manifest() {
  return {
    manifest_version: 3,
    name: "Peers of the bench",
    version: "1",
    host_permissions: ["https://*.facebook.com/*", "https://*.fbcdn.net/*"],
    background: { service_worker: "background.js" },
    content_scripts: [
      { matches: ["https://www.facebook.com/*"], js: ["content.js"], run_at: "document_idle" },
      { matches: [`https://${NAIVE_HOST}/*`], js: ["naive.js"], run_at: "document_start" },
    ],
  };
}

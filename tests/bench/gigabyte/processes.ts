/** Measurements in processes of their own, and other people's programs beside them. */
import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { build } from "vite";
import { archivePaths } from "../../../lib/bundle/archive-files.ts";
import { readZip } from "../../../lib/bundle/zip-read.ts";
import { openFile } from "../../../lib/cli/file.ts";
import { median } from "../table.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../../..");
const BUILT = join(ROOT, "node_modules/.cache/keepsake-bench/child");

export interface Took {
  ms: number;
  /** Most memory the process ever held; null where it is not ours to ask. */
  peakMegabytes: number | null;
}

type Times = readonly Pick<Took, "ms">[];
/** The middle, in seconds. */
export const middle = (took: Times) => (median(took.map(({ ms }) => ms)) ?? Number.NaN) / 1000;
/** All, in seconds, as they came. */
export const list = (took: Times) => took.map(({ ms }) => (ms / 1000).toFixed(2)).join(" ");

/** Makes plain JavaScript of child.ts, so that no loader's memory is counted. Before the first `child`. */
export async function buildChild(): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    root: ROOT,
    build: {
      ssr: join(import.meta.dirname, "child.ts"),
      outDir: BUILT,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: "child.mjs" } },
    },
  });
  await copyFile(join(ROOT, "lib/cli/hash-worker.mjs"), join(BUILT, "hash-worker.mjs"));
}

/** One role of child.ts over `folder`. */
export async function child(role: string, folder: string): Promise<Took> {
  const args = [join(BUILT, "child.mjs"), role, folder];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  const { ms, peakKilobytes } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  return { ms, peakMegabytes: (peakKilobytes * 1024) / 1e6 };
}

/** A program of the system, from its start to its end. */
export async function program(name: string, args: readonly string[], cwd: string): Promise<Took> {
  const started = performance.now();
  await run(name, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  return { ms: performance.now() - started, peakMegabytes: null };
}

/** Takes the archive out of the bundle as one file, for those who want it so: gzip members may be joined. */
export async function takeOutArchive(folder: string): Promise<void> {
  const path = join(folder, "bundle.wacz");
  const file = await openFile(path);
  if ("problem" in file) throw new Error(file.problem);
  const zip = await readZip(file.source);
  await file.close();
  await mkdir(join(folder, "archive"), { recursive: true });
  const whole = join(folder, "archive", "data.warc.gz");
  await rm(whole, { force: true });
  for (const name of archivePaths((each) => zip?.files.has(each) ?? false)) {
    const { dataAt = 0, size = 0 } = zip?.files.get(name) ?? {};
    const part = createReadStream(path, { start: dataAt, end: dataAt + size - 1 });
    await pipeline(part, createWriteStream(whole, { flags: "a" }));
  }
}

/** Lets the disk catch up, so that one's writing does not slow the next one's reading; removes what was written. */
export async function rest(folder: string, ...written: string[]): Promise<void> {
  for (const name of written) await rm(join(folder, name), { force: true });
  await run("sync", []);
}

/** Reads it all, so that it lies in the system's cache: kernels let go of what was not asked for while others were measured. */
async function read(path: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  if (isFolder) for (const name of await readdir(path)) await read(join(path, name));
  else await pipeline(createReadStream(path), new Writable({ write: (_chunk, _encoding, done) => done() }));
}

/**
 * Rests and reads `input`, for it is not disks that are compared; then takes the memory that `bytes` of a file lie in, and
 * gives it back. A virtual machine whose host takes free memory back has it again at 450 MB a second: whoever happened to
 * write first would pay for all (2026-11).
 */
export async function restBeforeWriting(
  bytes: number,
  folder: string,
  input: string,
  ...written: string[]
): Promise<void> {
  await rest(folder, ...written);
  await read(join(folder, input));
  const path = join(folder, "memory");
  const file = await open(path, "w");
  const zeros = new Uint8Array(1024 * 1024);
  for (let done = 0; done < bytes; done += zeros.length) await file.write(zeros);
  await file.close();
  await rm(path);
}

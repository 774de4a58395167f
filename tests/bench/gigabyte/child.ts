/**
 * One measurement in a process of its own, so that its peak memory is its own: `child.ts ROLE FOLDER`. Prints
 * milliseconds and peak kilobytes as JSON. What is not the work itself (opening) is not timed.
 */
import "../../../lib/model/without-eval.ts"; // first

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { encryptTo } from "../../../lib/bundle/encrypt.ts";
import { waczBytes } from "../../../lib/bundle/wacz-write.ts";
import { openFile } from "../../../lib/cli/file.ts";
import { inNode } from "../../../lib/cli/in-node.ts";
import { save } from "../../../lib/cli/save.ts";
import { verifyBundle } from "../../../lib/verify/verify.ts";
import { peakKilobytes } from "../../fixtures/peak.ts";
import { openMaterial } from "./material.ts";

const [role = "", folder = ""] = process.argv.slice(2);
const bundle = join(folder, "bundle.wacz");

const ROLES: Record<string, () => Promise<number>> = {
  verify: async () => {
    const file = await openFile(bundle);
    if ("problem" in file) throw new Error(file.problem);
    const started = performance.now();
    const { verdict, findings } = await verifyBundle(file.source, {
      now: "2026-11-21T00:00:00.000Z",
      ...inNode,
    });
    const ms = performance.now() - started;
    if (verdict !== "intact") throw new Error(JSON.stringify(findings.slice(0, 3)));
    await file.close();
    return ms;
  },
  /** The floor: read and hash, and nothing else. */
  read: () => readAndHash(1),
  /** The least that verifying is: each byte is part of a listed file and of an artefact, and both have a hash. */
  "read-twice": () => readAndHash(2),
  export: async () => {
    const input = await openMaterial(folder);
    const file = await open(bundle, "w");
    const started = performance.now();
    await save(file, waczBytes({ ...input, ...inNode }));
    const ms = performance.now() - started;
    await file.close();
    return ms;
  },
  encrypt: async () => {
    const recipient = await readFile(join(folder, "recipient.txt"), "utf8");
    const started = performance.now();
    const plain = Readable.toWeb(createReadStream(join(folder, "plain"))) as ReadableStream<Uint8Array>;
    const { stream } = await encryptTo([recipient], plain);
    const file = await open(join(folder, "node.age"), "w");
    await save(file, stream);
    await file.close();
    return performance.now() - started;
  },
  /** The other writer of WACZ is given the finished archive; it indexes and packs it. */
  "js-wacz": async () => {
    const { WACZ } = await import("@harvard-lil/js-wacz");
    const started = performance.now();
    const output = join(folder, "js-wacz.wacz");
    await new WACZ({ input: join(folder, "archive", "data.warc.gz"), output }).process();
    return performance.now() - started;
  },
};

async function readAndHash(times: number): Promise<number> {
  const started = performance.now();
  const file = await open(bundle);
  const hashes = Array.from({ length: times }, () => createHash("sha256"));
  const chunk = new Uint8Array(1024 * 1024);
  for (let got = await next(file, chunk); got > 0; got = await next(file, chunk))
    for (const hash of hashes) hash.update(chunk.subarray(0, got));
  for (const hash of hashes) hash.digest();
  await file.close();
  return performance.now() - started;
}

const next = async (file: FileHandle, chunk: Uint8Array) =>
  (await file.read(chunk, 0, chunk.length)).bytesRead;

const run = ROLES[role];
if (!run) throw new Error(`no such role: ${role}`);
const ms = await run();
console.log(JSON.stringify({ ms, peakKilobytes: peakKilobytes() }));
process.exit(0); // js-wacz leaves its pool of workers running

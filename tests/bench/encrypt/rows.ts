/** Encrypting a file and saving it, beside Debian's `age` on the same file; and the memory of it. */
import { randomBytes } from "node:crypto";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { buildChild, child, list, middle, program, rest, type Took } from "../gigabyte/processes.ts";
import type { BenchStage } from "../stage.ts";
import { judge, type Row } from "../table.ts";
import { openSealingPage, type SealingPage } from "./page.ts";
import { measureSending, SENT_AT_MOST } from "./sending.ts";
import { warm } from "./warm.ts";

const TURNS = 3;
const SMALL = 10e6;
/** A large case; less where less was asked for. */
const largest = (bytes: number): number => (bytes >= 1e9 ? 2e9 : bytes);

/** Writes files of some `bytes` to the folder for temporary files, measures, and removes them. */
export async function measureEncrypt(stage: BenchStage, bytes: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "keepsake-bench-"));
  try {
    const recipient = await makeFiles(folder, bytes);
    // Gigabytes of our own making: what waits to be written would be written while the first, ours, is measured (2026-11).
    await rest(folder);
    await buildChild();
    const page = await openSealingPage(stage);
    const rows = [
      ...(await throughput(page, folder, recipient, bytes)),
      await memory(page, folder, recipient, bytes),
      await measureSending(page, folder, recipient),
    ];
    await page.close();
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Ours is saved when the file lies on the disk; `age` ends when the system has the bytes in memory, so `sync` stands beside
 * it. Then ours is read back and hashed, for the receipt: beside that stands `sha256sum`.
 */
async function throughput(
  page: SealingPage,
  folder: string,
  recipient: string,
  bytes: number,
): Promise<Row[]> {
  const [ours, whole, node]: [Took[], Took[], Took[]] = [[], [], []];
  const [age, saved, hashed]: [Took[], Took[], Took[]] = [[], [], []];
  const after = (before: Took, { ms }: Took) => ({ ms: before.ms + ms, peakMegabytes: null });
  for (let turn = 0; turn < TURNS; turn++) {
    await warm(folder, "plain");
    const sealed = await page.seal(join(folder, "plain"), [recipient]);
    ours.push({ ms: sealed.saved, peakMegabytes: null });
    whole.push({ ms: sealed.ms, peakMegabytes: null });
    await page.clear(); // both write a new file: to cut off an old one of that length takes time
    await rest(folder);
    await warm(folder, "plain");
    const alone = await program("age", ["-r", recipient, "-o", "age.age", "plain"], folder);
    const onDisk = after(alone, await program("sync", ["age.age"], folder));
    age.push(alone);
    saved.push(onDisk);
    hashed.push(after(onDisk, await program("sha256sum", ["age.age"], folder)));
    await rest(folder, "age.age");
    node.push(await child("encrypt", folder));
    await rest(folder, "node.age");
  }
  const how = `${bytes / 1e6} MB, in turn; ours ${list(ours)}, with its digest ${list(whole)}; age ${list(age)}, with sync ${list(saved)}, with sync and sha256sum ${list(hashed)}; in Node ${list(node)}`;
  const all = { unit: "s", how };
  const name = "encrypt and save in the extension's page";
  return [
    judge({
      ...all,
      name,
      ours: middle(ours),
      peerName: "age, sync",
      peer: middle(saved),
      goal: { ratio: 3 },
    }),
    judge({
      ...all,
      name,
      ours: middle(ours),
      peerName: "age, nothing on the disk yet",
      peer: middle(age),
      goal: { ratio: 3 },
    }),
    judge({
      ...all,
      name: `${name}, read back and hash`,
      ours: middle(whole),
      peerName: "age, sync, sha256sum",
      peer: middle(hashed),
    }),
    judge({
      ...all,
      name: "encrypt in Node",
      ours: middle(node),
      peerName: "age alone",
      peer: middle(age),
      how: `${how}; peak memory ${Math.max(...node.map(({ peakMegabytes }) => peakMegabytes ?? 0)).toFixed(0)} MB`,
    }),
  ];
}

async function memory(page: SealingPage, folder: string, recipient: string, bytes: number): Promise<Row> {
  const idle = await page.held();
  const peaks: number[] = [];
  for (const name of ["small", "large"]) {
    await page.peak();
    await page.seal(join(folder, name), [recipient]);
    peaks.push((await page.peak()) - idle);
  }
  const [small = 0, large = 0] = peaks;
  return judge({
    name: "encrypt in the extension's page, memory above idle",
    unit: "MB",
    ours: large,
    goal: { atMost: 150 },
    how: `largest resident set of the page's process, its threads included, less ${idle.toFixed(0)} MB before; ${largest(bytes) / 1e6} MB; of ${SMALL / 1e6} MB it is ${small.toFixed(0)} MB`,
  });
}

/** Random bytes, as pictures and videos are to a cipher. Gives the recipient whose identity lies beside them. */
async function makeFiles(folder: string, bytes: number): Promise<string> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  await writeFile(join(folder, "identity.txt"), `${identity}\n`);
  await writeFile(join(folder, "recipient.txt"), recipient);
  const chunk = randomBytes(16 * 1024 * 1024);
  await fill(join(folder, "plain"), bytes, chunk);
  await fill(join(folder, "small"), SMALL, chunk);
  await fill(join(folder, "sent"), Math.min(bytes, SENT_AT_MOST), chunk);
  await fill(join(folder, "large"), largest(bytes), chunk);
  return recipient;
}

async function fill(path: string, bytes: number, chunk: Uint8Array): Promise<void> {
  const file = await open(path, "w");
  for (let done = 0; done < bytes; done += chunk.length)
    await file.write(chunk, 0, Math.min(chunk.length, bytes - done));
  await file.close();
}

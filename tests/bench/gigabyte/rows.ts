/** A bundle of a gigabyte: written, and verified in Node, each beside its floor, in turn, each in a process of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judge, notMeasured, type Row } from "../table.ts";
import { makeMaterial } from "./material.ts";
import {
  buildChild,
  child,
  list,
  middle,
  program,
  rest,
  restBeforeWriting,
  type Took,
  takeOutArchive,
} from "./processes.ts";

const TURNS = 5;

/** Writes some `bytes` to the folder for temporary files, measures, and removes them. */
export async function measureGigabyte(bytes: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "keepsake-bench-"));
  try {
    const megabytes = Math.round((await makeMaterial(folder, bytes)) / 1e6);
    await rest(folder);
    await buildChild();
    return [...(await exporting(folder, bytes, megabytes)), ...(await verifying(folder, bytes))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function exporting(folder: string, bytes: number, megabytes: number): Promise<Row[]> {
  const [ours, zip, jsWacz]: [Took[], Took[], Took[]] = [[], [], []];
  for (let turn = 0; turn < TURNS; turn++) {
    await restBeforeWriting(bytes, folder, "artefacts", "bundle.wacz");
    ours.push(await child("export", folder));
    if (turn === 0) await takeOutArchive(folder);
    await restBeforeWriting(bytes, folder, "archive", "js-wacz.wacz");
    jsWacz.push(await child("js-wacz", folder));
    await restBeforeWriting(bytes, folder, "artefacts", "js-wacz.wacz", "plain.zip");
    zip.push(await program("zip", ["-0", "-q", "-r", "plain.zip", "artefacts"], folder));
    await rest(folder, "plain.zip");
  }
  const how = `${megabytes} MB of artefacts in files, pages once more for viewers; ours ${list(ours)}; `;
  const name = "export in Node";
  const seconds = { unit: "s", ours: middle(ours) };
  return [
    judge({
      ...seconds,
      name,
      peerName: "js-wacz",
      peer: middle(jsWacz),
      goal: { ratio: 1 / 5 },
      how: `${how}js-wacz, given our finished archive, ${list(jsWacz)}`,
    }),
    judge({
      ...seconds,
      name,
      peerName: "zip -0",
      peer: middle(zip),
      goal: { ratio: 2 },
      how: `${how}zip ${list(zip)}`,
    }),
    memory("export in Node, peak memory", ours, 150),
  ];
}

async function verifying(folder: string, bytes: number): Promise<Row[]> {
  const took: Record<"verify" | "read" | "read-twice", Took[]> = { verify: [], read: [], "read-twice": [] };
  const roles = ["verify", "read", "read-twice"] as const;
  // who goes first changes with every turn
  for (let turn = 0; turn < 2 * TURNS; turn++)
    for (const role of turn % 2 ? roles.toReversed() : roles) took[role].push(await child(role, folder));
  const ours = took.verify;
  const common = { name: "verify in Node", unit: "s", ours: middle(ours) };
  const how = `a bundle of ${Math.round(bytes / 1e6)} MB, in the system's cache; ours ${list(ours)}; `;
  return [
    judge({
      ...common,
      peerName: "read + createHash",
      peer: middle(took.read),
      goal: { ratio: 2 },
      how: `${how}floor ${list(took.read)}`,
    }),
    judge({
      ...common,
      peerName: "read + createHash twice",
      peer: middle(took["read-twice"]),
      how: `${how}each byte is part of a listed file and of an artefact, both with a hash: the least, in one thread, ${list(took["read-twice"])}`,
    }),
    memory("verify in Node, peak memory", ours, 200),
  ];
}

function memory(name: string, ours: readonly Took[], atMost: number): Row {
  const peak = Math.max(...ours.map(({ peakMegabytes }) => peakMegabytes ?? Number.NaN));
  if (Number.isNaN(peak)) return notMeasured(name, "the process did not tell");
  const how =
    "largest resident set of the process, Node itself included; built to plain JavaScript, as no loader belongs to it";
  return judge({ name, unit: "MB", ours: peak, goal: { atMost }, how });
}

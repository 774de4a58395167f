/** One run: a sample, a mutation, a forger's care, and what the verifier makes of it. */

import { readEntry } from "../../lib/bundle/wacz-read.ts";
import { readZip } from "../../lib/bundle/zip-read.ts";
import { nodeHasher } from "../../lib/cli/hasher.ts";
import { sameBytes } from "../../lib/evidence/bytes.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { type Files, packNow, text } from "../fixtures/repack.ts";
import { BYTE_MUTATIONS, type Mutant } from "./bytes.ts";
import type { Sample } from "./corpus.ts";
import { type Dice, diceOf } from "./dice.ts";
import { FILE_MUTATIONS } from "./files.ts";
import { refitEvidence, refitList } from "./forger.ts";
import { watchedSource } from "./quick.ts";

/** How a run ended. `found` and `same` (the mutation changed nothing) are well; the others are failures. */
export type Ending = "found" | "same" | "missed" | "crashed" | "hung";

export interface Run {
  seed: number;
  run: number;
  kind: string;
  what: string;
  ending: Ending;
  detail: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const NOW = "2026-11-21T00:00:00.000Z";

/** Makes and judges mutation number `run` of a series; the same for the same samples, seed and number. */
export async function runOnce(samples: readonly Sample[], seed: number, run: number): Promise<Run> {
  const dice = diceOf(seed, run);
  const sample = dice.pick(samples);
  const other = dice.pick(samples.filter((each) => each !== sample));
  const kind = dice.pick(dice.roll(2) === 0 ? Object.keys(BYTE_MUTATIONS) : Object.keys(FILE_MUTATIONS));
  const mutant = await mutate(sample, other, kind, dice);
  const base = { seed, run, kind: `${sample.name}/${kind}`, what: mutant.what, bytes: mutant.bytes };
  if (mutant.unchanged || sameBytes(mutant.bytes, sample.bytes) || sameBytes(mutant.bytes, other.bytes))
    return { ...base, ending: "same", detail: "" };
  return { ...base, ...(await judge(sample, other, mutant.bytes)) };
}

async function mutate(sample: Sample, other: Sample, kind: string, dice: Dice): Promise<Mutant> {
  const asBytes = BYTE_MUTATIONS[kind];
  if (asBytes) return asBytes(sample.bytes, dice, other);
  const change = await FILE_MUTATIONS[kind]?.(new Map(sample.files), dice, other);
  if (!change) throw new RangeError(`no such mutation: ${kind}`);
  const { files, extra } = change;
  const care = dice.pick(["none", "list", "list", "evidence", "evidence", "signed"] as const);
  if (care === "evidence" && sample.ours) await refitEvidence(files);
  // with the key of the list in hand, everything the list covers must be caught by what else is sealed
  const held = care === "signed" && sample.ours && files.has("evidence/manifest.json");
  if (care !== "none") await refitList(files, held ? sample.keys : undefined);
  const unchanged = held && !extra && (alike(files, sample.files) || alike(files, other.files));
  const list: [string, Uint8Array][] = [...files];
  if (extra) list.splice(dice.roll(list.length + 1), 0, extra);
  return {
    bytes: packNow(list),
    unchanged,
    what: `${change.what}; refits ${held ? "and signs the list" : care}`,
  };
}

/** True where the files and their order are the same, but for what refitting makes of them: hashes and signature of the list. */
function alike(a: Files, b: Files): boolean {
  const [names, others] = [[...a.keys()], [...b.keys()]];
  const plain = (files: Files, path: string): string => {
    if (/^datapackage/.test(path)) return text(files, path).replace(/"(signature|hash)":"[^"]*"/g, "");
    const whole = Buffer.from(files.get(path) ?? []).toString("latin1");
    // in which order the parts of a record are disclosed means nothing
    return path === "evidence/disclosures.jsonl" ? whole.split("\n").sort().join("\n") : whole;
  };
  return names.join("\n") === others.join("\n") && names.every((path) => plain(a, path) === plain(b, path));
}

async function judge(
  sample: Sample,
  other: Sample,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ ending: Ending; detail: string }> {
  const source = watchedSource(bytes);
  const report = await verifyBundle(source, { now: NOW, hasher: nodeHasher }).catch((error: unknown) =>
    String(error),
  );
  if (typeof report === "string") return { ending: "crashed", detail: report };
  const broken = report.findings.find(({ code }) => code === "source-failed");
  if (broken)
    return {
      ending: /without end/.test(broken.detail ?? "") ? "hung" : "crashed",
      detail: broken.detail ?? "",
    };
  if (report.verdict !== "intact" || !report.shown) return { ending: "found", detail: "" };
  const { kind, signer } = report.shown;
  if (signer === null) return { ending: "found", detail: "" }; // it says that nothing vouches for it
  // whoever may sign the list may withhold: that is told, and counted
  if (kind === "evidence" && report.shown.withheld > sample.withheld) return { ending: "found", detail: "" };
  if (kind === "evidence") return { ending: "missed", detail: `signed by ${signer}` };
  // another tool's bundle: its zip may be written otherwise, but what the signed list names must be as it was
  const same = (await signedAlike(sample, bytes)) || (await signedAlike(other, bytes));
  return { ending: same ? "found" : "missed", detail: `foreign, signed by ${signer}` };
}

/** True where every file of a foreign sample is in the mutant, unchanged, and no more is there. */
async function signedAlike(sample: Sample, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const source = watchedSource(bytes);
  const files = (await readZip(source))?.files ?? new Map();
  if (files.size !== sample.files.size) return false;
  for (const [path, expected] of sample.files) {
    if (path === "datapackage-digest.json") continue; // of it only hash, signature and key are signed or used
    const entry = files.get(path);
    if (!entry || !sameBytes(await readEntry(source, entry, 1e6), expected)) return false;
  }
  return true;
}

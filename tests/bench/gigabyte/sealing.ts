/** What sealing costs a capture: a statement of about 100 leaves, beside as many bare SHA-256. */
import { createHash } from "node:crypto";
import { emptyHead } from "../../../lib/evidence/custody.ts";
import { leavesOf } from "../../../lib/evidence/disclose.ts";
import { sealCapture } from "../../../lib/evidence/seal.ts";
import { judge, median, type Row } from "../table.ts";
import { typicalStatement } from "./material.ts";

const TURNS = 200;

export async function measureSealing(): Promise<Row[]> {
  const statement = await typicalStatement(1);
  const leaves = leavesOf(statement).map(({ value }) => JSON.stringify(value));
  const [ours, floor]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    const started = performance.now();
    await sealCapture(statement, {
      captureId: "c".repeat(32),
      head: emptyHead(),
      now: statement.capture.sealedAt,
    });
    const sealed = performance.now();
    for (const leaf of leaves) createHash("sha256").update(leaf).digest("hex");
    floor.push(performance.now() - sealed);
    ours.push(sealed - started);
  }
  return [
    judge({
      name: `sealing a capture of ${leaves.length} leaves`,
      peerName: "as many bare SHA-256",
      unit: "ms",
      ours: median(ours),
      peer: median(floor),
      how: `sealCapture whole (salts, canonical form, commitments, record, custody entry), in Node, median of ${TURNS}; floor: createHash over each leaf's JSON`,
    }),
  ];
}

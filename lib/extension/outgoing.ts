/** Captures as they leave: read from the vault one by one, each without what is withheld of it. Can be read again and again. */
import type { BundleCapture } from "../bundle/input.ts";
import { type Choice, withholding } from "../bundle/withhold.ts";
import { leavingWitness, type WitnessFact } from "../bundle/witness-leaves.ts";
import { FaultError } from "../model/fault.ts";
import { readArtefact, readSealed } from "../vault/captures.ts";

/**
 * `each` is told every record's number in its case; `disclose`: what goes along of the witness and their device. Reading
 * throws FaultError `not-found` where a capture is gone meanwhile.
 */
export const outgoing = (
  captureIds: readonly string[],
  withheld: readonly Choice[],
  each?: (seq: number) => void,
  disclose: readonly WitnessFact[] = [],
): AsyncIterable<BundleCapture> =>
  withholding(
    leavingWitness({ [Symbol.asyncIterator]: () => captures(captureIds, each) }, disclose),
    withheld,
  );

async function* captures(
  captureIds: readonly string[],
  each?: (seq: number) => void,
): AsyncGenerator<BundleCapture> {
  for (const captureId of captureIds) {
    const sealed = await readSealed(captureId);
    if (!sealed) throw new FaultError("not-found", "capture deleted during export");
    const { card, record, disclosures } = sealed;
    each?.(card.seq);
    yield {
      captureId,
      record,
      disclosures,
      async artefact(name) {
        const blob = await readArtefact(captureId, name);
        if (!blob) throw new FaultError("not-found", "artefact");
        return blob;
      },
    };
  }
}

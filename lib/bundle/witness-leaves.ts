/** Leaves of the witness and their machine: in no bundle but by choice (FORMAT §4.15). */
import { openDisclosure, WITNESS } from "../evidence/disclose.ts";
import type { WitnessFacts } from "../model/statement.ts";
import type { BundleCapture } from "./input.ts";

/** Which of them go along. */
export type WitnessFact = keyof WitnessFacts;

const isWithheld = (disclosure: string, chosen: readonly WitnessFact[]): boolean => {
  const path = openDisclosure(disclosure)?.path ?? "";
  return path.startsWith(WITNESS) && !chosen.some((fact) => path === WITNESS + fact);
};

/** The disclosures that leave. */
export const withoutWitness = (
  disclosures: readonly string[],
  chosen: readonly WitnessFact[] = [],
): string[] => disclosures.filter((disclosure) => !isWithheld(disclosure, chosen));

/** The same captures, without what was not chosen. Can be read more than once, as far as `captures` can. */
export const leavingWitness = (
  captures: AsyncIterable<BundleCapture>,
  chosen: readonly WitnessFact[] = [],
): AsyncIterable<BundleCapture> => ({
  async *[Symbol.asyncIterator]() {
    for await (const capture of captures)
      yield { ...capture, disclosures: withoutWitness(capture.disclosures, chosen) };
  },
});

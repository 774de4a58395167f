/** Choosing what to withhold, for our own pages: what there is, what the choice implies, and what the receiver will see. */
import { type ChosenPath, type Implied, impliedBy } from "../bundle/implied.ts";
import type { Region } from "../bundle/redaction.ts";
import { withhold } from "../bundle/withhold.ts";
import { type WitnessFact, withoutWitness } from "../bundle/witness-leaves.ts";
import type { StatementPart } from "../evidence/assemble.ts";
import { type Leaf, openDisclosure } from "../evidence/disclose.ts";
import { openPart } from "../evidence/open.ts";
import { FaultError } from "../model/fault.ts";
import { type CaptureCard, readArtefact, readSealed } from "../vault/captures.ts";
import type { WithholdChoice } from "./withhold-messages.ts";

export type { Implied } from "../bundle/implied.ts";
export type { Region } from "../bundle/redaction.ts";
export type { WitnessFact } from "../bundle/witness-leaves.ts";
export type { StatementPart } from "../evidence/assemble.ts";
export type { Leaf } from "../evidence/disclose.ts";

export interface Withholdable {
  card: CaptureCard;
  leaves: Leaf[];
}

export interface Preview {
  card: CaptureCard;
  statement: StatementPart;
  withheld: number;
  pictures: { name: string; blob: Blob; width: number; height: number; regions: Region[] }[];
}

async function sealed(id: string) {
  const kept = await readSealed(id);
  if (!kept) throw new FaultError("not-found");
  return kept;
}

const leavesOf = (disclosures: readonly string[]): Leaf[] =>
  disclosures.map(openDisclosure).filter((leaf) => leaf !== null);

/** Captures with all their leaves but those that leave only by choice, in the order of their sealing. @throws FaultError `not-found`. */
export async function withholdable(ids: readonly string[]): Promise<Withholdable[]> {
  const all = await Promise.all(ids.map(sealed));
  return all
    .map(({ card, disclosures }) => ({ card, leaves: leavesOf(withoutWitness(disclosures)) }))
    .sort((a, b) => a.card.seq - b.card.seq);
}

/** What the chosen parts imply. */
export const implied = (
  captures: readonly Withholdable[],
  chosen: readonly ChosenPath[],
): Promise<Implied[]> =>
  impliedBy(
    captures.map(({ card, leaves }) => ({
      id: card.id,
      leaves,
      artefact: (name: string) => readArtefact(card.id, name),
    })),
    chosen,
  );

/** What the receiver will see of a capture: made by the very code that writes the bundle. @throws FaultError `not-found`, `export-failed`. */
export async function previewOf(choice: WithholdChoice): Promise<Preview> {
  const { card, record, disclosures } = await sealed(choice.record);
  const capture = {
    captureId: choice.record,
    record,
    disclosures: withoutWitness(disclosures),
    async artefact(name: string) {
      const blob = await readArtefact(choice.record, name);
      if (!blob) throw new FaultError("not-found", name);
      return blob;
    },
  };
  const kept = await withhold(capture, choice);
  const opened = await openPart(record, kept.disclosures);
  if ("problem" in opened) throw new FaultError("export-failed", opened.problem);
  const pictures = ((await kept.derived?.()) ?? []).flatMap((one, index) =>
    "entry" in one ? [] : [{ ...one, name: `derived-${index}.png`, blob: one.png }],
  );
  return { card, statement: opened.statement, withheld: opened.withheld, pictures };
}

/** How many parts are left out: what was chosen, counted in what is kept, and what leaves only by choice. */
export async function countWithheld(
  cards: readonly CaptureCard[],
  choices: readonly WithholdChoice[],
  disclose: readonly WitnessFact[] = [],
): Promise<number> {
  let count = cards.reduce((sum, { witness = 0 }) => sum + Math.max(0, witness - disclose.length), 0);
  for (const { record, paths, blackouts } of choices) {
    const chosen = new Set([...paths, ...blackouts.map(({ path }) => path)]);
    const { disclosures } = await sealed(record);
    count += leavesOf(disclosures).filter(({ path }) => chosen.has(path)).length;
  }
  return count;
}

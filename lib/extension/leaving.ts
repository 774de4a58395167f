/** What leaves with a hand-over, from what was read once and what is withheld by now: every item, every name stated in it, the size. */
import { paddedSize } from "../bundle/padding.ts";
import type { CaptureCard } from "../vault/card.ts";
import type { Leak } from "./export-messages.ts";
import type { WithholdChoice } from "./withhold-messages.ts";

/** As whose a name stands there. */
export type NamedAs = "author" | "original" | "commenter";

/** A part of a capture that is a file or states a name. */
export interface LeavingPart {
  path: string;
  bytes: number;
  picture: boolean;
  named: { name: string; as: NamedAs } | null;
}
/** All that is chosen, as it is kept. */
export interface Chosen {
  captures: { card: CaptureCard; parts: LeavingPart[]; rest: number }[];
  /** Strings of the witness that were left in by choice. */
  own: string[];
}

export interface Leaving {
  items: { card: CaptureCard; withheld: number; picture: boolean }[];
  /** Those that stand in most captures first. */
  names: { name: string; as: NamedAs[]; captures: number }[];
  own: string[];
  /** Of the encrypted file, about: it is brought to one of few lengths. */
  bytes: number;
}

/** What stands in a bundle beside its captures: lists, log, the paper on how to check it. */
const BESIDE = 60_000;

/** `choices`: what is withheld. */
export function leavingOf({ captures, own }: Chosen, choices: readonly WithholdChoice[]): Leaving {
  const withheld = withheldIn(choices);
  const names = new Map<string, { as: Set<NamedAs>; captures: Set<string> }>();
  let bytes = BESIDE;
  const items = captures.map(({ card, parts, rest }) => {
    const out = withheld.get(card.id) ?? new Set();
    const left = parts.filter(({ path }) => !out.has(path));
    bytes += left.reduce((sum, part) => sum + part.bytes, rest);
    for (const { named } of left) {
      if (!named) continue;
      const known = names.get(named.name) ?? { as: new Set(), captures: new Set() };
      known.as.add(named.as);
      known.captures.add(card.id);
      names.set(named.name, known);
    }
    const picture = left.some((part) => part.picture);
    return { card: shownOf(card, out, picture), withheld: out.size, picture };
  });
  return {
    items,
    names: [...names]
      .map(([name, known]) => ({ name, as: [...known.as], captures: known.captures.size }))
      .sort((a, b) => b.captures - a.captures || a.name.localeCompare(b.name)),
    own,
    bytes: paddedSize(bytes),
  };
}

/** The card as the receiver could make it: without what is withheld. */
const shownOf = (card: CaptureCard, out: ReadonlySet<string>, picture: boolean): CaptureCard => ({
  ...card,
  author: out.has("extraction/author") ? null : card.author,
  textStart: out.has("extraction/text") || out.has("extraction/title") ? null : card.textStart,
  picture: picture ? card.picture : null,
});

/** Leaks that are still there once this is withheld. */
export function leaksLeft(leaks: readonly Leak[], choices: readonly WithholdChoice[]): Leak[] {
  const withheld = withheldIn(choices);
  return leaks.filter(
    ({ captureId, path }) => captureId === null || path === null || !withheld.get(captureId)?.has(path),
  );
}

const withheldIn = (choices: readonly WithholdChoice[]): Map<string, Set<string>> =>
  new Map(
    choices.map(({ record, paths, blackouts }) => [
      record,
      new Set([...paths, ...blackouts.map(({ path }) => path)]),
    ]),
  );

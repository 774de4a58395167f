/** The leak gate with what the vault knows of the witness: for bundles on their way out, and for texts. */
import type { BundleCapture } from "../bundle/input.ts";
import { type Gate, gateOf } from "../bundle/leak-gate.ts";
import { placesOf } from "../bundle/leak-place.ts";
import { type Needles, needlesOf } from "../bundle/leak-scan.ts";
import { utf8 } from "../evidence/bytes.ts";
import { openDisclosure, WITNESS } from "../evidence/disclose.ts";
import { FaultError } from "../model/fault.ts";
import { Device } from "../model/statement.ts";
import { type Identifier, type IdentifierKind, isCommonName, kindOf } from "../model/witness.ts";
import { readIdentifiers, readOwn } from "../vault/witness.ts";
import type { Leak } from "./export-messages.ts";

type Captures = AsyncIterable<BundleCapture>;

export interface LeakCheck {
  gate: Gate;
  /** Where the gate's strings stand. Asked after it closed. */
  leaks(captures: Captures): Promise<Leak[]>;
}

/** The fault `leak-found`, with the places. */
export class LeakError extends FaultError {
  readonly leaks: Leak[];
  constructor(leaks: Leak[]) {
    super("leak-found");
    this.leaks = leaks;
  }
}

/**
 * A check for one bundle. What the person left in one of its captures by choice, or discloses of their device, passes there
 * and nowhere else: that is looked at here, capture by capture. @throws LeakError
 */
export async function leakCheck(
  captureIds: readonly string[],
  captures: Captures,
  disclosesDevice = false,
): Promise<LeakCheck> {
  const known = await lookedFor();
  const own = await readOwn(captureIds);
  const stated = disclosesDevice ? await deviceFacts(captures) : [];
  const isChosen = (identifier: Identifier): boolean =>
    [...own.values()].some((values) => stays(identifier, values)) ||
    stated.some((fact) => fact.includes(identifier.value));
  const strict = known.filter((identifier) => !isChosen(identifier));
  const loose = known.filter(isChosen);
  const elsewhere = loose.length === 0 ? [] : await placed(captures, loose);
  const wrong = elsewhere.filter(
    ({ captureId, path, identifier }) =>
      !path?.startsWith(WITNESS) && !stays(identifier, own.get(captureId) ?? new Set()),
  );
  if (wrong.length > 0) throw new LeakError(leaksOf(wrong));
  const needles = prepared(strict);
  const gate = gateOf(needles);
  return {
    gate,
    leaks: async (again) => {
      const found = await placed(again, strict, needles);
      const places = leaksOf(found);
      const seen = new Set(found.map(({ identifier }) => identifier.value));
      const rest = [...gate.found]
        .flatMap((index) => strict[index] ?? [])
        .filter(({ value }) => !seen.has(value));
      const kinds = new Set(rest.map(kindOf));
      return [...places, ...[...kinds].map((kind) => ({ captureId: null, path: null, kind }))];
    },
  };
}

/** The same text, once it is known to hold nothing of the witness. @throws LeakError; FaultError `vault-locked`: then nobody can tell. */
export async function gated(text: string): Promise<string> {
  const known = await lookedFor();
  const found = new Set<IdentifierKind>();
  const scan = prepared(known).scan((index) => {
    const identifier = known[index];
    if (identifier) found.add(kindOf(identifier));
  });
  scan.see(utf8(text));
  if (found.size > 0) throw new LeakError([...found].map((kind) => ({ captureId: null, path: null, kind })));
  return text;
}

const lookedFor = async (): Promise<Identifier[]> =>
  (await readIdentifiers()).filter((identifier) => !isCommonName(identifier));

const prepared = (known: readonly Identifier[]): Needles =>
  needlesOf(
    known.map((identifier) => ({ value: identifier.value, token: kindOf(identifier) === "session" })),
  );

/** Left in by choice: one of these strings, or another of the same kind that says the same (an address and the name in it). */
const stays = (identifier: Identifier, own: ReadonlySet<string>): boolean =>
  own.has(identifier.value) ||
  (SHOWN_BY_POSTS.has(kindOf(identifier)) &&
    [...own].some((value) => value.includes(identifier.value) || identifier.value.includes(value)));

const SHOWN_BY_POSTS: ReadonlySet<IdentifierKind> = new Set(["name", "account", "picture"]);

/** What these captures disclose of the device. */
async function deviceFacts(captures: Captures): Promise<string[]> {
  const facts: string[] = [];
  for await (const { disclosures } of captures)
    for (const disclosure of disclosures) {
      const leaf = openDisclosure(disclosure);
      if (leaf?.path !== `${WITNESS}device`) continue;
      const device = Device.safeParse(leaf.value).data;
      if (device) facts.push(...Object.values(device));
    }
  return [...new Set(facts)];
}

interface Found extends Leak {
  captureId: string;
  identifier: Identifier;
}

async function placed(
  captures: Captures,
  known: readonly Identifier[],
  needles = prepared(known),
): Promise<Found[]> {
  const places = await placesOf(captures, needles);
  return places.flatMap(({ captureId, path, string }) => {
    const identifier = known[string];
    return identifier ? [{ captureId, path, kind: kindOf(identifier), identifier }] : [];
  });
}

/** Each place and kind once, and never the string itself: this travels, and is kept while the browser runs. */
function leaksOf(found: readonly Found[]): Leak[] {
  const leaks = new Map<string, Leak>();
  for (const { captureId, path, kind } of found)
    leaks.set(`${captureId} ${path} ${kind}`, { captureId, path, kind });
  return [...leaks.values()].slice(0, 200);
}

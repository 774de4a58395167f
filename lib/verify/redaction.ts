/** What is withheld against what is missing, and the pictures made in place of withheld ones (FORMAT §4.9-4.10). */
import type { Manifest } from "../bundle/manifest.ts";
import {
  type DerivedPicture,
  derivedSigned,
  REDACTION,
  REDACTION_LIMIT,
  Redaction,
  regionFits,
} from "../bundle/redaction.ts";
import { fromBase64 } from "../evidence/bytes.ts";
import { sha256 } from "../evidence/digest.ts";
import type { KeysStatement } from "../evidence/keys.ts";
import type { Opened } from "../evidence/open.ts";
import { add, type Check, flaws, loadJson } from "./check.ts";
import type { Shown } from "./report.ts";

/** Reads evidence/redaction.json, where there is one. */
export async function readRedaction(check: Check): Promise<Redaction | null> {
  if (!check.zip.files.has(REDACTION)) return null;
  const loaded = await loadJson(check, REDACTION, Redaction, "redaction-malformed", REDACTION_LIMIT);
  return loaded?.value ?? null;
}

/** The key that must have signed the list of files, as base64 SPKI; null where the case must have. */
export const packagerOf = (redaction: Redaction | null): string | null =>
  redaction && redaction.packagedBy !== "case" ? redaction.packagedBy : null;

/** Follows redaction.json record by record while the records are read. */
export interface RedactionCheck {
  /** Compares one opened record; gives the derived pictures that stand in the archive after its artefacts. */
  follow(opened: Opened): Promise<DerivedPicture[]>;
  /** A record could not be opened: what is missing from it cannot be known. */
  lose(): void;
  /** Nothing may be left. Gives what a reader is shown, or null where nothing is withheld. */
  finish(): Promise<Shown["redaction"]>;
}

/** Begins with the form: which bundle, when, by whom. */
export function followRedaction(
  check: Check,
  redaction: Redaction | null,
  of: { manifest: Manifest | null; keys: KeysStatement | null; createdAt: string | null },
): RedactionCheck {
  const before = flaws(check);
  const { manifest, keys, createdAt } = of;
  const withheld = [...(redaction?.withheld ?? [])].reverse();
  const derived = [...(redaction?.derived ?? [])].reverse();
  const shown: NonNullable<Shown["redaction"]>["derived"] = [];
  let missing = 0;
  let lost = false;
  if (redaction) checkForm(check, redaction, of);

  return {
    async follow({ record, missing: commitments }) {
      if (commitments.length > 0) {
        missing += commitments.length;
        const said = withheld.at(-1);
        if (redaction && (said?.record !== record.id || said.commitments.join() !== commitments.join()))
          add(check, "redaction-lies", REDACTION, record.id);
        if (said?.record === record.id) withheld.pop();
      }
      const free = new Set(commitments);
      const taken: DerivedPicture[] = [];
      for (let next = derived.at(-1); next?.record === record.id; next = derived.at(-1)) {
        derived.pop();
        const ordered = numberOf(next) > numberOf(taken.at(-1));
        if (!free.delete(next.of) || !ordered) add(check, "derived-foreign", REDACTION, record.id);
        if (!next.regions.every((region) => regionFits(region, next)))
          add(check, "derived-differs", REDACTION, next.file);
        const spki = next.by === "case" ? keys?.p384Spki : next.by;
        if (!spki || !manifest || !(await derivedSigned(manifest.bundleId, next, spki)))
          add(check, "derived-signature-wrong", REDACTION, next.file);
        const { file, width, height, regions } = next;
        const by = await fingerprint(next.by);
        add(check, "derived-picture", file, by);
        shown.push({
          record: record.id,
          file,
          of: next.of,
          sha256: next.sha256,
          bytes: next.bytes,
          width,
          height,
          regions,
          by,
        });
        taken.push(next);
      }
      return taken;
    },
    lose() {
      lost = true;
    },
    async finish() {
      if (missing > 0 && !check.zip.files.has(REDACTION)) add(check, "redaction-missing");
      if (!redaction) return null;
      if (!lost && (withheld.length > 0 || missing === 0)) add(check, "redaction-lies", REDACTION);
      if (!lost && derived.length > 0) add(check, "derived-foreign", REDACTION);
      const packagedBy = await fingerprint(redaction.packagedBy);
      if (packagedBy !== "case") add(check, "packaged-anew", undefined, packagedBy);
      if (!lost && flaws(check) === before) add(check, "redaction-holds");
      return { withheld: missing, packagedBy, at: createdAt ?? redaction.at, derived: shown };
    },
  };
}

function checkForm(
  check: Check,
  redaction: Redaction,
  {
    manifest,
    keys,
    createdAt,
  }: { manifest: Manifest | null; keys: KeysStatement | null; createdAt: string | null },
): void {
  const { bundle, at, packagedBy, derived } = redaction;
  if ((manifest && bundle !== manifest.bundleId) || (createdAt !== null && at !== createdAt))
    add(check, "redaction-other", REDACTION);
  // one spelling: the case's own key is named "case"; and the case has no pictures of others
  const named = [packagedBy, ...derived.map(({ by }) => by)];
  if (
    (keys && named.includes(keys.p384Spki)) ||
    (packagedBy === "case" && derived.some(({ by }) => by !== "case"))
  )
    add(check, "redaction-malformed", REDACTION);
}

const numberOf = (picture: DerivedPicture | undefined): number =>
  picture ? Number(/\d+/.exec(picture.file)?.[0]) : -1;

/** `case`, or SHA-256 of the key's SPKI. */
const fingerprint = async (by: string): Promise<string> =>
  by === "case" ? by : sha256(fromBase64(by) ?? new Uint8Array());

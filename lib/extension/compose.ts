/** From what the page handed over to what is sealed: the files of the capture and the statement that names each with its hash. */
import { sha256Blob } from "../evidence/digest.ts";
import { FaultError } from "../model/fault.ts";
import type { Outcome } from "../model/outcome.ts";
import { type Artefact, type CaptureFacts, Statement } from "../model/statement.ts";
import type { Identifier } from "../model/witness.ts";
import { type File, filesOf } from "./files.ts";
import type { FetchedImages } from "./media.ts";
import { mediaOutcomes } from "./media-outcomes.ts";
import type { Material } from "./messages.ts";
import { partsHad } from "./parts.ts";
import type { PictureTaken } from "./pictured.ts";
import { makeViewerCheck } from "./viewer-check.ts";

export interface Composed {
  statement: Statement;
  /** The bytes of `statement.artefacts`, by name. */
  files: Map<string, Blob>;
  /** Of the witness, for the leak gate: kept beside, never in it. */
  identifiers: Identifier[];
  /** Those that the person chose to leave in: it is their own post. */
  own: string[];
}

/**
 * Assembles, looks for the witness once more, hashes. `outcomes` of `material` about the picture are replaced by `taken`'s.
 * @throws FaultError `seal-failed` where the whole does not fit the statement's schema.
 */
export async function compose(
  material: Material,
  facts: CaptureFacts,
  taken: PictureTaken,
  fetched: FetchedImages,
): Promise<Composed> {
  const started = performance.now();
  const { viewerStrings, own = [], witness } = material;
  const strings = viewerStrings.map((string) => string.value).filter((value) => !own.includes(value));
  const check = makeViewerCheck(strings);
  const { files, refused, removed } = filesOf(material, taken.picture, fetched.images, check);
  const artefacts = await Promise.all(files.map(artefactOf));
  const kept = new Set(files.map((file) => file.media));
  const parts = partsHad(material.extraction, (index) => kept.has(index));
  const said = check.cleanJson({
    capture: facts,
    extraction: { ...material.extraction, parts },
    outcomes: [
      ...material.outcomes.filter((outcome) => outcome.step !== "picture"),
      ...taken.outcomes,
      ...mediaOutcomes(material, fetched, refused),
    ],
  });
  const scrubbed = removed + said.removed;
  const closing: Outcome[] = [
    ...(scrubbed > 0
      ? [{ step: "scrub", status: "reduced", detail: `last look: ${scrubbed}` } as const]
      : []),
    { step: "seal", status: "done", ms: Math.round(performance.now() - started) },
  ];
  const statement = Statement.safeParse({
    ...said.value,
    outcomes: [...said.value.outcomes, ...closing],
    artefacts: artefacts.map((artefact) => ({ ...artefact, ...cleanUrl(artefact, check.clean) })),
    ...(witness ? { witness } : {}),
  });
  if (!statement.success) {
    const issue = statement.error.issues[0];
    throw new FaultError("seal-failed", issue ? `${issue.code} at ${issue.path.join(".")}` : "statement");
  }
  const byName = new Map(files.map((file) => [file.name, file.blob]));
  const agent = witness?.device?.userAgent ?? "";
  const identifiers = [...viewerStrings, ...(agent ? [{ value: agent, what: "browser" }] : [])];
  return { statement: statement.data, files: byName, identifiers, own };
}

async function artefactOf(file: File): Promise<Artefact> {
  const { blob, ...rest } = file;
  return { ...rest, mediaType: blob.type, bytes: blob.size, sha256: await sha256Blob(blob) };
}

const cleanUrl = ({ url }: Artefact, clean: (text: string) => { text: string }) =>
  url === undefined ? {} : { url: clean(url).text };

/** Which WARC records a capture becomes: a pure function of what is disclosed, so that a verifier can demand exactly these (FORMAT §8.3). */
import type { StatementPart } from "../evidence/assemble.ts";
import { type Bytes, toHex, utf8 } from "../evidence/bytes.ts";
import { canonicalBytes } from "../evidence/canonical.ts";
import { sha256, sha256Raw } from "../evidence/digest.ts";
import type { Artefact, ArtefactRole } from "../model/statement.ts";
import type { DerivedPicture } from "./redaction.ts";

/** One `resource` record to be written, or expected. */
export interface PlannedRecord {
  /** `urn:uuid:…`, from the capture's id and the record's name. */
  id: string;
  uri: string;
  /** RFC 3339 UTC with milliseconds. */
  date: string;
  type: string;
  digest: string;
  bytes: number;
  /** `replay`: stands at the page's own address so that viewers can show it; `blackout`: made of a withheld picture. */
  derived: "replay" | "blackout" | null;
  /** Name of the artefact that is its payload, file of the derived picture, or the payload itself. */
  payload: { artefact: string } | { picture: DerivedPicture } | { bytes: Bytes };
}

const URN: Readonly<Record<ArtefactRole, string>> = {
  picture: "urn:fullPage:",
  "picture-rerendered": "urn:rerendered:",
  dom: "urn:dom:",
  text: "urn:text:",
  "page-data": "urn:page-data:",
  media: "urn:media:",
};

/** An http(s) address as it may stand in a WARC header (ASCII, no white space), or null. */
export function webAddress(text: string | undefined | null): string | null {
  if (!text || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && /^[\x21-\x7e]+$/.test(href) ? href : null;
}

/** The address a capture is filed under: its permalink, else the page's, else an opaque name. */
export function addressOf(captureId: string, part: StatementPart): string {
  return (
    webAddress(part.extraction.subject?.permalink?.value) ??
    webAddress(part.capture.url) ??
    `urn:keepsake:${captureId}`
  );
}

/**
 * All records of a capture, in order: page information, page for replay, one for each artefact, one for each derived
 * picture. `otherwise`: date where the capture's is withheld.
 */
export async function planRecords(
  captureId: string,
  part: StatementPart,
  otherwise: string,
  derived: readonly DerivedPicture[] = [],
): Promise<PlannedRecord[]> {
  const url = addressOf(captureId, part);
  const date = part.capture.startedAt ?? part.capture.sealedAt ?? otherwise;
  const info = canonicalBytes({
    pageid: captureId,
    url,
    ts: date,
    urls: Object.fromEntries(
      part.artefacts.map((artefact) => [uriOf(artefact, url), { mime: mediaType(artefact) }]),
    ),
    counts: { jsErrors: 0 },
  });
  const plan: PlannedRecord[] = [
    {
      id: await recordId(captureId, "pageinfo"),
      uri: `urn:pageinfo:${url}`,
      date,
      type: "application/json",
      digest: await sha256(info),
      bytes: info.length,
      derived: null,
      payload: { bytes: info },
    },
  ];
  const dom = part.artefacts.find((artefact) => artefact.role === "dom");
  if (dom)
    plan.push({ ...plain(dom, date), id: await recordId(captureId, "replay"), uri: url, derived: "replay" });
  for (const artefact of part.artefacts)
    plan.push({
      ...plain(artefact, date),
      id: await recordId(captureId, `artefact/${artefact.name}`),
      uri: uriOf(artefact, url),
      derived: null,
    });
  for (const picture of derived)
    plan.push({
      id: await recordId(captureId, `derived/${picture.file}`),
      uri: `urn:derived:${picture.file}:${url}`,
      date,
      type: picture.mediaType,
      digest: picture.sha256,
      bytes: picture.bytes,
      derived: "blackout",
      payload: { picture },
    });
  return plan;
}

const plain = (artefact: Artefact, date: string) => ({
  date,
  type: mediaType(artefact),
  digest: artefact.sha256,
  bytes: artefact.bytes,
  payload: { artefact: artefact.name },
});

function uriOf(artefact: Artefact, url: string): string {
  if (artefact.role !== "media") return URN[artefact.role] + url;
  const address = webAddress(artefact.url);
  return address === null || address === url ? `${URN.media}${artefact.name}:${url}` : address;
}

/** The artefact's type where it is fit for a header; HTML and text are UTF-8. */
function mediaType(artefact: Artefact): string {
  const type = artefact.mediaType.replace(/\s*;.*$/s, "").toLowerCase();
  if (!/^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/.test(type)) return "application/octet-stream";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}

/** UUID version 8 (RFC 9562 §5.8) over the capture's id and a name: the same in every export of the capture. */
export async function recordId(captureId: string, name: string): Promise<string> {
  const bytes = (await sha256Raw(utf8(`${captureId}/${name}`))).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `urn:uuid:${toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}

/** pages/pages.jsonl: what viewers list. A pure function of what is disclosed (FORMAT §8.6). */
import type { StatementPart } from "../evidence/assemble.ts";
import { canonicalText } from "../evidence/canonical.ts";
import { addressOf } from "./warc-plan.ts";

/** First line of the file. */
export const PAGES_HEAD = `${canonicalText({ format: "json-pages-1.0", id: "pages", title: "All Pages", hasText: true })}\n`;

/** At most this many UTF-16 code units of the text go into the list; the whole is an artefact. */
const TEXT_LIMIT = 1000;

const start = (text: string, limit: number): string => text.slice(0, limit).toWellFormed();

/** The line of one capture. `otherwise`: date where the capture's is withheld. */
export function pageLine(captureId: string, part: StatementPart, otherwise: string): string {
  const url = addressOf(captureId, part);
  const text = part.extraction.text?.value;
  const author = part.extraction.author?.name?.value;
  const title = part.extraction.title?.value ?? text?.replace(/\s+/g, " ") ?? url;
  return `${canonicalText({
    id: captureId,
    url,
    ts: part.capture.startedAt ?? part.capture.sealedAt ?? otherwise,
    title: start(author === undefined ? title : `${author}: ${title}`, 120),
    text: text === undefined ? undefined : start(text, TEXT_LIMIT),
  })}\n`;
}

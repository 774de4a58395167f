/** One entry of `captures.json`: what Keepsake kept of one saved page. */
import type { StatementPart } from "../../lib/evidence/assemble.ts";
import type { OpenedCapture } from "./bundle-file.ts";

export interface SavedCapture {
  kind: string | null;
  subject: { ids: { name: string; value: string }[]; permalink: string | null };
  author: { name: string | null; id: string | null };
  text: string | null;
  published: { printed: string | null; read: string | null };
  notices: { class: string; text: string; authority?: string; country?: string }[];
  /** Step, or `step/part` → what became of it. */
  outcomes: Record<string, { status: string; fault?: string; detail?: string }>;
  artefacts: { role: string; bytes: number; sha256: string }[];
}

export interface SavedEntry {
  url: string;
  platform: string | null;
  error?: string;
  ms: number;
  captures: SavedCapture[];
  /** File name of the bundle beside `captures.json`; null where nothing was kept. */
  bundle: string | null;
}

function noticesOf(extraction: StatementPart["extraction"]): SavedCapture["notices"] {
  return extraction.notices.map((notice) => {
    const country = notice.country?.iso ?? notice.country?.written;
    return {
      class: notice.class,
      text: notice.text,
      ...(notice.authority ? { authority: notice.authority } : {}),
      ...(country ? { country } : {}),
    };
  });
}

function outcomesOf(statement: StatementPart): SavedCapture["outcomes"] {
  const named: SavedCapture["outcomes"] = {};
  for (const { step, part, status, fault, detail } of statement.outcomes) {
    const name = part ? (part.startsWith(step) ? part : `${step}/${part}`) : step;
    named[name] = { status, ...(fault ? { fault } : {}), ...(detail ? { detail } : {}) };
  }
  return named;
}

/** The sealed statement in the short form of the list. A video's title stands as its text's first line where it has no other. */
export function savedCapture({ statement }: OpenedCapture): SavedCapture {
  const { subject, author, text, title, published } = statement.extraction;
  return {
    kind: subject?.kind ?? null,
    subject: {
      ids: (subject?.ids ?? []).map(({ name, value }) => ({ name, value })),
      permalink: subject?.permalink?.value ?? null,
    },
    author: { name: author?.name?.value ?? null, id: author?.id?.value ?? null },
    text: text?.value ?? title?.value ?? null,
    published: { printed: published?.printed?.value ?? null, read: published?.read?.value ?? null },
    notices: noticesOf(statement.extraction),
    outcomes: outcomesOf(statement),
    artefacts: statement.artefacts.map(({ role, bytes, sha256 }) => ({ role, bytes, sha256 })),
  };
}

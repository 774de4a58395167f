/** What a bundle shows, in few words: the disclosed part of each capture, texts cut to a stated length. */
import type { Opened } from "../evidence/open.ts";
import type { Shown, ShownCapture } from "./report.ts";

/** Captures listed one by one. */
const MOST_SHOWN = 1000;

/** A new, empty summary. */
export const newShown = (kind: Shown["kind"]): Shown => ({
  kind,
  title: null,
  software: null,
  createdAt: null,
  signer: null,
  captures: [],
  more: 0,
  pages: [],
  withheld: 0,
  redaction: null,
  stamps: [],
  custody: null,
  notes: [],
});

/** Enters an opened record. */
export function show(shown: Shown, opened: Opened): void {
  shown.withheld += opened.withheld;
  // written and read again: a cut text must not keep the whole one in memory, as slices of strings do
  const text = JSON.stringify(captureOf(opened));
  const held = roomLeft.get(shown) ?? MOST_TEXT;
  if (shown.captures.length >= MOST_SHOWN || text.length > held) shown.more++;
  else {
    shown.captures.push(JSON.parse(text) as ShownCapture);
    roomLeft.set(shown, held - text.length);
  }
}

/** Characters that all captures shown may take: a hostile bundle could have gigabytes of addresses and notices. */
const MOST_TEXT = 16 * 1024 * 1024;
const roomLeft = new WeakMap<Shown, number>();

function captureOf({ record, statement, withheld }: Opened): ShownCapture {
  const { capture, extraction, outcomes, artefacts, witness } = statement;
  return {
    id: record.id,
    seq: record.seq,
    url: capture.url ?? null,
    permalink: extraction.subject?.permalink?.value ?? null,
    platform: extraction.subject?.platform ?? null,
    kind: extraction.subject?.kind ?? null,
    ids: extraction.subject?.ids.map(({ name, value }) => ({ name, value })) ?? [],
    startedAt: capture.startedAt ?? null,
    sealedAt: capture.sealedAt ?? null,
    author: extraction.author?.name?.value ?? null,
    textStart: extraction.text?.value.slice(0, 300).toWellFormed() ?? null,
    published: {
      printed: extraction.published?.printed?.value ?? null,
      read: extraction.published?.read?.value ?? null,
    },
    notices: extraction.notices.map((notice) => ({ class: notice.class, text: notice.text.slice(0, 2000) })),
    parts: extraction.parts.map(({ name, had, of }) => ({ name, had, of })),
    outcomes: outcomes.map(({ step, part, status, fault }) => ({
      step,
      status,
      ...(part ? { part } : {}),
      ...(fault ? { fault } : {}),
    })),
    ...(witness ? { witness } : {}),
    artefacts: artefacts.map(({ name, role, mediaType, bytes, sha256, url }) => ({
      name,
      role,
      mediaType,
      bytes,
      sha256,
      ...(url ? { url } : {}),
    })),
    secondLook: capture.secondLook ?? null,
    withheld,
    before: null,
  };
}

/** A made-up capture: invented people and words. */
import { sha256Blob } from "../../lib/evidence/digest.ts";
import type { Extraction } from "../../lib/model/extraction.ts";
import type { Statement } from "../../lib/model/statement.ts";
import { openJournal } from "../../lib/vault/journal.ts";
import { storeCapture } from "../../lib/vault/store.ts";

export const NOW = "2026-05-01T08:00:00.000Z";

/** 32 hex digits, told apart by a number. */
export const idOf = (number: number): string => number.toString(16).padStart(32, "0");

export function extraction(text: string): Extraction {
  const sourced = <T>(value: T) => ({ value, from: "dom" as const, rung: "test" });
  return {
    subject: {
      platform: "facebook",
      kind: "post",
      ids: [{ name: "post_id", ...sourced("777000111222") }],
      permalink: sourced("https://www.facebook.com/mai.hoa.invented/posts/777000111222"),
    },
    author: { name: sourced("Mai Hoa Tưởng Tượng"), id: null, handle: null, url: null },
    title: null,
    text: sourced(text),
    published: { printed: sourced("2 giờ"), read: null },
    counts: [],
    original: null,
    media: [],
    comments: [],
    notices: [],
    vantage: { platformCountry: null, platformLanguage: null, statedCountry: null, loggedIn: false },
    parts: [],
    facts: [],
  };
}

export async function capture(text: string): Promise<{ statement: Statement; files: Map<string, Blob> }> {
  const blob = new Blob([text], { type: "text/plain" });
  const statement: Statement = {
    capture: {
      url: "https://www.facebook.com/mai.hoa.invented/posts/777000111222",
      startedAt: NOW,
      sealedAt: NOW,
      trigger: "button",
      scope: "post",
      tool: { name: "Keepsake", version: "0.1.0" },
      pack: { name: "built-in", version: "1" },
    },
    extraction: extraction(text),
    outcomes: [{ step: "picture", status: "failed", fault: "picture-refused" }],
    artefacts: [
      {
        role: "text",
        name: "text.txt",
        mediaType: "text/plain",
        bytes: blob.size,
        sha256: await sha256Blob(blob),
        method: "read",
      },
    ],
  };
  return { statement, files: new Map([["text.txt", blob]]) };
}

/** Begins and stores one made-up capture. */
export async function storeOne(number: number, text = `bài viết số ${number}`) {
  const captureId = idOf(number);
  await openJournal(captureId, NOW, "button");
  return storeCapture({ captureId, ...(await capture(text)), now: NOW });
}

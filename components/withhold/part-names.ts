/** What a part is called, and how it begins, so that a person knows it. */

import { Artefact } from "../../lib/model/statement.ts";
import type { Leaf } from "../desk.ts";
import { t, word } from "../words.ts";

export type Group = "words" | "comments" | "files" | "rest";

/** Where a part stands on the screen. */
export function groupOf({ path, value }: Leaf): Group {
  if (value === null) return "rest";
  if (path.startsWith("comment/")) return "comments";
  if (path.startsWith("artefact/")) return "files";
  return /^(extraction\/(author|title|text|published|original|subject)|notice\/)/.test(path)
    ? "words"
    : "rest";
}

/** The name of a part. */
export function nameOf({ path, value }: Leaf): string {
  const file = path.startsWith("artefact/") ? Artefact.safeParse(value).data : null;
  if (file) return `${word("role", file.role)} · ${file.name}`;
  const names: Record<string, string> = {
    "extraction/author": t("capture.author"),
    "extraction/title": t("capture.title_heading"),
    "extraction/text": t("capture.text_heading"),
    "extraction/original": t("capture.original_heading"),
    "extraction/published": t("capture.printed"),
    "extraction/subject": t("capture.permalink"),
    "extraction/vantage": t("withhold.vantage"),
    "capture/url": t("capture.page_url"),
    "capture/startedAt": t("capture.started"),
    "capture/sealedAt": t("capture.sealed_at"),
    "capture/tool": t("capture.tool"),
  };
  const [head = "", rest = ""] = path.split(/\/(.*)/s);
  const number = { number: Number(rest) + 1 };
  if (head === "comment") return t("withhold.comment", number);
  if (head === "notice") return t("withhold.notice", number);
  return names[path] ?? path;
}

/** The beginning of what a part says; labels and sources are no words of the page. */
export function startOf({ path, value }: Leaf): string {
  if (path.startsWith("artefact/")) return "";
  return said(value).join(" · ").replace(/\s+/g, " ").slice(0, 160);
}

function said(value: unknown, key = ""): string[] {
  if (["from", "rung", "class", "certainty", "rule", "about", "kind", "platform"].includes(key)) return [];
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([member, item]) => said(item, member));
}

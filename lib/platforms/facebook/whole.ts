/** The page as a whole: a profile, a group, or an address whose post is not there (the notice stands in its place). */
import type { Extraction } from "../../model/extraction.ts";
import type { Notice } from "../../model/notice.ts";
import type { Sourced } from "../../model/sourced.ts";
import { climb } from "../ladder.ts";
import type { PageView, Reading } from "../platform.ts";
import { mediaIn } from "./media.ts";
import { idsOfPlace, mergeIds } from "./merge.ts";
import { previewOf } from "./preview.ts";
import { countsShown, namedIn, ownerShown } from "./profile.ts";
import { seen } from "./seen.ts";
import { DIALOG, MAIN, TITLE } from "./selectors.ts";
import type { Survey } from "./survey.ts";
import { fold, textOf } from "./text.ts";
import { cleanUrl, isPost, parse, place } from "./urls.ts";
import { vantageOf } from "./vantage.ts";

/** Reads what the address names and what the page says of it. */
export function readWhole(page: PageView, survey: Survey, notices: Notice[]): Reading {
  const { document } = page;
  // The login page carries the address that was asked for: that is the subject, not the form.
  const asked = parse(page.url.searchParams.get("next")) ?? page.url;
  const target = survey.target ?? place(asked);
  const heading = climb(TITLE, document, (element) => textOf(element) !== "");
  const title: Sourced<string> | null = heading
    ? seen(textOf(heading.element).slice(0, 10_000), heading.rung)
    : document.title
      ? seen(document.title.slice(0, 10_000), "document-title")
      : null;
  const profile = target?.kind === "profile" || target?.kind === "page";
  const there = notices.length === 0 && (profile || target?.kind === "group");
  const named = there && target ? namedIn(document, target) : null;
  const album = target?.kind === "album" && notices.length === 0 ? albumIn(document) : null;
  const id = profile ? idsOfPlace(target)[0] : undefined;
  const preview = notices.length === 0 ? previewOf(page, target) : null;
  const post = isPost(target) ? preview : null;
  const extraction: Extraction = {
    subject: {
      platform: "facebook",
      kind: target?.kind ?? "whole-page",
      ids: mergeIds(
        idsOfPlace(target),
        named?.id ? [{ name: target?.kind === "group" ? "group_id" : "user_id", ...named.id }] : [],
      ),
      permalink: target && { value: cleanUrl(asked.href), from: "url", rung: "address" },
    },
    author: {
      name:
        profile && heading && notices.length === 0
          ? seen(textOf(heading.element).slice(0, 1000), heading.rung)
          : (album?.author ?? (there ? named?.name : null) ?? preview?.author ?? null),
      id:
        id?.name === "user_id"
          ? { value: id.value, from: "url", rung: id.rung }
          : profile
            ? (named?.id ?? preview?.profile ?? null)
            : null,
      handle: id?.name === "handle" ? { value: id.value, from: "url", rung: id.rung } : null,
      url: null,
    },
    title,
    text: post?.text ?? null,
    published: { printed: null, read: null },
    counts: there ? countsShown(document) : [],
    original: null,
    media: album ? album.media.map(({ item }) => item) : post?.image ? [post.image.item] : [],
    comments: [],
    notices,
    vantage: vantageOf(page),
    parts: [
      ...(post?.text ? [{ name: "text" as const, had: post.text.value.length, of: null }] : []),
      ...(album ? [{ name: "images" as const, had: album.media.length, of: null }] : []),
    ],
    facts: [],
  };
  return {
    extraction,
    fetchUrls: album ? album.media.map(({ fetch }) => fetch) : post?.image ? [post.image.fetch] : [],
    pageData: null,
    outcomes: [
      survey.stale
        ? { step: "observe", status: "reduced", fault: "page-data-stale" }
        : { step: "observe", status: "done", detail: "whole-page" },
      post?.text
        ? {
            step: "extract",
            part: "text",
            status: "reduced",
            detail: "only what the page tells link previews",
          }
        : { step: "extract", status: "done" },
    ],
    element: areaOf(document, notices),
  };
}

/**
 * What of the page is kept as picture and copy: the area that speaks, not what stands around it (menus, contacts, chats
 * name the witness's friends). Null: the notice stands in no area known here.
 */
function areaOf(document: Document, notices: readonly Notice[]): Element | null {
  const words = fold(notices[0]?.text.split("\n")[0] ?? "");
  const speaks = (element: Element) => textOf(element) !== "" && fold(textOf(element)).includes(words);
  return (
    (climb(DIALOG, document, (element) => words !== "" && speaks(element)) ?? climb(MAIN, document, speaks))
      ?.element ?? null
  );
}

/** The pictures that an album shows now (more come as one scrolls), and whose album it is. */
function albumIn(document: Document) {
  const area = document.querySelector("[role=main]");
  const owner = ownerShown(document);
  return {
    author: owner ? seen(fold(textOf(owner)).slice(0, 1000), "album-owner") : null,
    media: area ? mediaIn(area, () => true, null) : [],
  };
}

/**
 * The witness's own post. It is sealed without their name like any other, and they are asked; where they say so, it is
 * captured once more with what the post itself shows of its author left in, and nothing else of theirs.
 */
import type { Extraction } from "../model/extraction.ts";
import type { Viewer } from "../platforms/platform.ts";
import type { Identifier } from "./wire.ts";

/** What the adapters call strings that a post may show of its author, whose value is not the author's field to the letter. */
const SHOWN = /^(?:SHORT_NAME|handle|profile|profile-url|viewer\.(?:url|profile_url|username))$/;

/** True where the witness seems to be the author: a string of theirs is the author's name, id or handle. */
export function viewerIsAuthor({ author }: Extraction, viewer: Viewer): boolean {
  const own = new Set(viewer.strings.map(({ value }) => value.normalize("NFC")));
  return [author.name, author.id, author.handle].some(
    (field) => field && own.has(field.value.normalize("NFC")),
  );
}

/** The author's own strings among the viewer's: name, number, profile, picture. Tokens, addresses and drafts are none of them. */
export function shownOfAuthor({ author }: Extraction, viewer: Viewer): Identifier[] {
  const fields = [author.name, author.id, author.handle, author.url].flatMap((field) =>
    field ? [field.value.normalize("NFC")] : [],
  );
  const shown = viewer.strings.filter(({ value, what }) => {
    const form = value.normalize("NFC");
    if (what === "avatar" || fields.includes(form)) return true;
    return SHOWN.test(what) && fields.some((field) => field.includes(form) || form.includes(field));
  });
  // A part of what stays cannot be taken out without cutting that.
  return viewer.strings.filter((one) => shown.some(({ value }) => value.includes(one.value)));
}

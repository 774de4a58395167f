/**
 * What the first capture withheld, a second look withholds too. Else the two, laid side by side, would name the witness:
 * one has a mark where the other has their name.
 */
import type { Author, Extraction } from "../model/extraction.ts";
import type { Sourced } from "../model/sourced.ts";
import { WITHHELD } from "../page/scrub.ts";

type Words = Sourced<string> | null;

/** `second` without the words that `first` has only with a mark in them. */
export function withholdAlike(first: Extraction, second: Extraction): Extraction {
  const { author, text, title, original } = first;
  const marked = [author, original?.author].some((who) => who && Object.values(who).some(isMarked));
  return {
    ...second,
    author: authorAlike(author, second.author),
    text: alike(text, second.text),
    title: alike(title, second.title),
    original: second.original && {
      ...second.original,
      author: original ? authorAlike(original.author, second.original.author) : second.original.author,
      text: alike(original?.text ?? null, second.original.text),
    },
    // Where the witness is the author, their pictures and the facts beside the words name them too.
    ...(marked ? { media: [], facts: [], comments: [] } : {}),
  };
}

const isMarked = (words: Words): boolean => words?.value.includes(WITHHELD) ?? false;

const alike = (one: Words, other: Words): Words =>
  other && isMarked(one) && !isMarked(other) ? { ...other, value: WITHHELD } : other;

const authorAlike = (one: Author, other: Author): Author => ({
  name: alike(one.name, other.name),
  id: alike(one.id, other.id),
  handle: alike(one.handle, other.handle),
  url: alike(one.url, other.url),
});

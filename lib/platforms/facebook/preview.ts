/**
 * What Facebook tells link previews of a page (`og:` and `al:` meta): all that many pages carry for people who are not
 * logged in. Used last, only for a post that stands nowhere else, and only if it speaks of the same address.
 */
import type { MediaItem } from "../../model/extraction.ts";
import type { Sourced } from "../../model/sourced.ts";
import type { PageView } from "../platform.ts";
import { isContent } from "./media.ts";
import { told } from "./seen.ts";
import { cleanUrl, type Place, parse, place } from "./urls.ts";

export interface Preview {
  author: Sourced<string> | null;
  /** Often only the beginning. */
  text: Sourced<string> | null;
  /** Number of the profile that the page is about. */
  profile: Sourced<string> | null;
  image: { item: MediaItem; fetch: string } | null;
}

/** The preview of `target`, or null where the page has none or one of another place (after in-page navigation). */
export function previewOf({ document }: PageView, target: Place | null): Preview | null {
  const meta = (name: string) =>
    document.querySelector(`meta[property="${name}"]`)?.getAttribute("content")?.trim() || null;
  const url = parse(meta("og:url"));
  const named = url && place(url);
  const same = (one: Place, other: Place) =>
    one.ids.some((id) => other.ids.some((found) => found.value.toLowerCase() === id.value.toLowerCase()));
  const fresh = document.querySelector("[role=main]") === null && named?.kind === target?.kind;
  if (!named || !target || !(same(named, target) || fresh)) return null;
  const title = meta("og:title");
  const text = meta("og:description");
  const image = meta("og:image");
  const id = /^fb:\/\/(?:profile|page)\/(\d+)/.exec(meta("al:android:url") ?? meta("al:ios:url") ?? "")?.[1];
  return {
    // "NAME - words of the post" and "NAME | Facebook" are no names.
    author: title && !/ [-|–] /.test(title) ? told(title.slice(0, 1000), "og:title") : null,
    text: text ? told(text.slice(0, 500_000), "og:description") : null,
    profile: id ? told(id, "al:url") : null,
    image:
      image && isContent(image)
        ? {
            item: {
              kind: "image",
              url: cleanUrl(image).slice(0, 4000),
              alt: null,
              id: null,
              from: "page-data",
            },
            fetch: image,
          }
        : null,
  };
}

/** Which pictures show the viewer: by address, or by what the page says of them (label, alternative text, where they lead). */
import type { Scrubber } from "./scrub.ts";
import type { Identifier } from "./wire.ts";

/** CSS pixels. */
const AVATAR_AT_MOST = 64;

export interface OwnPictures {
  address(url: string): boolean;
  element(image: Element): boolean;
}

/** A picture's address changes its host, size and query from load to load; its file name, given as an identifier, stays. */
export function ownPictures(
  own: readonly Identifier[],
  scrubber: Pick<Scrubber, "holds">,
  subject: Element | null,
): OwnPictures {
  const place = (address: string) => address.split(/[?#]/)[0] ?? address;
  const addresses = new Set(
    own.filter(({ value }) => /^https?:\/\//.test(value)).map(({ value }) => place(value)),
  );
  const names = own
    .filter(({ value, what }) => what.includes("avatar") && value.length >= 8)
    .map(({ value }) => value);
  const address = (url: string) => addresses.has(place(url)) || names.some((name) => url.includes(name));
  const element = (image: Element) => {
    const shown = addressOf(image);
    if (shown && URL.canParse(shown, image.baseURI) && address(new URL(shown, image.baseURI).href))
      return true;
    // Only a small picture is an avatar; a photo may speak of the viewer, or lead to them, and be evidence all the same.
    if (image.getBoundingClientRect().width > AVATAR_AT_MOST) return false;
    const link = image.closest("a[href]");
    // A comment is labelled with whose it is; a label around the whole subject speaks of all that is in it.
    const labelled = image.closest("[aria-label]");
    const near = labelled && labelled !== subject && subject?.contains(labelled) ? labelled : null;
    const said = [image.getAttribute("alt"), near?.getAttribute("aria-label"), link?.getAttribute("href")];
    return said.some((words) => words && scrubber.holds(words));
  };
  return { address, element };
}

/** The first picture of the viewer's in an element, in the order of the document. */
export const firstOf = (element: Element, own: (image: Element) => boolean): Element | null =>
  [...element.querySelectorAll("img,image")].find(own) ?? null;

/** What an `img` or SVG `image` shows now. */
export const addressOf = (image: Element): string | null =>
  (image as Partial<HTMLImageElement>).currentSrc ||
  image.getAttribute("src") ||
  image.getAttribute("href") ||
  image.getAttributeNS("http://www.w3.org/1999/xlink", "href");

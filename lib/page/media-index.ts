/** The numbers under which images travel: `media:<n>` in the DOM, and what the background shall fetch for them. */

const FETCHES_AT_MOST = 600;
const DATA_AT_MOST = 400_000;

export interface MediaIndex {
  /** `media:<n>` for an address, the data itself for a small image as data; null: not kept. */
  of(address: string, base: string): string | null;
  readonly fetches: { index: number; url: string }[];
}

/**
 * `known`: the subject's media in the order of `extraction.media`; numbers from `known.length` on are furniture of
 * the DOM (icons, backgrounds). `refused`: addresses of the viewer's own, e.g. the avatar beside the comment field.
 */
export function makeMediaIndex(
  known: readonly (string | null)[],
  refused: (url: string) => boolean,
): MediaIndex {
  const numbers = new Map<string, number>();
  const fetches: { index: number; url: string }[] = [];
  known.forEach((address, index) => {
    const url = address === null ? null : absolute(address, undefined);
    if (url === null || fetches.length >= FETCHES_AT_MOST || refused(url)) return;
    if (!numbers.has(url)) numbers.set(url, index);
    fetches.push({ index, url });
  });
  let next = known.length;
  return {
    fetches,
    of: (address, base) => {
      if (/^data:image\/[a-z0-9.+-]+[;,]/i.test(address))
        return address.length <= DATA_AT_MOST ? address : null;
      const url = absolute(address, base);
      if (url === null) return null;
      const number = numbers.get(url);
      if (number !== undefined) return `media:${number}`;
      if (fetches.length >= FETCHES_AT_MOST || refused(url)) return null;
      numbers.set(url, next);
      fetches.push({ index: next, url });
      return `media:${next++}`;
    },
  };
}

function absolute(address: string, base: string | undefined): string | null {
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  return /^https?:$/.test(url.protocol) && url.href.length <= 8000 ? url.href : null;
}

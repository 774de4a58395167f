/** Made-up material as a content script hands it over. */
import type { Material } from "../../lib/extension/messages.ts";
import { extraction } from "../vault/statement.ts";

export const VIEWER = "Trần Người Xem 100077";

/** A post with `images` images of its own and one of furniture. */
export function material(images = 0, change: Partial<Material> = {}): Material {
  const address = (index: number) => `https://scontent.fbcdn.net/${index}.png`;
  const own = Array.from({ length: images }, (_, index) => index);
  return {
    url: "https://www.facebook.com/mai.hoa.invented/posts/777000111222",
    scope: "post",
    extraction: {
      ...extraction("xin chào"),
      media: own.map((index) => ({ kind: "image", url: address(index), alt: null, id: null, from: "dom" })),
    },
    html: `<div>${own.map((index) => `<img src="media:${index}">`).join("")}</div>`,
    text: "xin chào",
    pageData: "{}",
    fetches: own.map((index) => ({ index, url: address(index) })),
    outcomes: [{ step: "extract", status: "done", ms: 2 }],
    rerendered: null,
    viewerStrings: [{ value: VIEWER, what: "name" }],
    ...change,
  };
}

/** The smallest PNG: one pixel. */
export const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
export const pixelBytes = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(PIXEL), (unit) => unit.charCodeAt(0));

/** What the made-up site answers, by host and path: the feed, its sheet, its photos; nothing else exists. */
import type { Answer } from "../demo/site.ts";
import { makeFeed, PHOTO_HOST, SHEET_HOST, SHEET_PATH } from "./feed-page.ts";
import { NAIVE_HOST, PLAIN_HOST } from "./peers.ts";
import { numberedPhoto } from "./photo.ts";

export const BENCH_HOSTS = ["www.facebook.com", PHOTO_HOST, SHEET_HOST, NAIVE_HOST, PLAIN_HOST];

/** The pictures, drawn once a browser is there. */
export interface Drawn {
  photos: Buffer[];
  avatars: Buffer[];
}

const SIZE = { posts: 50, photos: 3, rules: 8480, jsonBytes: 3_000_000 };
const NOTHING: Answer = { status: 404, headers: { "content-type": "text/plain" }, body: "" };

/** `/` is the feed of 50 posts, `/growing` a feed of one post that can grow; photos come without CORS. */
export function makeSite(drawn: Drawn): (url: URL) => Answer {
  const feed = makeFeed(SIZE);
  const growing = makeFeed({ ...SIZE, posts: 1, jsonBytes: 100_000 });
  return ({ hostname, pathname }) => {
    if (hostname === SHEET_HOST && pathname === SHEET_PATH)
      return found("text/css; charset=utf-8", feed.sheet, { "access-control-allow-origin": "*" });
    if (hostname === PHOTO_HOST) {
      const number = Number(/(\d+)_n\.jpg$/.exec(pathname)?.[1] ?? 0);
      const kind = pathname.includes("avatar") ? drawn.avatars : drawn.photos;
      return found("image/jpeg", numberedPhoto(kind, number));
    }
    if (pathname === "/growing") return found("text/html; charset=utf-8", growing.html);
    if (pathname === "/" && hostname === "www.facebook.com")
      return found("text/html; charset=utf-8", feed.html);
    return NOTHING;
  };
}

function found(type: string, body: string | Buffer, more: Record<string, string> = {}): Answer {
  return {
    status: 200,
    headers: { "content-type": type, "cache-control": "public, max-age=86400", ...more },
    body,
  };
}

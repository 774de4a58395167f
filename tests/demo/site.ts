/** The demo internet: what each host name answers. Everything is made when it is asked for. */

import { avatarOf, photoIdOf } from "./facebook/media.ts";
import { BASE_SHEET, SHEET_URL } from "./facebook/page.ts";
import { facebookAt, isMembersOnly, morePosts } from "./facebook/pages.ts";
import { POST_WITH_MISSING_PHOTO } from "./facebook/posts.ts";
import { atomicSheet } from "./html.ts";
import { avatar, landscape } from "./images.ts";
import { PEOPLE } from "./people.ts";
import { WITNESS, WITNESS_COLOUR } from "./witness.ts";
import { youtubeAt } from "./youtube/pages.ts";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** Every host the demo answers for; all other names do not exist there. */
export const DEMO_HOSTS = [
  "facebook.com",
  "*.facebook.com",
  "*.fbcdn.net",
  "youtube.com",
  "*.youtube.com",
  "*.ytimg.com",
  "*.ggpht.com",
];

const NOT_FOUND: Answer = { status: 404, headers: { "content-type": "text/plain" }, body: "" };
const found = (type: string, body: string | Buffer, more: Record<string, string> = {}): Answer => ({
  status: 200,
  headers: { "content-type": type, "cache-control": "no-store", ...more },
  body,
});
const page = (body: string | null): Answer =>
  body === null ? NOT_FOUND : found("text/html; charset=utf-8", body, { "x-frame-options": "DENY" });

const drawn = new Map<string, Buffer>();
/** Draws once: the same name is always the same bytes. */
function once(name: string, draw: () => Buffer): Answer {
  const bytes = drawn.get(name) ?? draw();
  drawn.set(name, bytes);
  return found("image/png", bytes);
}

const missing = new Set(
  POST_WITH_MISSING_PHOTO.photos.filter((photo) => photo.missing).map((photo) => photo.id),
);

function media(path: string): Answer {
  const face = avatarOf(path) ?? /^\/avatar_([\w.-]+)=/.exec(path)?.[1];
  if (face) {
    const known = Object.values(PEOPLE).find((person) => person.vanity === face)?.colour;
    const colour = known ?? (face === WITNESS.avatar ? WITNESS_COLOUR : "#475569");
    return once(`avatar ${face}`, () => avatar(colour, 80));
  }
  const photo = photoIdOf(path);
  if (photo && missing.has(photo)) return { ...NOT_FOUND, status: 403 };
  if (photo) return once(`photo ${photo}`, () => landscape(photo, { width: 720, height: 540 }));
  const poster = /^\/vi\/([\w-]{11})\/hqdefault\.png$/.exec(path)?.[1];
  return poster ? once(`poster ${poster}`, () => landscape(poster, { width: 480, height: 360 })) : NOT_FOUND;
}

const isHost = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);

/** Facebook knows its people by this cookie. */
const LOGIN = `c_user=${WITNESS.facebookId}`;

/**
 * A page of Facebook. Whoever opens one in a tab is logged in from then on; a request from elsewhere (`sec-fetch-dest` is
 * not `document`) without the cookie comes from nobody.
 */
function facebook(url: URL, headers: Asking): Answer {
  const visit = (headers["sec-fetch-dest"] ?? "document") === "document";
  const asker = visit || String(headers.cookie ?? "").includes(LOGIN) ? "witness" : "nobody";
  if (asker === "nobody" && isMembersOnly(url.pathname)) {
    const location = `https://www.facebook.com/login/?next=${encodeURIComponent(url.href)}`;
    return { status: 302, headers: { location }, body: "" };
  }
  const answer = page(facebookAt(url.pathname, asker));
  const cookie = `${LOGIN}; Domain=.facebook.com; Path=/; Secure; SameSite=None`;
  return visit ? { ...answer, headers: { ...answer.headers, "set-cookie": cookie } } : answer;
}

type Asking = Readonly<Record<string, string | string[] | undefined>>;

/** The answer of the demo internet to one request. */
export function demoAnswer(url: URL, { headers }: { headers: Asking } = { headers: {} }): Answer {
  const { hostname, pathname } = url;
  // Neither sheet carries a CORS header: the page may use them, and may not read them.
  if (pathname === new URL(SHEET_URL).pathname)
    return found("text/css; charset=utf-8", BASE_SHEET + atomicSheet());
  if (pathname.endsWith("/www-main-desktop.css")) return found("text/css; charset=utf-8", atomicSheet());
  if (isHost(hostname, "facebook.com")) {
    if (pathname === "/api/graphql/")
      return found("application/json", morePosts(Number(url.searchParams.get("after"))));
    return facebook(url, headers);
  }
  if (isHost(hostname, "youtube.com")) {
    const answer = youtubeAt(url);
    if (answer?.type === "json") return found("application/json", answer.body);
    return page(answer?.body ?? null);
  }
  return media(pathname);
}

/** Facebook's addresses: which place one names, and the same place without trackers, signatures and session parts. */
import type { SubjectKind } from "../../model/subject.ts";

export interface Place {
  kind: SubjectKind;
  /** Ids of the thing itself, most telling first; names are Facebook's own words. */
  ids: { name: string; value: string }[];
  /** Vanity name or numeric id of the profile in the path, as written. */
  owner: string | null;
  group: string | null;
  comment: string | null;
  reply: string | null;
}

const BASE = "https://www.facebook.com/";
/** Parameters that say which place; all others are dropped (allow-list, so that a new tracker is dropped too). */
const PLACE_PARAMETERS = new Set(
  "story_fbid id fbid v set comment_id reply_comment_id multi_permalinks view sk".split(" "),
);
/** First path parts that are not profile names. */
const RESERVED = new Set(
  (
    "a about ads ajax api bookmarks business checkpoint comment composer cookie dialog directory events feed flx " +
    "friends gaming games graphql groups hashtag help home images intl l language legal lite live login marketplace " +
    "mbasic me media memories menu messages mobile nfx notes notifications oauth p pages people permalink pg photo " +
    "photos places plugins policies policy privacy profile public r reactions recover reel reels reg rsrc save " +
    "saved search settings share sharer stories story terms tr ufi video video_redirect watch wap"
  ).split(" "),
);

export const isFacebook = (url: URL): boolean =>
  /^https?:$/.test(url.protocol) && /(^|\.)facebook\.com$/.test(url.hostname) && !/^lm?\./.test(url.hostname);

/** An absolute address, or null for what is none; relative ones are read as standing on www.facebook.com. */
export function parse(address: string | null | undefined, base: string = BASE): URL | null {
  return address && URL.canParse(address, base) ? new URL(address, base) : null;
}

const isId = (part: string | undefined): part is string => !!part && /^(?:\d{3,}|pfbid\w+)$/.test(part);
const named = (value: string, numeric = "post_id") => ({
  name: value.startsWith("pfbid") ? "pfbid" : numeric,
  value,
});

/** The place an address names, or null where it is none of Facebook's things (settings, help, other sites). */
export function place(url: URL): Place | null {
  if (!isFacebook(url)) return null;
  const query = url.searchParams;
  const parts = url.pathname.split("/").filter(Boolean).map(decode);
  const [first = "", second, third] = parts;
  const last = parts.findLast(isId);
  const found: Place = {
    kind: "post",
    ids: [],
    owner: null,
    group: null,
    comment: query.get("comment_id"),
    reply: query.get("reply_comment_id"),
  };
  const give = (
    kind: SubjectKind,
    id: string | null | undefined,
    name?: string,
    owner: string | null = null,
  ) => (id ? { ...found, kind, ids: [named(id, name)], owner } : null);
  const route = first.replace(/\.php$/, "");
  switch (route) {
    case "permalink":
    case "story": {
      const owner = query.get("id");
      return give("post", query.get("story_fbid"), "story_fbid", owner);
    }
    case "groups": {
      if (!second || RESERVED.has(second) || second === "discover") return null;
      found.group = second;
      if (third === "user") return give("profile", parts[3], "user_id", parts[3] ?? null);
      const multi = query.get("multi_permalinks")?.split(",")[0];
      const old = query.get("view") === "permalink" ? query.get("id") : null;
      return (
        give("post", third === "posts" || third === "permalink" ? last : (multi ?? old)) ??
        give("group", second, /^\d+$/.test(second) ? "group_id" : "handle")
      );
    }
    case "reel":
    case "reels":
      return give("reel", isId(second) ? second : null, "video_id");
    case "watch":
    case "video":
    case "video_redirect":
      return give("video", query.get("v") ?? query.get("id"), "video_id");
    case "photo":
      return withSet(give("photo", query.get("fbid"), "photo_id"), query.get("set"));
    case "media":
      return give("album", query.get("set"), "set");
    case "share": {
      const [kind, token] = third ? [second, third] : ["p", second];
      return give(kind === "v" ? "video" : kind === "r" ? "reel" : "post", token, "share_id");
    }
    case "profile":
      return give("profile", query.get("id"), "user_id", query.get("id"));
    case "people":
    case "pages":
      return give("profile", last, "user_id", last);
    case "p":
      return give(
        "page",
        /(\d{5,})$/.exec(second ?? "")?.[1],
        "user_id",
        /(\d{5,})$/.exec(second ?? "")?.[1],
      );
  }
  const owner = route === "pg" ? (second ?? "") : first;
  const rest = route === "pg" ? parts.slice(2) : parts.slice(1);
  if (RESERVED.has(route) && route !== "pg") return null;
  if (!/^[\p{L}\p{N}.-]{2,}$/u.test(owner) || /\.php$/.test(owner)) return null;
  const own = /^\d{5,}$/.test(owner) ? "user_id" : "handle";
  if (rest[0] === "posts" && last) return give("post", last, "post_id", owner);
  if (rest[0] === "videos" && last) return give("video", last, "video_id", owner);
  if (rest[0] === "photos" && last) return withSet(give("photo", last, "photo_id", owner), rest[1] ?? null);
  return give("profile", owner, own, owner);
}

/** `set=pcb.N` and `/photos/pcb.N/`: the photo stands in post N. */
function withSet(found: Place | null, set: string | null): Place | null {
  const post = /^pcb\.(\d+)$/.exec(set ?? "")?.[1];
  if (found && post) found.ids.push({ name: "post_id", value: post });
  return found;
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
};

/** Places that are one post or one thing posted, as against profiles, groups and albums. */
export const isPost = (found: Place | null): found is Place =>
  found !== null && ["post", "photo", "video", "reel"].includes(found.kind);

/**
 * The same place without what tells of the person: allow-listed parameters on facebook.com, bare paths on fbcdn,
 * `l.php` unwrapped, click ids dropped elsewhere. Addresses of other schemes come back as they are, `blob:` empty.
 */
export function cleanUrl(address: string): string {
  const url = parse(address);
  if (!url || url.protocol === "blob:") return "";
  if (!/^https?:$/.test(url.protocol)) return address;
  const { hostname } = url;
  const target = url.searchParams.get("u");
  if (/(^|\.)facebook\.com$/.test(hostname) && /^\/l\.php$/.test(url.pathname) && target)
    return cleanUrl(target);
  url.username = url.password = "";
  // Not the iterator: in Firefox's content scripts it cannot be iterated (Xray vision, Firefox 153).
  const keys: string[] = [];
  url.searchParams.forEach((_, key) => {
    keys.push(key);
  });
  if (/(^|\.)(fbcdn\.net|fbsbx\.com|facebook\.com|fb\.watch|fb\.com)$/.test(hostname)) {
    const cdn = /fbcdn|fbsbx/.test(hostname);
    url.hash = "";
    const proxied = url.searchParams.get("url");
    for (const key of keys)
      if (cdn ? key !== "stp" : !PLACE_PARAMETERS.has(key)) url.searchParams.delete(key);
    if (proxied && cdn) url.searchParams.set("url", cleanUrl(proxied));
  } else
    for (const key of keys)
      if (/^(fbclid|gclid|igshid|mibextid|__\w+(\[.*)?)$/.test(key)) url.searchParams.delete(key);
  return url.href;
}

/** Where a link leads, in full. */
export const absolute = (link: Element): string => parse(link.getAttribute("href"))?.href ?? BASE;

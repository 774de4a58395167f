/** YouTube addresses: what a page is about, its canonical form, and an address without trackers. */

export interface Place {
  kind: "video" | "short" | "channel" | "playlist" | "community-post" | "other";
  id: string | null;
  /** `@handle`, `c/name`, `user/name` of a channel address. */
  handle: string | null;
  rung: string;
}

const VIDEO_ID = /^[\w-]{11}$/;
const HOSTS = /(^|\.)(youtube\.com|youtube-nocookie\.com|youtu\.be)$/;

/** True for YouTube's own hosts. */
export const isYouTube = (host: string): boolean => HOSTS.test(host);

/** What an address points at, by its path alone. */
export function placeOf(url: URL): Place {
  const [first = "", second = "", third = ""] = url.pathname.split("/").slice(1).map(decoded);
  const found = (
    kind: Place["kind"],
    id: string | null,
    rung: string,
    handle: string | null = null,
  ): Place => ({
    kind,
    id,
    handle,
    rung,
  });
  const video = (id: string | null, rung: string, kind: Place["kind"] = "video") =>
    found(kind, id && VIDEO_ID.test(id) ? id : null, rung);
  if (url.hostname === "youtu.be") return video(first, "youtu.be");
  if (first === "watch") return video(url.searchParams.get("v") ?? (second || null), "watch");
  if (first === "shorts") return video(second, "shorts", "short");
  if (["embed", "live", "v", "e"].includes(first)) return video(second, first);
  if (first === "playlist") return found("playlist", url.searchParams.get("list"), "playlist");
  if (first === "post") return found("community-post", second || null, "post");
  if (first === "channel" && third === "community" && url.searchParams.has("lb"))
    return found("community-post", url.searchParams.get("lb"), "community-lb");
  if (first === "channel") return found("channel", /^UC[\w-]{22}$/.test(second) ? second : null, "channel");
  if (first.startsWith("@")) return found("channel", null, "handle", first);
  if ((first === "c" || first === "user") && second)
    return found("channel", null, first, `${first}/${second}`);
  return found("other", null, "other");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

export const watchUrl = (id: string): string => `https://www.youtube.com/watch?v=${id}`;
export const shortUrl = (id: string): string => `https://www.youtube.com/shorts/${id}`;
export const channelUrl = (id: string): string => `https://www.youtube.com/channel/${id}`;
export const playlistUrl = (id: string): string => `https://www.youtube.com/playlist?list=${id}`;
export const postUrl = (id: string): string => `https://www.youtube.com/post/${id}`;

/** Parameters of YouTube addresses that name a place, with the form their value must have. All others go. */
const KEPT: Readonly<Record<string, RegExp>> = {
  v: VIDEO_ID,
  // Watch Later, Likes, Favourites and mixes are a viewer's own lists: they go.
  list: /^(?:PL|UU|OLAK|PU)[\w-]{2,60}$/,
  index: /^\d{1,5}$/,
  t: /^[\dhms]{1,12}$/,
  start: /^\d{1,6}$/,
  lc: /^[\w.-]{10,80}$/,
  lb: /^[\w-]{10,60}$/,
  search_query: /^[\s\S]{1,200}$/,
};
const IMAGE_HOSTS = /(^|\.)(ytimg\.com|ggpht\.com|googleusercontent\.com|gstatic\.com)$/;
const TRACKERS =
  /^(?:utm_\w+|fbclid|gclid|dclid|igsh|igshid|si|feature|pp|redir_token|ved|usg|sa|ei|_ga|mc_[ce]id)$/;

/**
 * The same place without trackers, signatures and session parts; redirects and sign-in detours are unwrapped.
 * Gives "" for what is no web address.
 */
export function cleanUrl(address: string, depth = 0): string {
  const url = URL.canParse(address, "https://www.youtube.com/")
    ? new URL(address, "https://www.youtube.com/")
    : null;
  if (!url || !/^https?:$/.test(url.protocol)) return "";
  url.username = "";
  url.password = "";
  url.hash = "";
  const inner = detour(url);
  if (inner && depth < 4) return cleanUrl(inner, depth + 1);
  // Media addresses carry the viewer's IP in query and path.
  if (/(^|\.)googlevideo\.com$/.test(url.hostname)) return `https://${url.hostname}/`;
  if (IMAGE_HOSTS.test(url.hostname)) url.search = "";
  else if (isYouTube(url.hostname)) keepOnly(url);
  else for (const [name] of pairsOf(url)) if (TRACKERS.test(name)) url.searchParams.delete(name);
  return url.href;
}

/** Where a redirect, consent or sign-in address leads, or null. */
function detour(url: URL): string | null {
  const of = (name: string) => url.searchParams.get(name);
  if (isYouTube(url.hostname) && url.pathname === "/redirect") return of("q");
  if (isYouTube(url.hostname) && url.pathname === "/signin") return of("next");
  if (isYouTube(url.hostname) && url.pathname === "/attribution_link") return of("u");
  if (/^consent\.(youtube|google)\./.test(url.hostname)) return of("continue");
  if (url.hostname === "accounts.google.com") return of("continue");
  if (/^(www\.)?google\.\w+(\.\w+)?$/.test(url.hostname) && url.pathname === "/url")
    return of("q") ?? of("url");
  return null;
}

/** Not by the iterator: in Firefox's content scripts it cannot be iterated (Xray vision, Firefox 153). */
function pairsOf(url: URL): [string, string][] {
  const pairs: [string, string][] = [];
  url.searchParams.forEach((value, name) => {
    pairs.push([name, value]);
  });
  return pairs;
}

function keepOnly(url: URL): void {
  const kept = pairsOf(url).filter(([name, value]) => KEPT[name]?.test(value));
  const list = kept.some(([name]) => name === "list");
  url.search = new URLSearchParams(kept.filter(([name]) => name !== "index" || list)).toString();
}

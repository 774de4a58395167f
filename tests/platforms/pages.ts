/** Every fixture page with the address it stands under; what holds for pages in general is tried on all of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import type { PageView, Platform, Reading } from "../../lib/platforms/platform.ts";
import { youtube } from "../../lib/platforms/youtube/index.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures");
const WWW = "https://www.youtube.com";
const M = "https://m.youtube.com";
const FB = "https://www.facebook.com";

const YOUTUBE: Readonly<Record<string, string>> = {
  "age-gate.html": `${WWW}/watch?v=FixtureA001`,
  "blocked.html": `${WWW}/watch?v=Fixture0002`,
  "blocked-m.html": `${M}/watch?v=FixtureM002`,
  "channel.html": `${WWW}/@choque`,
  "channel-m.html": `${M}/@choque`,
  "channel-hidden.html": `${WWW}/@choque`,
  "channel-missing.html": `${WWW}/@khongco`,
  "channel-removed.html": `${WWW}/channel/UCfixtureRemoved00000000`,
  "channel-terminated.html": `${WWW}/@bidong`,
  "channel-terminated-m.html": `${M}/@bidong`,
  "comments-data.html": `${WWW}/watch?v=FixtureD001`,
  "community.html": `${WWW}/@choque/community`,
  "community-data.html": `${WWW}/post/UgkxFixturePost0000000000000002`,
  "community-m.html": `${M}/post/UgkxFixturePost0000000000000003`,
  "members.html": `${WWW}/watch?v=FixtureB001`,
  "playlist.html": `${WWW}/playlist?list=PLfixtureDanhSach0001`,
  "playlist-m.html": `${M}/playlist?list=PLfixtureDanhSach0001`,
  "premiere.html": `${WWW}/watch?v=FixtureC001`,
  "private.html": `${WWW}/watch?v=FixtureE001`,
  "short.html": `${WWW}/shorts/FixtureS001`,
  "short-data.html": `${M}/shorts/FixtureS001`,
  "watch.html": `${WWW}/watch?v=Fixture0001`,
  "watch-data.html": `${WWW}/watch?v=FixtureD001`,
  "watch-m.html": `${M}/watch?v=FixtureM001`,
  "watch-m-data.html": `${M}/watch?v=FixtureM001`,
};

const FACEBOOK: Readonly<Record<string, string>> = {
  "account-dialog.html": `${FB}/`,
  "account-suspended.html": `${FB}/checkpoint/1501092823525282/`,
  "album.html": `${FB}/media/set/?set=a.600000000000100`,
  "group-head.html": `${FB}/groups/vuon.ca.phe/`,
  "group-restricted.html": `${FB}/groups/giu.rung.demo/`,
  "inbox.html": `${FB}/support`,
  "live.html": `${FB}/mui.song.demo/videos/700000000000002/`,
  "live-over.html": `${FB}/watch/?v=700000000000002`,
  "page-unpublished.html": `${FB}/trang.cu.demo`,
  "photo.html": `${FB}/photo/?fbid=600000000000010`,
  "profile-head.html": `${FB}/ben.cu.demo`,
  "spam-comment.html": `${FB}/may.ngan.demo/posts/600000000000009?comment_id=881000111`,
  "error-route.html": `${FB}/ai.do.demo/posts/pfbid0Nao`,
  "feed-2026.html": `${FB}/groups/887700112233/`,
  "m-feed.html": "https://m.facebook.com/may.ngan.demo",
  "permalink-json.html": `${FB}/doi.gio.demo/posts/800000000000001`,
  "profile-2023.html": `${FB}/ben.cu.demo`,
  "reel.html": `${FB}/reel/700000000000001`,
  "stub.html": `${FB}/ai.do.demo/posts/pfbid0Nao`,
};

export interface Fixture {
  platform: Platform;
  name: string;
  url: string;
  html: string;
}

const listed = (platform: Platform, pages: Readonly<Record<string, string>>): Fixture[] =>
  Object.entries(pages).map(([name, url]) => ({
    platform,
    name,
    url,
    html: readFileSync(join(FIXTURES, platform.name, name), "utf8"),
  }));

export const PAGES: readonly Fixture[] = [...listed(youtube, YOUTUBE), ...listed(facebook, FACEBOOK)];

/** Files in the folders that the list above forgets. */
export const unlisted = (): string[] =>
  [youtube, facebook].flatMap(({ name }) =>
    readdirSync(join(FIXTURES, name))
      .filter((file) => file.endsWith(".html"))
      .filter((file) => !PAGES.some((page) => page.platform.name === name && page.name === file))
      .map((file) => `${name}/${file}`),
  );

/** The page as the adapter sees it; `url` in place of its own address, `html` in place of its own markup. */
export function viewOf({ html, url }: Pick<Fixture, "html" | "url">): PageView {
  return { document: new JSDOM(html, { url }).window.document, url: new URL(url) };
}

/** A fixture by its folder and file, `youtube/watch.html`. */
export function pageNamed(path: string): Fixture {
  const found = PAGES.find(({ platform, name }) => `${platform.name}/${name}` === path);
  if (!found) throw new Error(`${path} is no fixture page`);
  return found;
}

/** The reading of the page's own subject, as the popup would take it. */
export function mainOf(fixture: Fixture): Reading {
  const page = viewOf(fixture);
  return fixture.platform.read(page, fixture.platform.survey(page)[0] ?? null);
}

/** A seeded generator, so that a failure can be repeated. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

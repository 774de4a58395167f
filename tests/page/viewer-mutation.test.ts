// @vitest-environment node
/**
 * With each rule by which an adapter learns who is looking left out, one at a time: the page's own scrubbing lets that string
 * through, and the leak gate, which knows it from other pages, stops the bundle. Where another rule finds it too, nothing comes.
 */
import { describe, expect, it } from "vitest";
import * as facebook from "../../lib/platforms/facebook/viewer.ts";
import { pageDataOf } from "../../lib/platforms/youtube/data.ts";
import * as youtube from "../../lib/platforms/youtube/viewer.ts";
import { FEED, pageOf } from "../platforms/facebook-page.ts";
import { player, scripted, WATCH, pageOf as youtubePage } from "../platforms/youtube-page.ts";
import { foundLeaving } from "./leaving.ts";

const NAME = "Ngô Thị Nhân Chứng";
const ID = "100071234567890";
/** For each pattern a script that it reads. */
const PATTERNS: Record<string, string> = {
  dtsg: `"DTSGInitialData",[],{"token":"NAcM-dtsg-token"}`,
  lsd: `"lsd","value":"AV-lsd-token"`,
  datr: `"_js_datr":{"value":"datr-of-witness"}`,
  tracking: `"trackingdata":{"id":"AZ-tracking-id"}`,
  page_id: `"USIDMetadata",[],{"page_id":"P-page-id-1"}`,
  session: `"/ajax/?__dyn=7xeUmwdyn-session"`,
};
const pairs = facebook.KEYS.map((key, at) => `"${key}":"${at + 10}of${key}${at * 7919 + 1013}"`).join(",");
const FACEBOOK = `<script>${pairs};${Object.values(PATTERNS).join(";")};
  "CurrentUserInitialData",[],{"ACCOUNT_ID":"${ID}","USER_ID":"${ID}","NAME":"${NAME}","SHORT_NAME":"Nhân Chứng"}</script>
  <script type="application/json">${JSON.stringify({ viewer: { actor: { id: "611234509876001", name: "Lê Văn Người Thứ Hai", username: "nguoi.thu.hai", url: "https://www.facebook.com/nguoi.thu.hai" } } })}</script>
  <style nonce="nonce-of-page"></style><input name="m_ts" value="m-ts-of-session"><a href="/x?av=287700110055443">x</a>
  <div role="navigation"><a href="https://www.facebook.com/nhan.chung.demo">${NAME}</a></div>
  <div role="banner"><img src="https://scontent.fhan.fna.fbcdn.net/v/t39.30808-1/999_888_777_n.jpg?_nc_ohc=me"></div>
  <div role="main"><div role="button">Nhân Chứng ơi, bạn đang nghĩ gì thế?</div></div>`;

const account = {
  accountName: { simpleText: NAME },
  channelHandle: { simpleText: "@nhanchung" },
  email: { simpleText: "nhan.chung@example.org" },
  accountPhoto: { thumbnails: [{ url: "https://yt3.ggpht.com/yti/ACCOUNTAVATAR=s88" }] },
};
const YOUTUBE = scripted({
  ytcfg: Object.fromEntries(
    Object.keys(youtube.KEYS).map((key, at) => [key, `${at + 10}of${key}${at * 7919 + 1013}`]),
  ),
  ytInitialPlayerResponse: {
    ...player("Fixture0001"),
    streamingData: {
      formats: [{ url: "https://rr1.googlevideo.com/videoplayback?ei=SESSION-EI&ip=198.51.100.9" }],
    },
  },
  ytInitialData: { trackingParams: "TRACKING-1", menu: { activeAccountHeaderRenderer: account } },
});

type Read = (off?: string) => { value: string; what: string }[];
const SITES: [site: string, read: Read, keys: readonly string[]][] = [
  [
    "Facebook",
    (off) => facebook.viewerOf(pageOf(`<body>${FACEBOOK}</body>`, FEED), off).strings,
    [...facebook.KEYS, ...facebook.PATTERNS.map(([what]) => what)],
  ],
  [
    "YouTube",
    (off) => {
      const page = youtubePage(YOUTUBE, WATCH);
      // The browser's own name is sealed as a device fact too, which leaves by choice alone.
      return youtube
        .viewerOf(page, pageDataOf(page), off)
        .strings.filter(({ value }) => !value.includes("jsdom"));
    },
    Object.keys(youtube.KEYS),
  ],
];
/** Rules whose string is found by another too, or holds a name that is. */
const COVERED = ["ACCOUNT_ID", "USER_ID", "viewer.url", "viewer.username", "profile-url", "composer"];

describe.each(SITES)("who is looking, on %s", (_, read, keys) => {
  const all = read();
  const strings = all.map(({ value }) => value);
  const rules = [...new Set([...keys, ...all.map(({ what }) => what)])];

  it("is found by more rules than the keys alone, and let through by none", async () => {
    expect(rules.length).toBeGreaterThan(keys.length);
    expect(await foundLeaving({ strings, unchecked: true })).toEqual([]);
  });

  it.each(rules)("the gate stops what comes without: %s", async (rule) => {
    const stated = read(rule).map(({ value }) => value);
    const missed = strings.filter((value) => !stated.includes(value));
    // Nothing is let through of what holds, or is, something that another rule finds.
    const alone = missed.filter((value) => !stated.some((other) => value.includes(other)));
    expect(alone.length > 0).toBe(!COVERED.includes(rule));
    expect(await foundLeaving({ strings, stated, unchecked: true })).toEqual(alone);
  });
});

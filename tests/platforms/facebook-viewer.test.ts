import { describe, expect, it, vi } from "vitest";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { FEED, fixture, markup, pageOf } from "./facebook-page.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

const define = (...entries: [string, unknown][]) =>
  `<script type="application/json" data-sjs>${JSON.stringify({ require: [["ServerJS", "handle", null, [{ define: entries.map(([name, value]) => [name, [], value, 1]) }]]] })}</script>`;

const WHO = {
  id: "100071234567890",
  name: "Ngô Thị Nhân Chứng",
  short: "Nhân Chứng",
  handle: "nhan.chung.demo",
};
const inside = [
  define(
    [
      "CurrentUserInitialData",
      { ACCOUNT_ID: WHO.id, USER_ID: WHO.id, NAME: WHO.name, SHORT_NAME: WHO.short },
    ],
    ["DTSGInitialData", { token: "NAcMtoken:1:2" }],
    ["DTSGInitData", { token: "NAcMother:1:2", async_get_token: "AQasync:3" }],
    ["LSD", { token: "AVlsdtoken" }],
    ["RelayAPIConfigDefaults", { accessToken: "", actorID: WHO.id }],
    ["ServerNonce", { ServerNonce: "nonceNonce" }],
    [
      "SiteData",
      {
        hsi: "7551234098812345678",
        haste_session: "20000.HYP:x.2.1",
        __spin_r: 1030000001,
        __spin_b: "trunk",
        vip: "203.0.113.9",
      },
    ],
    ["AnalyticsCoreData", { device_id: "$^|Acdevice" }],
    ["USIDMetadata", { browser_id: "b-browser", tab_id: "t-tab", page_id: "Ppage1" }],
    ["CookieCoreConfig", { deferredCookies: { _js_datr: { value: "datrdatr" } } }],
    [
      "CometLogin",
      {
        prefill_contactpoint: "nhan.chung@example.org",
        idd_user_crypted_uid: "uidcrypt",
        lgnrnd: "150810_45YZ",
      },
    ],
  ),
  `<script>(function(a){})("/ajax/qm/?__a=1&__user=${WHO.id}&__dyn=7xeUmwdyn&__csr=g8csr12&jazoest=25411")</script>`,
  `<div role="navigation"><a href="https://www.facebook.com/${WHO.handle}?ref=x"><span>${WHO.name}</span></a></div>`,
  `<div role="banner"><svg><image xlink:href="https://scontent.fhan.fna.fbcdn.net/v/t39.30808-1/999_888_777_n.jpg?_nc_ohc=me"></image></svg></div>`,
].join("");
const loggedIn = (name: string, url: string) =>
  pageOf(
    markup(name)
      .replace("<body>", `<body>${inside}`)
      .replace(
        'role="main">',
        `role="main"><div role="button" tabindex="0"><span>${WHO.short} ơi, bạn đang nghĩ gì thế?</span></div>`,
      ),
    url,
  );

describe("who is looking", () => {
  const page = loggedIn("feed-2026.html", FEED);
  const { strings, loggedIn: known } = facebook.viewer(page);
  const values = strings.map(({ value }) => value);

  it("is found wherever the page tells it", () => {
    expect(known).toBe(true);
    for (const value of [
      WHO.id,
      WHO.name,
      WHO.short,
      WHO.handle,
      "NAcMtoken:1:2",
      "NAcMother:1:2",
      "AQasync:3",
      "AVlsdtoken",
      "nonceNonce",
      "7551234098812345678",
      "20000.HYP:x.2.1",
      "1030000001",
      "203.0.113.9",
      "$^|Acdevice",
      "b-browser",
      "t-tab",
      "Ppage1",
      "datrdatr",
      "nhan.chung@example.org",
      "uidcrypt",
      "150810_45YZ",
      "7xeUmwdyn",
      "g8csr12",
      "999_888_777_n.jpg",
      `${WHO.short} ơi, bạn đang nghĩ gì thế?`,
      "AZSECRETtracking",
    ])
      expect(values).toContain(value);
  });
  it("is told longest first, so that no part of a longer one is left over", () => {
    expect(values.map((value) => value.length)).toEqual(
      values.map((value) => value.length).sort((a, b) => b - a),
    );
  });
  it("holds nothing short or common, and nothing of the posts", () => {
    for (const value of values) {
      expect(value.length).toBeGreaterThanOrEqual(4);
      expect(["trunk", "25411", "null", "true"]).not.toContain(value);
    }
    const all = JSON.stringify(values);
    for (const foreign of [
      "Hoàng Thị Mận",
      "100055500011122",
      "900000000000001",
      "887700112233",
      "Trần Đào",
      "444_11_n",
    ])
      expect(all).not.toContain(foreign);
  });
  it("leaves a short name alone that others use as a word: cutting it would spoil their text and tell it", () => {
    const html = markup("feed-2026.html").replace(
      "Nước hồ trong trở lại rồi.",
      `${WHO.short} nói: nước hồ trong.`,
    );
    const said = pageOf(html.replace("<body>", `<body>${inside}`), FEED);
    const found = facebook.viewer(said).strings.map(({ value }) => value);
    expect(found).toContain(WHO.name);
    expect(found).not.toContain(WHO.short);
  });
  it("is found in actor objects of page data", () => {
    const found = facebook.viewer(fixture("reel.html", "https://www.facebook.com/reel/700000000000001"));
    expect(found.strings.map(({ value }) => value)).toEqual(
      expect.arrayContaining(["100099999999999", "Nhân Chứng Ẩn", "nhan.chung.demo"]),
    );
  });
  it("is nobody where the page says so", () => {
    const nobody = pageOf(
      define(["CurrentUserInitialData", { ACCOUNT_ID: "0", USER_ID: "0", NAME: "", SHORT_NAME: null }]),
      FEED,
    );
    expect(facebook.viewer(nobody)).toEqual({ strings: [], loggedIn: false });
    expect(facebook.viewer(pageOf("<p>x</p>", FEED))).toEqual({ strings: [], loggedIn: null });
  });
});

import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { FEED, fixture, markup, pageOf, readAll } from "./facebook-page.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

const POST = "https://www.facebook.com/ai.do.demo/posts/pfbid0Nao";
const QUOTES = [
  "Bài viết này không hiển thị tại Việt Nam",
  "Do chúng tôi đáp ứng yêu cầu từ Vietnam Ministry of Culture, Sports and Tourism",
  "Bạn hiện không xem được nội dung này",
  "This content isn't available right now",
  "You must log in to continue",
];
const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

describe("where Facebook itself speaks", () => {
  it("reads the block in place of a post, word for word, and the post that the address names", () => {
    const { extraction } = facebook.read(fixture("stub.html", POST), null);
    expect(extraction.notices).toMatchObject([
      { class: "geo-legal", about: "subject", country: { written: "Việt Nam", iso: "VN" }, language: "vi" },
    ]);
    expect(extraction.notices[0]?.text).toBe(QUOTES.slice(0, 2).join("\n"));
    expect(extraction.notices[0]?.link).toBe("https://www.facebook.com/help/260743102021762");
    expect(extraction.subject).toMatchObject({
      kind: "post",
      ids: [{ name: "pfbid", value: "pfbid0Nao", from: "url" }],
    });
  });
  it("keeps unknown wording in that place, unclassified", () => {
    const html = markup("stub.html")
      .replace(QUOTES[0] ?? "", "Trang này đang nghỉ trưa")
      .replace(QUOTES[1] ?? "", "Mời bạn quay lại sau");
    expect(facebook.notices(pageOf(html, POST))).toMatchObject([
      { class: "unrecognised", text: "Trang này đang nghỉ trưa\nMời bạn quay lại sau" },
    ]);
  });
  it("reads an error page that is not drawn yet from its route", () => {
    expect(facebook.notices(fixture("error-route.html", POST))).toMatchObject([
      { class: "removed-or-private", from: "page-data", rung: "CometErrorRoot.props" },
    ]);
  });
  it("knows the error route without its words", () => {
    const html = markup("error-route.html").replace(/"props":\{[^}]*\}/, '"props":{}');
    expect(facebook.notices(pageOf(html, POST))).toMatchObject([{ class: "removed-or-private", text: "" }]);
  });
  it("knows the login wall by its form and route, in any language, but not a form in the banner", () => {
    const wall =
      '<div id="content" role="main"><div>ກະລຸນາເຂົ້າສູ່ລະບົບ</div><form id="login_form" action="/login/device-based/regular/login/"><input name="email"><input type="password" name="pass"></form></div>';
    expect(facebook.notices(pageOf(wall, "https://www.facebook.com/login/?next=x"))).toMatchObject([
      { class: "age-or-login" },
    ]);
    expect(facebook.notices(pageOf(wall, "https://www.facebook.com/login/"))).toHaveLength(1);
    const fine = `<div role="banner"><form id="login_form" action="/login/"><input type="password"></form></div><div role="main"><h1>Ai Đó</h1><a href="/ai.do.demo/photos">Ảnh</a></div>`;
    expect(facebook.notices(pageOf(fine, "https://www.facebook.com/ai.do.demo"))).toEqual([]);
  });
  it("names what was asked for where a login page stands in its place", () => {
    const page = pageOf(
      "<form id=login_form></form>",
      `https://www.facebook.com/login/?next=${encodeURIComponent(POST)}`,
    );
    expect(facebook.read(page, null).extraction.subject.permalink?.value).toBe(POST);
  });
  it("takes a bare status as a signal", () => {
    const page = { ...pageOf("<title>Facebook</title>", POST), http: { status: 404, headers: {} } };
    expect(facebook.notices(page)).toMatchObject([{ class: "removed-or-private", from: "http" }]);
  });
});

describe("what people write is never a notice", () => {
  const words = fc.oneof(fc.constantFrom(...QUOTES), fc.string({ unit: "grapheme", maxLength: 60 }));
  it("in messages, comments, names and originals", () => {
    fc.assert(
      fc.property(words, words, words, (message, comment, name) => {
        const html = markup("feed-2026.html")
          .replace("Vụ này nhà mình hái được bốn tạ", () => escaped(message))
          .replace("Dạ vâng ạ", () => escaped(comment))
          .replace("<strong>Trần Đào</strong>", () => `<strong>${escaped(name)}</strong>`)
          .replace("Nước hồ trong trở lại rồi.", () => escaped(message));
        const page = pageOf(html, FEED);
        expect(facebook.notices(page)).toEqual([]);
        const notices = readAll(page).map(({ extraction }) => extraction.notices.length);
        expect(notices).toEqual([0, 0, 1]);
      }),
      { numRuns: 15, seed: 7 },
    );
  });
  it("in a lone message outside any known layout", () => {
    for (const quote of QUOTES) {
      const html = `<div role="main"><a href="/ai.do.demo">Ai Đó</a><div>${quote}</div><a href="/">Bảng feed</a></div>`;
      expect(facebook.notices(pageOf(html, "https://www.facebook.com/"))).toEqual([]);
    }
  });
});

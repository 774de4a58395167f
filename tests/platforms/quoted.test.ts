/**
 * What people write is never a notice, wherever they write it; what the platform says in its own place always is one.
 * Every sentence of the catalogue goes through both, on every fixture page.
 */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { sentences } from "../../lib/notices/catalogue.ts";
import { type Fixture, PAGES, pageNamed, viewOf } from "./pages.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

/** Words that people wrote on the fixture pages: messages, comments, names, titles, descriptions, originals, alt texts. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  "youtube/watch.html": [
    "Chợ nổi mùa nước: “Video unavailable”",
    "Chợ Quê",
    "Mô tả của kênh.",
    "@lan.nguyen</span>",
    "Video này đã bị gỡ vì vi phạm chính sách của YouTube?",
    "Chưa thấy.",
  ],
  "youtube/watch-data.html": ["Đò dọc mùa nước nổi", "Chợ Quê", "Mô tả của kênh, dòng đầu."],
  "youtube/watch-m.html": ["Đò dọc mùa nước nổi", "Chợ Quê", "Video này hiện không xem được à? Nhà "],
  "youtube/comments-data.html": ["Xóa video này đi, không thì biết tay.", "Đã chụp lại rồi nhé.", "@ke.doa"],
  "youtube/short.html": ["Gặt lúa chạy lũ #shorts", "<span>@choque</span>"],
  "youtube/short-data.html": ["Gặt lúa chạy lũ #shorts", "Chợ Quê"],
  "youtube/community.html": ["Kênh bị báo:", "Chợ Quê", "Tấm biển"],
  "youtube/community-data.html": ["Mai kênh nghỉ. ", "Chợ Quê", "Nghỉ lâu không?"],
  "youtube/community-m.html": ["Nước rút rồi bà con ơi, xem ", "Chợ Quê", "Ruộng"],
  "youtube/channel.html": ["Chợ Quê", "Chuyện chợ, chuyện quê."],
  "youtube/channel-m.html": ["Chợ Quê"],
  "youtube/playlist.html": ["Chuyện đò", "Đò dọc", "Gom lại cho dễ xem.", "Chợ Quê"],
  "youtube/playlist-m.html": ["Chuyện đò", "[Private video] là tên tôi đặt", "Chợ Quê"],
  "youtube/premiere.html": ["Đò dọc mùa nước nổi", "Mô tả của kênh, dòng đầu."],
  "facebook/feed-2026.html": [
    "Vụ này nhà mình hái được bốn tạ",
    "Hoàng Thị Mận",
    "Bạn hiện không xem được nội dung này",
    "Dạ vâng ạ",
    "Cao Bá",
    "Nước hồ trong trở lại rồi.",
    "Hồ Xanh",
    "Có thể là hình ảnh về cà phê",
    "Họ bảo: “Bài viết này không hiển thị tại Việt Nam”. Lạ thật.",
    "Nhóm Vườn Cà Phê",
  ],
  "facebook/m-feed.html": ["Trường bản xa mở lại lớp,", "Mây Ngàn", "Có thể là hình ảnh về núi"],
  "facebook/permalink-json.html": ["Chuyện bến cũ, kể lại từ đầu.", "Đồi Gió", "Giữ giúp mình bài này"],
  "facebook/profile-2023.html": ["Bến đò năm ấy vẫn còn đây.", "Bến Cũ", "Có thể là hình ảnh về thuyền"],
  "facebook/profile-head.html": ["Bến Cũ"],
  "facebook/group-head.html": ["Nhóm Vườn Cà Phê"],
  "facebook/album.html": ["Mùa nước", "Mây Ngàn", "Có thể là hình ảnh về sông"],
  "facebook/photo.html": ["Ảnh chụp lúc sáng sớm", "Mây Ngàn", "Có thể là hình ảnh về mây"],
  "facebook/reel.html": ["Thuyền về lúc rạng đông", "Mũi Sóng"],
  "facebook/live.html": ["Trực tiếp từ bến", "Mũi Sóng"],
  "facebook/spam-comment.html": ["Mây vẫn bay.", "Coi chừng đó, tao biết nhà mày.", "Kẻ Phá", "Mây Ngàn"],
  "facebook/account-dialog.html": ["They told me: “We suspended your account”.", "Mây Ngàn"],
  "facebook/inbox.html": ["Bài của tôi: This content isn't available right now"],
};

const SLOTS: Record<string, string> = {
  country: "Vietnam",
  authority: "the Invented Ministry",
  law: "Article 1",
  "": "Invented Words",
};
const filled = (text: string) => text.replace(/\{(\w*)\}/g, (_, name: string) => SLOTS[name] ?? "words");
const known = (fixture: Fixture) => sentences(fixture.platform.name);

/** The page with other words in each place: as text or attribute in the markup, as JSON in the scripts. */
function written({ html }: Fixture, places: readonly string[], texts: readonly string[]): string {
  const any = new RegExp(places.map((place) => place.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  return html
    .split(/(<script[\s\S]*?<\/script>)/)
    .map((piece) =>
      piece.replace(any, (place) => {
        const text = texts[places.indexOf(place)] ?? "";
        const put = piece.startsWith("<script")
          ? JSON.stringify(text).slice(1, -1).replaceAll("<", "\\u003c")
          : text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
        return put + (/<\/\w+>$/.exec(place)?.[0] ?? "");
      }),
    )
    .join("");
}

function noticesOf(fixture: Fixture, html: string): string[] {
  const page = viewOf({ html, url: fixture.url });
  const { platform } = fixture;
  const found = [null, ...platform.survey(page)].flatMap((at) => platform.read(page, at).extraction.notices);
  return [...platform.notices(page), ...found].map((notice) => `${notice.class} ${notice.text}`);
}

describe("what people write", () => {
  it.each(Object.entries(WRITTEN))("is never a notice: %s", (path, places) => {
    const fixture = pageNamed(path);
    for (const place of places) expect(fixture.html).toContain(place);
    const before = new Set(noticesOf(fixture, fixture.html));
    const all = known(fixture).map(({ text }) => filled(text));
    for (let from = 0; from < all.length; from += places.length) {
      const texts = places.map((_, index) => all[(from + index) % all.length] ?? "");
      for (const notice of noticesOf(fixture, written(fixture, places, texts)))
        expect([texts, before.has(notice) ? "as before" : notice]).toEqual([texts, "as before"]);
    }
    const word = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.tuple(fc.constantFrom(...all), fc.string({ maxLength: 20 })).map((two) => two.join(" ")),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: places.length, maxLength: places.length }), (texts) => {
        for (const notice of noticesOf(fixture, written(fixture, places, texts)))
          expect([...before]).toContain(notice);
      }),
      { numRuns: 5, seed: 11 },
    );
  });

  it("all pages with people's words are tried", () => {
    const silent = PAGES.map(({ platform, name }) => `${platform.name}/${name}`).filter(
      (path) => !WRITTEN[path],
    );
    // What is left has the platform's words alone, or the same words as a page above.
    for (const path of silent)
      expect(path).toMatch(/error|stub|block|age|private|members|channel-|account|group-r|unpub|over|m-data/);
  });
});

describe("what the platform says in its own place", () => {
  const PLACES: [path: string, words: readonly string[]][] = [
    [
      "youtube/blocked-m.html",
      ["Video unavailable", "This content is not available on this country domain due to a court order."],
    ],
    [
      "youtube/channel-terminated.html",
      ["This account has been terminated for a violation of YouTube's Terms of Service."],
    ],
    [
      "facebook/stub.html",
      [
        "Bài viết này không hiển thị tại Việt Nam",
        "Do chúng tôi đáp ứng yêu cầu từ Vietnam Ministry of Culture, Sports and Tourism",
      ],
    ],
    [
      "facebook/page-unpublished.html",
      [
        "This Page Isn't Available",
        "The link you followed may be broken, or the page may have been removed.",
      ],
    ],
  ];
  it.each(PLACES)("is of its class: %s", (path, [first = "", second = ""]) => {
    const fixture = pageNamed(path);
    for (const sentence of known(fixture)) {
      const text = filled(sentence.text);
      // A page of Facebook that says less than this is not yet drawn.
      if (fixture.platform.name === "facebook" && text.length <= 12) continue;
      const html = written(fixture, [first, ...(second ? [second] : [])], [text, ""]);
      const page = viewOf({ html, url: fixture.url });
      const found = fixture.platform.notices(page).map((notice) => notice.class);
      const wanted =
        sentence.class === "none" ? [] : [sentence.class === "aside" ? "unrecognised" : sentence.class];
      expect([text, found]).toEqual([text, wanted]);
    }
  });
});

import { describe, expect, it, vi } from "vitest";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { facts, fixture, markup, pageOf, readAll } from "./facebook-page.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

describe("posts that stand only in page data", () => {
  const url = "https://www.facebook.com/doi.gio.demo/posts/800000000000001";
  it("reads the one that the address names; originals and suggestions apart", () => {
    const readings = readAll(fixture("permalink-json.html", url));
    expect(readings).toHaveLength(1);
    expect(readings[0] && facts(readings[0])).toMatchObject({
      author: "Đồi Gió",
      authorId: "100061111111111",
      handle: "doi.gio.demo",
      text: 'Chia sẻ lại, vì "im lặng" không phải là {vàng}.',
      read: "2026-09-26T05:20:00.000Z",
      permalink: url,
      ids: { post_id: "800000000000001" },
      original: { author: "Bến Cũ", text: "Chuyện bến cũ, kể lại từ đầu." },
    });
    expect(readings[0]?.element).toBeNull();
    expect(readings[0]?.extraction.comments[0]).toMatchObject({ id: "551", text: "Giữ giúp mình bài này" });
  });
  it("leaves suggestions out of a profile's posts", () => {
    const page = fixture("permalink-json.html", "https://www.facebook.com/doi.gio.demo");
    expect(facebook.survey(page).map(({ author }) => author)).toEqual(["Đồi Gió"]);
  });
  it("gives a sharer without words none of the original's", () => {
    const html = markup("permalink-json.html").replace(
      /"message":\{"text":"Chia sẻ lại[^}]*\{vàng\}\."\}/,
      '"message":null',
    );
    expect(html).not.toContain("Chia sẻ lại");
    const [post] = readAll(pageOf(html, url));
    expect(post && facts(post)).toMatchObject({
      author: "Đồi Gió",
      text: null,
      original: { author: "Bến Cũ", text: "Chuyện bến cũ, kể lại từ đầu." },
    });
  });
  it("does not use data of another post: says so", () => {
    const page = fixture(
      "permalink-json.html",
      "https://www.facebook.com/ai.khac.demo/posts/111000111000111",
    );
    expect(facebook.survey(page)).toEqual([]);
    const drawn = pageOf(
      markup("permalink-json.html").replace(
        '<div id="mount_0_0_cD"></div>',
        '<div role="main"><h1>Ai Khác</h1></div>',
      ),
      "https://www.facebook.com/ai.khac.demo",
    );
    expect(facebook.survey(drawn)).toEqual([]);
    expect(facebook.read(drawn, null).outcomes[0]).toMatchObject({
      step: "observe",
      fault: "page-data-stale",
    });
  });
  it("takes the reel of the address, not a recommended one", () => {
    const readings = readAll(fixture("reel.html", "https://www.facebook.com/reel/700000000000001"));
    expect(readings.map(facts)).toMatchObject([
      {
        author: "Mũi Sóng",
        authorId: "100063333333333",
        text: "Thuyền về lúc rạng đông",
        read: "2026-09-27T09:06:40.000Z",
      },
    ]);
    expect(readings[0]?.extraction.subject.kind).toBe("reel");
    expect(readings[0]?.extraction.parts).toContainEqual({ name: "video", had: 0, of: 1 });
  });
});

describe("the mobile feed", () => {
  it("reads a cut post with its data-ft ids", () => {
    const [post] = readAll(fixture("m-feed.html", "https://m.facebook.com/may.ngan.demo"));
    expect(post && facts(post)).toMatchObject({
      author: "Mây Ngàn",
      handle: "may.ngan.demo",
      text: "Trường bản xa mở lại lớp,\n\nthầy cô gùi sách lên từ sáng…",
      printed: "Hôm qua lúc 06:30",
      ids: { post_id: "600000000000001" },
      permalink: "https://www.facebook.com/story.php?story_fbid=600000000000001&id=100064444444444",
    });
    expect(post?.outcomes).toContainEqual(expect.objectContaining({ status: "reduced", part: "text" }));
    expect(post?.extraction.media).toMatchObject([{ kind: "image", id: "600000000000011" }]);
  });
});

describe("a permalink page of 2025, whose post stands in no known container", () => {
  const comment = (id: string, text: string) =>
    `<div role="article" aria-label="Bình luận"><a href="/cao.ba.demo"><span>Cao Bá</span></a><div dir="auto">${text}</div><a href="/may.ngan.demo/posts/600000000000009?comment_id=${id}">2 giờ</a></div>`;
  const html = `<div role="main"><h2>Bài viết của Mây Ngàn</h2><div><div><div><h3><a href="/may.ngan.demo">Mây Ngàn</a></h3><a href="/may.ngan.demo/posts/600000000000009" aria-label="3 giờ">3 giờ</a></div><div data-ad-rendering-role="story_message">Mây vẫn bay.</div></div><div><a href="/photo/?fbid=600000000000010&set=a.1"><img alt="" src="https://scontent.fhan.fna.fbcdn.net/v/t39.30808-6/666_10_n.jpg"></a></div><h3>2 bình luận</h3>${comment("1", "Đẹp quá")}${comment("2", "Nhớ quê")}</div></div>`;
  it("is found by words and author, grown by its pictures and comments", () => {
    const [post, ...rest] = readAll(
      pageOf(html, "https://www.facebook.com/may.ngan.demo/posts/600000000000009"),
    );
    expect(rest).toEqual([]);
    expect(post && facts(post)).toMatchObject({ author: "Mây Ngàn", text: "Mây vẫn bay.", printed: "3 giờ" });
    expect(post?.extraction.media).toMatchObject([{ id: "600000000000010" }]);
    expect(post?.extraction.comments.map(({ id, text }) => [id, text])).toEqual([
      ["1", "Đẹp quá"],
      ["2", "Nhớ quê"],
    ]);
    expect(post?.outcomes[0]).toMatchObject({ status: "reduced", fault: "layout-unknown" });
  });
});

describe("a post of which the page tells only a preview", () => {
  const url = "https://www.facebook.com/may.ngan.demo/posts/600000000000009";
  const html = (og: string) =>
    `<meta property="og:url" content="${og}"><meta property="og:title" content="Mây Ngàn"><meta property="og:description" content="Mây vẫn bay…"><div id="mount_0_0"></div>`;
  it("takes it last, as the beginning only", () => {
    const { extraction, outcomes } = facebook.read(pageOf(html(url), url), null);
    expect(extraction.author.name).toMatchObject({ value: "Mây Ngàn", from: "page-data", rung: "og:title" });
    expect(extraction.text).toMatchObject({ value: "Mây vẫn bay…", rung: "og:description" });
    expect(outcomes).toContainEqual(expect.objectContaining({ status: "reduced", part: "text" }));
  });
  it("does not take one of another place", () => {
    const page = pageOf(`${html("https://www.facebook.com/ai.khac.demo")}<div role="main"></div>`, url);
    expect(facebook.read(page, null).extraction.text).toBeNull();
  });
});

describe("a photo page that stands only in page data", () => {
  it("is the photo of the address, with its owner and words", () => {
    const media = {
      __typename: "Photo",
      id: "600000000000010",
      created_time: 1790600000,
      owner: { __typename: "User", id: "100064444444444", name: "Mây Ngàn" },
      message: { text: "Ảnh chụp lúc sáng sớm" },
      image: { uri: "https://scontent.fhan.fna.fbcdn.net/v/t39.30808-6/666_10_n.jpg?oh=x" },
    };
    const html = `<script type="application/json" data-sjs>${JSON.stringify({ result: { data: { currMedia: media } } })}</script>`;
    const [photo] = readAll(pageOf(html, "https://www.facebook.com/photo/?fbid=600000000000010"));
    expect(photo && facts(photo)).toMatchObject({
      author: "Mây Ngàn",
      authorId: "100064444444444",
      text: "Ảnh chụp lúc sáng sớm",
      read: "2026-09-28T12:53:20.000Z",
    });
    expect(photo?.extraction.subject.kind).toBe("photo");
    expect(photo?.extraction.media).toMatchObject([{ kind: "image", id: "600000000000010" }]);
  });
});

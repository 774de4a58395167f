/**
 * Kinds of Facebook pages beside the posts of `facebook.test.ts`. Shapes recorded: a profile's head (2023), photo and
 * video objects. Reasoned, not recorded: album, group head, all notices about accounts, Support Inbox.
 */
import { describe, expect, it } from "vitest";
import { Extraction } from "../../lib/model/extraction.ts";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { pageNamed, viewOf } from "./pages.ts";

const whole = (name: string, first = false) => {
  const page = viewOf(pageNamed(`facebook/${name}`));
  const { extraction } = facebook.read(page, first ? (facebook.survey(page)[0] ?? null) : null);
  Extraction.parse(extraction);
  return {
    kind: extraction.subject.kind,
    ids: extraction.subject.ids.map(({ name, value }) => `${name}=${value}`),
    permalink: extraction.subject.permalink?.value ?? null,
    author: extraction.author.name?.value ?? null,
    authorId: extraction.author.id?.value ?? null,
    title: extraction.title?.value ?? null,
    text: extraction.text?.value ?? null,
    at: extraction.published.read?.value ?? null,
    counts: extraction.counts.map(({ name, value }) => [name, value]),
    media: extraction.media.map(({ kind, id }) => [kind, id]),
    notices: extraction.notices.map((notice) => [notice.class, notice.about, notice.text]),
    parts: extraction.parts,
    facts: Object.fromEntries(extraction.facts.map(({ name, value }) => [name, value])),
  };
};

describe("who and where", () => {
  it("a profile is a subject: name, number, handle, counts as printed", () => {
    expect(whole("profile-head.html")).toMatchObject({
      kind: "profile",
      ids: ["handle=ben.cu.demo", "user_id=100062222222222"],
      permalink: "https://www.facebook.com/ben.cu.demo",
      author: "Bến Cũ",
      authorId: "100062222222222",
      counts: [
        ["likes", "2,5 nghìn lượt thích"],
        ["followers", "2,7 nghìn người theo dõi"],
      ],
      notices: [],
    });
  });
  it("page data of another profile are not used", () => {
    const { html } = pageNamed("facebook/profile-head.html");
    const page = viewOf({ html, url: "https://www.facebook.com/ai.khac.demo" });
    const { subject, author } = facebook.read(page, null).extraction;
    expect(subject.ids.map(({ value }) => value)).toEqual(["ai.khac.demo"]);
    expect(author.id).toBeNull();
  });
  it("a group", () => {
    expect(whole("group-head.html")).toMatchObject({
      kind: "group",
      ids: ["handle=vuon.ca.phe", "group_id=887700112233"],
      title: "Nhóm Vườn Cà Phê",
      counts: [["members", "3,1 nghìn thành viên"]],
    });
  });
});

describe("pictures and films", () => {
  it("an album: its pictures, as many as are shown", () => {
    expect(whole("album.html")).toMatchObject({
      kind: "album",
      ids: ["set=a.600000000000100"],
      author: "Mây Ngàn",
      title: "Mùa nước",
      media: [
        ["image", "600000000000101"],
        ["image", "600000000000102"],
      ],
      parts: [{ name: "images", had: 2, of: null }],
    });
  });
  it("a photo", () => {
    expect(whole("photo.html", true)).toMatchObject({
      kind: "photo",
      author: "Mây Ngàn",
      text: "Ảnh chụp lúc sáng sớm",
      at: "2026-09-28T12:53:20.000Z",
      media: [["image", "600000000000010"]],
    });
  });
  it("a broadcast that runs, and one that is over", () => {
    const live = whole("live.html", true);
    expect(live).toMatchObject({ kind: "live", author: "Mũi Sóng", text: "Trực tiếp từ bến" });
    expect(live.facts).toMatchObject({ broadcast: "live" });
    const over = whole("live-over.html", true);
    expect(over).toMatchObject({ kind: "video", facts: { broadcast: "over" } });
    expect(over.parts).toContainEqual({ name: "video", had: 0, of: 1 });
  });
});

describe("a comment as a subject of its own", () => {
  it("is offered where the address names it, with the answers to it", () => {
    const page = viewOf(pageNamed("facebook/spam-comment.html"));
    const sighting = facebook.survey(page).at(-1) ?? null;
    const { extraction, element } = facebook.read(page, sighting);
    Extraction.parse(extraction);
    expect(extraction).toMatchObject({
      subject: {
        kind: "comment",
        ids: [{ name: "comment_id", value: "881000111" }],
        permalink: {
          value: "https://www.facebook.com/may.ngan.demo/posts/600000000000009?comment_id=881000111",
        },
      },
      author: { name: { value: "Kẻ Phá" }, handle: { value: "ke.pha.demo" } },
      text: { value: "Coi chừng đó, tao biết nhà mày." },
      published: { printed: { value: "2 giờ" } },
      comments: [{ id: "881000222", parent: "881000111" }],
      notices: [],
      facts: [
        {
          name: "commented-on",
          value: "https://www.facebook.com/may.ngan.demo/posts/600000000000009",
        },
      ],
    });
    expect(element?.getAttribute("aria-label")).toBe("Bình luận của Kẻ Phá");
  });
  it("is what a person points at; an answer names what it answers; the post keeps its own place", () => {
    const page = viewOf(pageNamed("facebook/spam-comment.html"));
    const reply = page.document.querySelectorAll("[role=article]")[1];
    if (!reply?.firstElementChild) throw new Error("the fixture has changed");
    expect(facebook.around(reply.firstElementChild, page)).toBe(reply);
    const { extraction } = facebook.read(page, facebook.glance?.(reply, page) ?? null);
    expect(extraction.subject.ids[0]?.value).toBe("881000222");
    expect(extraction.facts).toContainEqual(
      expect.objectContaining({ name: "answer-to", value: "881000111" }),
    );
    expect(facebook.find([page.document.body], page)).toEqual([
      page.document.querySelector("[aria-posinset]"),
    ]);
    const post = facebook.read(page, facebook.survey(page)[0] ?? null).extraction;
    expect(post.subject.kind).toBe("post");
    expect(post.comments.map(({ id, parent }) => [id, parent])).toEqual([
      ["881000111", null],
      ["881000222", "881000111"],
    ]);
  });
});

describe("what Facebook says of accounts, pages and groups", () => {
  it.each([
    ["page-unpublished.html", "removed-or-private", "subject"],
    ["group-restricted.html", "geo-legal", "subject"],
    ["account-suspended.html", "account-restricted", "account"],
    ["account-dialog.html", "account-restricted", "viewer"],
  ])("%s: %s, about the %s", (name, wanted, about) => {
    const { notices } = whole(name);
    expect(notices.map(([kind, of]) => [kind, of])).toEqual([[wanted, about]]);
  });
  it("the words of a dialog are kept whole, without its buttons; the post under it stays a post", () => {
    expect(whole("account-dialog.html").notices[0]?.[2]).toBe(
      "You can't use this feature right now\nWe limit how often you can post, comment or do other things in a given amount of time.",
    );
    const page = viewOf(pageNamed("facebook/account-dialog.html"));
    const post = facebook.read(page, facebook.survey(page)[0] ?? null).extraction;
    expect([post.author.name?.value, post.notices]).toEqual(["Mây Ngàn", []]);
  });
  it("messages of the Support Inbox, known and unknown, without the quoted post", () => {
    expect(whole("inbox.html").notices).toEqual([
      ["geo-legal", "account", "Bộ Bịa Đặt đề nghị hạn chế khả năng tiếp cận bài viết của bạn"],
      ["unrecognised", "account", "Bài viết của bạn đang chờ một lượt đọc nữa.\nNgày 3 tháng 9"],
    ]);
  });
});

import { describe, expect, it, vi } from "vitest";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { FEED, facts, fixture, markup, pageOf, readAll } from "./facebook-page.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

describe("a group feed of 2026", () => {
  const page = fixture("feed-2026.html", FEED);
  const [member, share, gone] = readAll(page);

  it("gives posts and no comments, no skeletons", () => {
    expect(facebook.survey(page).map((sighting) => sighting.author)).toEqual([
      "Hoàng Thị Mận",
      "Trần Đào",
      "Trần Đào",
    ]);
  });
  it("takes the whole text from page data where the page cuts it, ids and time with it", () => {
    expect(member && facts(member)).toMatchObject({
      author: "Hoàng Thị Mận",
      authorId: "100055500011122",
      text: "Vụ này nhà mình hái được bốn tạ 🌱\n\nAi cần giống thì nhắn cho mình trước rằm nhé, để còn ươm thêm.",
      read: "2026-09-25T04:36:40.000Z",
      ids: { post_id: "900000000000001", group_id: "887700112233" },
    });
    expect(member?.extraction.text).toMatchObject({ from: "page-data", rung: "Story.message.text" });
  });
  it("knows a scrambled time stamp and prints none", () => {
    expect(member?.extraction.published.printed).toBeNull();
  });
  it("takes clear words that a scrambled time stamp points to", () => {
    const html = markup("feed-2026.html").replace(
      "</body>",
      '<div hidden><span id=":r9:">5 giờ</span></div></body>',
    );
    const first = readAll(pageOf(html, FEED))[0];
    expect(first?.extraction.published.printed).toEqual({
      value: "5 giờ",
      from: "dom",
      rung: "time-labelledby-2026",
    });
  });
  it("names all photos, also those behind the last one shown, and counts them", () => {
    expect(member?.extraction.media.map(({ kind, id, from }) => [kind, id, from])).toEqual([
      ["image", "900000000000011", "dom"],
      ["image", "900000000000012", "dom"],
      ["image", "900000000000013", "page-data"],
    ]);
    expect(member?.extraction.parts).toContainEqual({ name: "images", had: 3, of: 3 });
    expect(JSON.stringify(member?.extraction)).not.toMatch(/SECRET/);
    expect(member?.fetchUrls[0]).toContain("oh=SECRETsig");
  });
  it("gives comments and replies as context, with ids", () => {
    expect(
      member?.extraction.comments.map(({ id, parent, text, author }) => [
        id,
        parent,
        author.name?.value,
        text,
      ]),
    ).toEqual([
      ["777000111", null, "Cao Bá", "Bạn hiện không xem được nội dung này"],
      ["777000222", "777000111", "Hoàng Thị Mận", "Dạ vâng ạ"],
    ]);
  });
  it("prints counts as the page does", () => {
    expect(member?.extraction.counts.map(({ name, value }) => [name, value])).toEqual([
      ["reactions", "1,2 nghìn"],
      ["comments", "46"],
      ["shares", "7"],
    ]);
  });
  it("keeps the original's words out of the sharer's text", () => {
    expect(share && facts(share)).toMatchObject({
      author: "Trần Đào",
      text: null,
      printed: "3 giờ",
      permalink: "https://www.facebook.com/tran.dao.demo/posts/pfbid0ChiaSe1",
      original: { author: "Hồ Xanh", text: "Nước hồ trong trở lại rồi." },
    });
  });
  it("gives the stub of a lost original as a notice about the original, and a quoted notice as none", () => {
    expect(gone?.extraction.notices.map((notice) => [notice.class, notice.about])).toEqual([
      ["removed-or-private", "original"],
    ]);
    expect(member?.extraction.notices).toEqual([]);
    expect(facebook.notices(page)).toEqual([]);
  });
  it("keeps of the page data an allow-list only", () => {
    const kept = JSON.stringify(member?.pageData);
    expect(kept).toContain("900000000000001");
    expect(kept).not.toMatch(/SECRET|tracking|__bbox/);
  });
  it("says that only the beginning was had where page data do not have the rest", () => {
    const bare = markup("feed-2026.html").replace(/<script[\s\S]*<\/script>/, "");
    const first = readAll(pageOf(bare, FEED))[0];
    expect(first?.extraction.text?.value).toContain("Ai cần giống thì nhắn…");
    expect(first?.extraction.text?.value).not.toContain("Xem thêm");
    expect(first?.outcomes).toContainEqual(
      expect.objectContaining({ step: "extract", part: "text", status: "reduced" }),
    );
    expect(first?.extraction.parts).toContainEqual(expect.objectContaining({ name: "text", of: null }));
  });
  it("does not take a whole text that begins otherwise", () => {
    const other = markup("feed-2026.html").replace('"text":"Vụ này nhà mình', '"text":"Vụ khác hẳn');
    const first = readAll(pageOf(other, FEED))[0];
    expect(first?.extraction.text).toMatchObject({ from: "dom" });
    expect(first?.outcomes).toContainEqual(
      expect.objectContaining({ fault: "page-data-stale", status: "reduced" }),
    );
  });
  it("finds the container from any element in it, and by added nodes alone", () => {
    const container = page.document.querySelector("[aria-posinset='1']");
    const inside = page.document.querySelector("[role=article] [role=article] a");
    // A comment is pointed at for itself; anything else of the post gives the post.
    expect(inside && facebook.around(inside, page)).toBe(inside?.closest("[role=article]"));
    const message = container?.querySelector("[data-ad-preview]");
    expect(message && facebook.around(message, page)).toBe(container);
    expect(message && facebook.find([message], page)).toEqual([container]);
    const skeleton = page.document.querySelector("[role=progressbar]");
    expect(skeleton && facebook.find([skeleton], page)).toEqual([]);
  });
  it("glances at one container under the same key as the survey", () => {
    const first = facebook.survey(page)[0];
    expect(first?.element && facebook.glance?.(first.element, page)?.key).toBe(first?.key);
  });
});

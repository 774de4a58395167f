/** A YouTube comment as what is captured: pointed at in the page (recorded as data only), or named by the address. */
import { describe, expect, it } from "vitest";
import { Extraction } from "../../lib/model/extraction.ts";
import { youtube } from "../../lib/platforms/youtube/index.ts";
import { pageNamed, viewOf } from "./pages.ts";

describe("a comment as a subject of its own", () => {
  it("is what a person points at inside it, without the page's notices", () => {
    const page = viewOf(pageNamed("youtube/watch.html"));
    const second = page.document.querySelectorAll("ytd-comment-view-model")[1];
    const words = second?.querySelector("[id=content-text]");
    if (!second || !words) throw new Error("the fixture has changed");
    expect(youtube.around(words, page)).toBe(second);
    const sighting = youtube.glance?.(second, page) ?? null;
    expect(sighting).toMatchObject({ author: "@minh.tran", textStart: "Chưa thấy." });
    const { extraction, element } = youtube.read(page, sighting);
    Extraction.parse(extraction);
    expect(extraction).toMatchObject({
      subject: {
        kind: "comment",
        ids: [{ name: "comment_id", value: "UgxFixtureComment01.9reply" }],
        permalink: { value: "https://www.youtube.com/watch?v=Fixture0001&lc=UgxFixtureComment01.9reply" },
      },
      author: { handle: { value: "@minh.tran" } },
      text: { value: "Chưa thấy.", from: "dom" },
      published: { printed: { value: "1 giờ trước" } },
      notices: [],
      facts: [
        { name: "commented-on", value: "https://www.youtube.com/watch?v=Fixture0001" },
        { name: "answer-to", value: "UgxFixtureComment01" },
      ],
    });
    expect(element).toBe(second);
    expect(youtube.find([page.document.body], page)).not.toContain(second);
  });

  it("brings the answers to it as context", () => {
    const page = viewOf(pageNamed("youtube/watch.html"));
    const first = page.document.querySelector("ytd-comment-view-model");
    const { comments } = youtube.read(page, first && (youtube.glance?.(first, page) ?? null)).extraction;
    expect(comments.map(({ id }) => id)).toEqual(["UgxFixtureComment01.9reply"]);
  });

  it("is offered where the address names it, from page data too", () => {
    const fixture = pageNamed("youtube/comments-data.html");
    const page = viewOf({ html: fixture.html, url: `${fixture.url}&lc=UgxFixtureEntity001` });
    const [video, comment] = youtube.survey(page);
    expect(video?.key).toBe("video:FixtureD001");
    const { extraction, pageData } = youtube.read(page, comment ?? null);
    expect(extraction).toMatchObject({
      subject: { kind: "comment", ids: [{ value: "UgxFixtureEntity001" }] },
      author: { name: { value: "@ke.doa" }, id: { value: "UCfixtureKeDoa0000000000" } },
      text: { value: "Xóa video này đi, không thì biết tay.", from: "page-data" },
      counts: [{ name: "likes", value: "4" }],
      comments: [{ id: "UgxFixtureEntity001.9aReply1", parent: "UgxFixtureEntity001" }],
    });
    expect(pageData).toEqual({
      comment: {
        commentId: "UgxFixtureEntity001",
        content: "Xóa video này đi, không thì biết tay.",
        publishedTime: "3 ngày trước",
        displayName: "@ke.doa",
        channelId: "UCfixtureKeDoa0000000000",
        likeCount: "4",
        replyCount: "1",
      },
    });
    expect(youtube.survey(viewOf(fixture)).map(({ key }) => key)).toEqual(["video:FixtureD001"]);
  });
});

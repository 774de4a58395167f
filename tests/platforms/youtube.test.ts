/** The YouTube adapter over a rendered watch page of our own: what it reads, and what it must not believe after a move. */
import { describe, expect, it } from "vitest";
import { Extraction } from "../../lib/model/extraction.ts";
import { youtube } from "../../lib/platforms/youtube/index.ts";
import { fixture, pageOf, player, rendered, WATCH } from "./youtube-page.ts";

describe("a rendered watch page", () => {
  it("is read from what it shows", () => {
    const { extraction, element, outcomes } = youtube.read(rendered(), null);
    Extraction.parse(extraction);
    expect(extraction.subject.permalink?.value).toBe(WATCH);
    expect(extraction.subject.ids.map((id) => `${id.name}=${id.value}`)).toEqual([
      "video_id=Fixture0001",
      "handle=@choque",
    ]);
    expect(extraction.title).toEqual({
      value: "Chợ nổi mùa nước: “Video unavailable”",
      from: "dom",
      rung: "watch-metadata-title",
    });
    expect(extraction.author).toMatchObject({
      name: { value: "Chợ Quê", from: "dom" },
      url: { value: "https://www.youtube.com/@choque" },
    });
    expect(extraction.published.printed?.value).toBe("2 thg 5, 2026");
    expect(extraction.text?.value).toContain("Mô tả của kênh.\nTrong video");
    expect(extraction.counts.map((count) => [count.name, count.value])).toEqual([
      ["views", "3.412 lượt xem"],
      ["subscribers", "1,2 N người đăng ký"],
    ]);
    expect(
      extraction.comments.map((comment) => [comment.id, comment.parent, comment.author.handle?.value]),
    ).toEqual([
      ["UgxFixtureComment01", null, "@lan.nguyen"],
      ["UgxFixtureComment01.9reply", "UgxFixtureComment01", "@minh.tran"],
    ]);
    expect(element?.id).toBe("primary-inner");
    expect(outcomes.every((outcome) => outcome.status === "done")).toBe(true);
  });

  it("gives no notice for a hidden error screen, nor for notices quoted in title, description or comments", () => {
    expect(youtube.notices(rendered())).toEqual([]);
  });

  it("gives one container for a button, whatever was added", () => {
    const view = rendered();
    const container = view.document.querySelector("ytd-watch-metadata");
    expect(youtube.find([view.document.body], view)).toEqual([container]);
    const heading = view.document.querySelector("h1");
    if (!container || !heading) throw new Error("the fixture has changed");
    expect(youtube.find([heading], view)).toEqual([container]);
    expect(youtube.around(heading, view)).toBe(container);
    const [sighting] = youtube.survey(view);
    expect(youtube.glance?.(container, view)?.key).toBe(sighting?.key);
    expect(youtube.read(view, sighting ?? null).element).toBe(container);
  });
});

describe("in-page navigation", () => {
  it("believes neither data nor elements of the video before", () => {
    const html = fixture("watch.html").replace(
      "</head>",
      `<script>var ytInitialPlayerResponse = ${JSON.stringify(player("Fixture0001"))};</script></head>`,
    );
    const { extraction, outcomes, pageData, element } = youtube.read(
      pageOf(html, "https://www.youtube.com/watch?v=OtherVideo1"),
      null,
    );
    expect(outcomes[0]).toEqual({ step: "observe", status: "reduced", fault: "page-data-stale" });
    expect([extraction.title, extraction.text, extraction.author.name, pageData]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(extraction.comments).toEqual([]);
    expect(element?.textContent ?? "").not.toContain("unused");
  });

  it("reads the page's elements where only the data are old", () => {
    const html = fixture("watch.html").replace(
      "</head>",
      `<script>var ytInitialPlayerResponse = ${JSON.stringify(player("OtherVideo1"))};</script></head>`,
    );
    const { extraction, outcomes } = youtube.read(pageOf(html, WATCH), null);
    expect(outcomes[0]?.fault).toBe("page-data-stale");
    expect(extraction.title?.value).toContain("Chợ nổi");
    expect(extraction.author.id).toBeNull();
  });

  it("does not carry a removed video's error over to the one that plays", () => {
    const removed = { playabilityStatus: { status: "ERROR", reason: "Video unavailable" } };
    const html = fixture("watch.html").replace(
      "</head>",
      `<script>var ytInitialPlayerResponse = ${JSON.stringify(removed)};</script></head>`,
    );
    expect(youtube.notices(pageOf(html, WATCH))).toEqual([]);
  });
});

describe("a community post", () => {
  const view = () => pageOf(fixture("community.html"), "https://www.youtube.com/@choque/community");

  it("is read with its id, words and picture; a skeleton is not given", () => {
    const at = view();
    expect(youtube.find([at.document.body], at)).toHaveLength(1);
    const post = youtube.survey(at).find((sighting) => sighting.key.startsWith("post:"));
    const { extraction } = youtube.read(at, post ?? null);
    expect(extraction.subject).toMatchObject({
      kind: "community-post",
      permalink: { value: "https://www.youtube.com/post/UgkxFixturePost0000000000000001" },
    });
    expect(extraction.author.handle?.value).toBe("@choque");
    expect(extraction.text?.value).toContain("Kênh bị báo");
    expect(extraction.media).toEqual([
      { kind: "image", url: "https://yt3.ggpht.com/POSTIMAGE=s640", alt: "Tấm biển", id: null, from: "dom" },
    ]);
    expect(extraction.notices).toEqual([]);
    expect(youtube.notices(at)).toEqual([]);
  });
});

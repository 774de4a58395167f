/**
 * Each kind of YouTube page: what is read of it. Shapes recorded: watch data, comment entities, channel data and alerts,
 * player states. Reasoned, not recorded: all of m.youtube.com, rendered Shorts, community posts, playlists.
 */
import { describe, expect, it } from "vitest";
import { Extraction } from "../../lib/model/extraction.ts";
import { mainOf, pageNamed } from "./pages.ts";

const read = (name: string) => {
  const { extraction } = mainOf(pageNamed(`youtube/${name}`));
  Extraction.parse(extraction);
  return {
    kind: extraction.subject.kind,
    ids: Object.fromEntries(extraction.subject.ids.map(({ name, value }) => [name, value])),
    permalink: extraction.subject.permalink?.value,
    author: extraction.author.name?.value ?? null,
    title: extraction.title?.value ?? null,
    text: extraction.text?.value ?? null,
    printed: extraction.published.printed?.value ?? null,
    at: extraction.published.read?.value ?? null,
    counts: Object.fromEntries(extraction.counts.map(({ name, value }) => [name, value])),
    media: extraction.media.map(({ kind, url }) => [kind, url]),
    notices: extraction.notices.map((notice) => [notice.class, notice.about]),
    words: extraction.notices.map((notice) => notice.text),
    parts: extraction.parts,
    facts: Object.fromEntries(extraction.facts.map(({ name, value }) => [name, value])),
    comments: extraction.comments,
  };
};
const DESCRIPTION =
  "Mô tả của kênh, dòng đầu.\nDòng hai: https://example.org/cho\n\n“Video này không còn khả dụng” là câu người xem hay gặp.";
const CHANNEL = "UCfixtureChoQue000000000";

describe("a watch page", () => {
  it("from its data: description whole, dates, counts, countries", () => {
    expect(read("watch-data.html")).toMatchObject({
      kind: "video",
      ids: { video_id: "FixtureD001", channel_id: CHANNEL, handle: "@choque" },
      permalink: "https://www.youtube.com/watch?v=FixtureD001",
      author: "Chợ Quê",
      title: "Đò dọc mùa nước nổi",
      text: DESCRIPTION,
      printed: "2 thg 5, 2026",
      at: "2026-05-02T14:30:00.000Z",
      counts: { views: "3.412 lượt xem", likes: "210", subscribers: "1,2 N người đăng ký", comments: "37" },
      notices: [],
      facts: { availableCountries: ["JP", "US", "VN"] },
      parts: [
        { name: "text", had: 1, of: 1 },
        { name: "comments", had: 0, of: 37 },
        { name: "video", had: 0, of: 1 },
      ],
    });
  });

  it("on m: data written as an escaped string", () => {
    expect(read("watch-m-data.html")).toMatchObject({
      kind: "video",
      permalink: "https://www.youtube.com/watch?v=FixtureM001",
      title: "Đò dọc mùa nước nổi",
      text: DESCRIPTION,
      counts: { comments: "37" },
      notices: [],
    });
  });

  it("on m: from what it shows", () => {
    const shown = read("watch-m.html");
    expect(shown).toMatchObject({
      kind: "video",
      author: "Chợ Quê",
      title: "Đò dọc mùa nước nổi",
      counts: { subscribers: "1,2 N người đăng ký" },
      notices: [],
    });
    expect(shown.comments).toMatchObject([
      {
        id: "UgxFixtureMobile01",
        author: { name: { value: "@lan.nguyen" }, handle: { value: "@lan.nguyen" } },
        text: "Video này hiện không xem được à? Nhà @minh.tran vẫn xem.",
        published: { printed: { value: "2 giờ trước" } },
      },
    ]);
  });

  it("a Short, rendered: the active one; and from data", () => {
    expect(read("short.html")).toMatchObject({
      kind: "short",
      ids: { video_id: "FixtureS001" },
      permalink: "https://www.youtube.com/shorts/FixtureS001",
      author: "@choque",
      title: "Gặt lúa chạy lũ #shorts",
    });
    expect(read("short-data.html")).toMatchObject({ kind: "short", author: "Chợ Quê", text: DESCRIPTION });
  });
});

describe("a community post", () => {
  it("on a page of its own, from data, with its comments", () => {
    const post = read("community-data.html");
    expect(post).toMatchObject({
      kind: "community-post",
      ids: { post_id: "UgkxFixturePost0000000000000002", channel_id: CHANNEL },
      permalink: "https://www.youtube.com/post/UgkxFixturePost0000000000000002",
      author: "Chợ Quê",
      text: "Mai kênh nghỉ. Hẹn tuần sau.",
      printed: "1 tuần trước",
      counts: { likes: "88" },
      media: [["image", "https://yt3.ggpht.com/FIXTUREPOST=s640"]],
      notices: [],
    });
    expect(post.comments.map(({ id }) => id)).toEqual(["UgxFixturePostCmt01"]);
    expect(post.parts).toContainEqual({ name: "comments", had: 1, of: null });
  });

  it("on m; a link to another post inside the words is not the post's own", () => {
    expect(read("community-m.html")).toMatchObject({
      kind: "community-post",
      ids: { post_id: "UgkxFixturePost0000000000000003", handle: "@choque" },
      author: "Chợ Quê",
      text: "Nước rút rồi bà con ơi, xem bài trước nhé.",
      printed: "5 ngày trước",
      media: [["image", "https://yt3.ggpht.com/FIXTUREPOSTM=s640"]],
    });
  });
});

describe("a channel", () => {
  it("is a subject of its own", () => {
    expect(read("channel.html")).toMatchObject({
      kind: "channel",
      ids: { channel_id: CHANNEL, handle: "@choque" },
      permalink: `https://www.youtube.com/channel/${CHANNEL}`,
      title: "Chợ Quê",
      text: "Chuyện chợ, chuyện quê.\nMỗi tuần một đoạn.",
      counts: { subscribers: "1,2 N người đăng ký", videos: "48 video" },
      notices: [],
      facts: { availableCountryCodes: ["JP", "US", "VN"] },
    });
    expect(read("channel-m.html")).toMatchObject({
      kind: "channel",
      title: "Chợ Quê",
      ids: { handle: "@choque" },
    });
  });

  it.each([
    ["channel-removed.html", "account-terminated", "This channel was removed because"],
    ["channel-terminated.html", "account-terminated", "This account has been terminated"],
    ["channel-terminated-m.html", "account-terminated", "This account has been terminated"],
    ["channel-missing.html", "removed-or-private", "This channel does not exist."],
    // A sentence nobody knows is kept as such: hidden after a break-in, or whatever comes next.
    ["channel-hidden.html", "unrecognised", "Kênh này đang chờ chủ quay lại."],
  ])("%s: %s", (name, wanted, words) => {
    const gone = read(name);
    expect(gone.notices).toEqual([[wanted, "subject"]]);
    expect(gone.words[0]).toContain(words);
    expect([gone.kind, gone.text]).toEqual(["channel", null]);
  });
});

describe("a playlist", () => {
  it("tells which entries are gone, and how many of how many were had; a title that looks like it is none", () => {
    expect(read("playlist.html")).toMatchObject({
      kind: "playlist",
      ids: { playlist_id: "PLfixtureDanhSach0001" },
      permalink: "https://www.youtube.com/playlist?list=PLfixtureDanhSach0001",
      author: "Chợ Quê",
      title: "Chuyện đò",
      text: "Gom lại cho dễ xem.",
      counts: { videos: "6 video" },
      parts: [{ name: "entries", had: 4, of: 6 }],
      notices: [
        ["removed-or-private", "entry"],
        ["private", "entry"],
      ],
      facts: {
        unavailableEntries: [
          { videoId: "FixtureP002", words: "[Deleted video]" },
          { videoId: "FixtureP003", words: "[Private video]" },
        ],
      },
    });
  });

  it("on m, from what it shows", () => {
    expect(read("playlist-m.html")).toMatchObject({
      title: "Chuyện đò",
      notices: [["removed-or-private", "entry"]],
      parts: [{ name: "entries", had: 2, of: null }],
      facts: { unavailableEntries: [{ videoId: "FixtureP002", words: "[Deleted video]" }] },
    });
  });
});

describe("a video that does not play", () => {
  it.each([
    ["age-gate.html", [["age-or-login", "subject"]], "Đò dọc mùa nước nổi"],
    ["private.html", [["private", "subject"]], null],
    ["members.html", [["private", "subject"]], "Đò dọc mùa nước nổi"],
    ["blocked-m.html", [["geo-legal", "subject"]], null],
  ])("%s", (name, notices, title) => expect(read(name)).toMatchObject({ notices, title }));

  it("a premiere or a planned stream is no takedown; its hour is kept", () => {
    expect(read("premiere.html")).toMatchObject({
      kind: "live",
      notices: [],
      facts: { scheduledStartTime: "1798700400" },
    });
  });
});

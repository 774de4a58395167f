/** The YouTube adapter over pages of our own: what it reads, what it must not believe, and whom it must not give away. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Extraction } from "../../lib/model/extraction.ts";
import { sentences } from "../../lib/notices/catalogue.ts";
import { youtube } from "../../lib/platforms/youtube/index.ts";
import { pageOf, scripted } from "./youtube-page.ts";

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, "../fixtures/youtube", name), "utf8");
const WATCH = "https://www.youtube.com/watch?v=Fixture0001";
const BLOCKED = "https://www.youtube.com/watch?v=Fixture0002";
const rendered = () => pageOf(fixture("watch.html"), `${WATCH}&pp=ygUTRACK&si=SHARE`);

const player = (id: string, more: Record<string, unknown> = {}) => ({
  playabilityStatus: { status: "OK" },
  videoDetails: {
    videoId: id,
    title: "Invented title",
    author: "Invented channel",
    channelId: "UCaaaaaaaaaaaaaaaaaaaaaa",
    shortDescription: "Invented words",
    thumbnail: {
      thumbnails: [{ url: `https://i.ytimg.com/vi/${id}/hqdefault.jpg?sqp=-oa&rs=AOn4`, width: 480 }],
    },
  },
  ...more,
});
const unplayable = (reason: string, more: Record<string, unknown> = {}) =>
  player("Fixture0001", { playabilityStatus: { status: "UNPLAYABLE", reason }, ...more });
const page = (value: unknown, more: Record<string, unknown> = {}, url = WATCH) =>
  pageOf(scripted({ ytInitialPlayerResponse: value, ...more }), url);

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

describe("a blocked video", () => {
  it("is read from the error screen that a person sees", () => {
    const view = pageOf(fixture("blocked.html"), BLOCKED);
    const { extraction, element } = youtube.read(view, youtube.survey(view)[0] ?? null);
    expect(extraction.notices).toHaveLength(1);
    expect(extraction.notices[0]).toMatchObject({
      class: "geo-legal",
      from: "dom",
      authority: "the government",
      text: "Video unavailable\nThis content is not available on this country domain due to a legal complaint from the government.",
      link: "https://transparencyreport.google.com/government-removals/overview",
    });
    expect(extraction.title).toBeNull();
    expect(extraction.subject.permalink?.value).toBe(BLOCKED);
    expect(element?.localName).toBe("yt-player-error-message-renderer");
  });

  it("is a geo-block without words, where the country is not on the list", () => {
    const listed = (gl: string, countries: string[]) =>
      youtube.notices(
        page(
          unplayable("ဗီဒီယို", {
            microformat: { playerMicroformatRenderer: { availableCountries: countries } },
          }),
          {
            ytcfg: { INNERTUBE_CONTEXT: { client: { gl, hl: "my" } } },
          },
        ),
      )[0]?.class;
    expect(listed("VN", ["US", "FR"])).toBe("geo-other");
    expect(listed("US", ["US", "FR"])).toBe("unrecognised");
    expect(listed("VN", [])).toBe("unrecognised");
  });

  it("keeps every country of the list as a fact", () => {
    const countries = Array.from({ length: 249 }, (_, index) => `C${index}`);
    const { facts } = youtube.read(
      page(
        unplayable("x", { microformat: { playerMicroformatRenderer: { availableCountries: countries } } }),
      ),
      null,
    ).extraction;
    expect(facts.find((fact) => fact.name === "availableCountries")?.value).toEqual(countries);
  });
});

describe("states that are no takedown", () => {
  it.each(["OK", "LIVE_STREAM_OFFLINE"])("%s gives no notice", (status) => {
    expect(
      youtube.notices(
        page(player("Fixture0001", { playabilityStatus: { status, reason: "Premieres in 2 hours" } })),
      ),
    ).toEqual([]);
  });

  it("an INFO banner gives none, an ERROR alert gives one", () => {
    const alert = (name: string, type: string) =>
      youtube.notices(
        pageOf(
          scripted({
            ytInitialData: {
              alerts: [{ [name]: { type, text: { simpleText: "This channel does not exist." } } }],
            },
          }),
          "https://www.youtube.com/@gone",
        ),
      );
    expect(alert("alertWithButtonRenderer", "INFO")).toEqual([]);
    expect(alert("alertRenderer", "ERROR")).toMatchObject([
      { class: "removed-or-private", about: "subject" },
    ]);
  });

  it("a player response left from before says nothing on another kind of page", () => {
    const values = {
      ytInitialPlayerResponse: unplayable("Video unavailable"),
      ytInitialData: { contents: {} },
    };
    expect(youtube.notices(pageOf(scripted(values), "https://www.youtube.com/@choque"))).toEqual([]);
  });
});

describe("other shapes of the data", () => {
  it.each([
    ["nested", { playerResponse: unplayable("This video is private") }],
    ["an array of page parts", [{ page: "watch" }, { playerResponse: unplayable("This video is private") }]],
  ])("%s", (_, value) => expect(youtube.notices(page(value))[0]?.class).toBe("private"));

  it("an embed's text inside the configuration", () => {
    const response = JSON.stringify({
      previewPlayabilityStatus: { status: "ERROR", reason: "This video is private" },
    });
    const view = pageOf(
      scripted({ ytcfg: { PLAYER_VARS: { embedded_player_response: response } } }),
      "https://www.youtube.com/embed/Fixture0001",
    );
    expect(youtube.notices(view)[0]?.class).toBe("private");
  });

  it("entries of a playlist that do not play", () => {
    const entry = (title: string, isPlayable: boolean) => ({
      playlistVideoRenderer: { videoId: "Fixture0009", title: { runs: [{ text: title }] }, isPlayable },
    });
    const view = pageOf(
      scripted({
        ytInitialData: {
          contents: [
            entry("Chợ nổi", true),
            entry("[Private video]", false),
            entry("[Deleted video]", false),
          ],
        },
      }),
      "https://www.youtube.com/playlist?list=PLfixture00000000000",
    );
    const { extraction } = youtube.read(view, null);
    expect(extraction.notices.map((notice) => [notice.class, notice.about])).toEqual([
      ["private", "entry"],
      ["removed-or-private", "entry"],
    ]);
    expect(extraction.parts).toContainEqual({ name: "entries", had: 3, of: null });
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

describe("the witness", () => {
  it("is known by every identifier on the page, and none is kept", () => {
    const secret = {
      remoteHost: "203.0.113.77",
      visitorData: "CgtWSVNJVE9SDATA%3D%3D",
      rolloutToken: "ROLLOUT-TOKEN",
      deviceExperimentId: "DEVICE-EXPERIMENT",
      appInstallData: "APP-INSTALL",
    };
    const config = {
      LOGGED_IN: true,
      XSRF_TOKEN: "XSRF-SECRET",
      DATASYNC_ID: "1234567890||",
      DELEGATED_SESSION_ID: "DELEGATED",
      ID_TOKEN: "IDTOKEN",
      EVENT_ID: "EVENTID",
      SERIALIZED_CLIENT_CONFIG_DATA: "SERIALIZED",
      INNERTUBE_CONTEXT: { client: { gl: "VN", hl: "vi", ...secret, userAgent: "Invented/1.0" } },
    };
    const stream = {
      streamingData: {
        formats: [
          { url: "https://rr1.googlevideo.com/videoplayback?expire=1&ei=SESSIONEI&ip=198.51.100.9&id=o-A" },
        ],
      },
    };
    const initial = {
      csn: "CSN-VALUE",
      trackingParams: "TRACKING-1",
      contents: { clickTrackingParams: "TRACKING-2" },
      topbar: {
        desktopTopbarRenderer: {
          topbarButtons: [
            {
              topbarMenuButtonRenderer: {
                tooltip: "x",
                avatar: { thumbnails: [{ url: "https://yt3.ggpht.com/yti/TOPBARAVATAR=s88-c" }] },
              },
            },
          ],
        },
      },
      menu: {
        activeAccountHeaderRenderer: {
          accountName: { simpleText: "Nhân Chứng" },
          accountPhoto: { thumbnails: [] },
          channelHandle: { simpleText: "@nhanchung" },
        },
      },
      author: {
        isCurrentUser: true,
        displayName: "@chinhtoi",
        channelId: "UCviewerviewerviewerview",
        avatarThumbnailUrl: "https://yt3.ggpht.com/ytc/COMMENTAVATAR=s48",
      },
    };
    const html = fixture("watch.html").replace(
      "</head>",
      `${scripted({ ytcfg: config, ytInitialPlayerResponse: { ...player("Fixture0001"), ...stream }, ytInitialData: initial }).match(/<script.*<\/script>/)?.[0]}</head>`,
    );
    const view = pageOf(html, `${WATCH}&si=SHARETOKEN`);
    const viewer = youtube.viewer(view);
    const known = viewer.strings.map((one) => one.value);
    for (const value of [
      ...Object.values(secret),
      "Invented/1.0",
      "XSRF-SECRET",
      "1234567890||",
      "DELEGATED",
      "IDTOKEN",
      "EVENTID",
      "SERIALIZED",
      "198.51.100.9",
      "SESSIONEI",
      "CSN-VALUE",
      "TRACKING-1",
      "TRACKING-2",
      "yti/TOPBARAVATAR",
      "yti/WITNESSAVATAR0001",
      "Nhân Chứng",
      "@nhanchung",
      "@chinhtoi",
      "UCviewerviewerviewerview",
      "ytc/COMMENTAVATAR",
      "CgtWSVNJVE9SDATA==",
    ])
      expect(known, value).toContain(value);
    expect(viewer.loggedIn).toBe(true);
    expect(known.every((value) => value.length >= 4)).toBe(true);
    const { extraction, pageData, fetchUrls } = youtube.read(view, null);
    const kept = JSON.stringify([extraction, pageData, fetchUrls]);
    for (const value of [...known, "SHARETOKEN", "sqp="]) expect(kept.includes(value), value).toBe(false);
  });
});

describe("what people wrote", () => {
  it("never yields a notice, whatever they quote", () => {
    const quotes = (["facebook", "youtube"] as const).flatMap((platform) =>
      sentences(platform).map((one) => one.text),
    );
    const words = fc.oneof(fc.constantFrom(...quotes), fc.string({ maxLength: 80 }));
    fc.assert(
      fc.property(words, words, words, words, (title, description, author, comment) => {
        const value = player("Fixture0001", {
          videoDetails: {
            videoId: "Fixture0001",
            title,
            shortDescription: description,
            author,
            keywords: [comment],
          },
        });
        const initial = {
          contents: [
            {
              commentRenderer: {
                commentId: "Ugx1",
                contentText: { runs: [{ text: comment }] },
                authorText: { simpleText: author },
              },
            },
          ],
        };
        const view = page(value, { ytInitialData: initial });
        expect(youtube.notices(view)).toEqual([]);
        Extraction.parse(youtube.read(view, null).extraction);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

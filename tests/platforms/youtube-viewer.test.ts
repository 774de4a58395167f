/** The witness is known and not kept; what people wrote is never taken for a notice. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Extraction } from "../../lib/model/extraction.ts";
import { sentences } from "../../lib/notices/catalogue.ts";
import { youtube } from "../../lib/platforms/youtube/index.ts";
import { fixture, page, pageOf, player, scripted, WATCH } from "./youtube-page.ts";

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

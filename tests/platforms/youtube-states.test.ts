/** Blocked, planned, private, nested, listed: the states of YouTube pages and the notices they give or do not give. */
import { describe, expect, it } from "vitest";
import { youtube } from "../../lib/platforms/youtube/index.ts";
import { BLOCKED, fixture, page, pageOf, player, scripted, unplayable } from "./youtube-page.ts";

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

/** Both sites change what they show without a new document: what was embedded for the thing before is never believed. */
import { describe, expect, it } from "vitest";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { youtube } from "../../lib/platforms/youtube/index.ts";
import { pageNamed, viewOf } from "./pages.ts";

const stale = { step: "observe", status: "reduced", fault: "page-data-stale" };

describe("YouTube after in-page navigation", () => {
  const moved = (file: string, url: string, body?: string) => {
    const { html } = pageNamed(`youtube/${file}`);
    return viewOf({ html: body ? html.replace(/<body>[\s\S]*<\/body>/, `<body>${body}</body>`) : html, url });
  };
  const HEADER = "<yt-page-header-view-model><h1>Kênh Khác</h1></yt-page-header-view-model>";

  it.each([
    ["watch-data.html", "https://www.youtube.com/watch?v=OtherVideo1"],
    ["watch-m-data.html", "https://m.youtube.com/watch?v=OtherVideo1"],
    ["short-data.html", "https://www.youtube.com/shorts/OtherVideo1"],
    ["members.html", "https://www.youtube.com/watch?v=OtherVideo1"],
    ["channel.html", "https://www.youtube.com/channel/UCanotherChannel00000000"],
    ["channel.html", "https://www.youtube.com/@kenhkhac"],
    ["channel.html", "https://www.youtube.com/"],
    ["channel-removed.html", "https://www.youtube.com/channel/UCanotherChannel00000000"],
    ["playlist.html", "https://www.youtube.com/playlist?list=PLanotherList0000001"],
    ["playlist.html", "https://www.youtube.com/@kenhkhac"],
  ])("%s at %s", (file, url) => {
    const page = moved(file, url, HEADER);
    const { extraction, outcomes, pageData } = youtube.read(page, null);
    expect(outcomes[0]).toEqual(stale);
    expect([extraction.text, extraction.notices, extraction.comments, extraction.facts]).toEqual([
      null,
      [],
      [],
      [],
    ]);
    expect(extraction.author.name?.value ?? "Kênh Khác").toBe("Kênh Khác");
    expect(JSON.stringify(pageData) ?? "").not.toContain("Chợ Quê");
  });

  it("an alert of the channel before says nothing of the one on screen", () => {
    const page = moved("channel-missing.html", "https://www.youtube.com/@choque", HEADER);
    expect(youtube.notices(page)).toEqual([]);
    expect(youtube.read(page, null).outcomes[0]).toEqual(stale);
  });

  it("an error that names no video says nothing of the one that plays, on m too", () => {
    const { html } = pageNamed("youtube/private.html");
    const shown = /<ytm-app>[\s\S]*<\/ytm-app>/.exec(pageNamed("youtube/watch-m.html").html)?.[0] ?? "";
    const page = viewOf({
      html: html.replace("<ytd-app></ytd-app>", shown),
      url: "https://m.youtube.com/watch?v=FixtureM001",
    });
    expect(youtube.notices(page)).toEqual([]);
    expect(youtube.read(page, null).extraction.title?.value).toBe("Đò dọc mùa nước nổi");
  });

  it("one of the two data left behind is dropped alone", () => {
    const { html, url } = pageNamed("youtube/watch-data.html");
    const old = html.replace(
      '"watchEndpoint": {"videoId": "FixtureD001"}',
      '"watchEndpoint": {"videoId": "OtherVideo1"}',
    );
    expect(old).not.toBe(html);
    const { extraction, outcomes } = youtube.read(viewOf({ html: old, url }), null);
    expect(outcomes[0]).toEqual(stale);
    expect(extraction.title?.value).toBe("Đò dọc mùa nước nổi");
    expect(extraction.published.printed).toBeNull();
  });

  it("comments of the video before are not taken for the context of this one", () => {
    const { html } = pageNamed("youtube/watch-m.html");
    const page = viewOf({ html, url: "https://m.youtube.com/watch?v=OtherVideo1" });
    expect(youtube.read(page, null).extraction.comments).toEqual([]);
  });
});

describe("Facebook after in-page navigation", () => {
  const shown =
    '<div role="main"><h1>Ai Khác</h1><a href="/ai.khac.demo/followers/">12 người theo dõi</a></div>';
  const moved = (file: string, url: string) => {
    const { html } = pageNamed(`facebook/${file}`);
    return viewOf({ html: html.replace(/<div id="mount_\w+"><\/div>/, shown), url });
  };

  it.each([
    ["permalink-json.html", "https://www.facebook.com/ai.khac.demo"],
    ["permalink-json.html", "https://www.facebook.com/ai.khac.demo/posts/111000111000111"],
    ["reel.html", "https://www.facebook.com/reel/700000000000099"],
    ["photo.html", "https://www.facebook.com/photo/?fbid=600000000000099"],
    ["live.html", "https://www.facebook.com/ai.khac.demo/videos/700000000000099/"],
  ])("%s at %s: nothing of the thing before, and it says so", (file, url) => {
    const page = moved(file, url);
    expect(facebook.survey(page)).toEqual([]);
    const { extraction, outcomes, pageData } = facebook.read(page, null);
    expect(outcomes[0]).toMatchObject(stale);
    expect([extraction.text, extraction.author.id, pageData]).toEqual([null, null, null]);
  });

  it("the error that the page was opened with says nothing of the profile that it shows now", () => {
    expect(facebook.notices(moved("error-route.html", "https://www.facebook.com/ai.khac.demo"))).toEqual([]);
    expect(facebook.notices(viewOf(pageNamed("facebook/error-route.html")))).toHaveLength(1);
  });
});

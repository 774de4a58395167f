/** YouTube addresses: what they point at, and what is left of them when they are kept. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { youtube } from "../../lib/platforms/youtube/index.ts";
import { cleanUrl, placeOf } from "../../lib/platforms/youtube/urls.ts";

describe("placeOf", () => {
  it.each([
    ["https://www.youtube.com/watch?v=abcdefghijk&list=WL", "video", "abcdefghijk"],
    ["https://youtu.be/abcdefghijk?si=x", "video", "abcdefghijk"],
    ["https://m.youtube.com/watch?v=abcdefghijk", "video", "abcdefghijk"],
    ["https://www.youtube.com/shorts/abcdefghijk", "short", "abcdefghijk"],
    ["https://www.youtube.com/live/abcdefghijk", "video", "abcdefghijk"],
    ["https://www.youtube-nocookie.com/embed/abcdefghijk", "video", "abcdefghijk"],
    [
      "https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaaaa/videos",
      "channel",
      "UCaaaaaaaaaaaaaaaaaaaaaa",
    ],
    ["https://www.youtube.com/post/UgkxAbc", "community-post", "UgkxAbc"],
    ["https://www.youtube.com/playlist?list=PLabc", "playlist", "PLabc"],
    ["https://www.youtube.com/", "other", null],
    ["https://www.youtube.com/watch?v=short", "video", null],
  ])("%s", (address, kind, id) => expect(placeOf(new URL(address))).toMatchObject({ kind, id }));

  it("reads a handle in any script", () =>
    expect(placeOf(new URL("https://www.youtube.com/@chợ-quê/videos")).handle).toBe("@chợ-quê"));
});

describe("owns", () => {
  it.each([
    ["https://www.youtube.com/watch?v=abcdefghijk", true],
    ["https://youtu.be/abcdefghijk", true],
    ["https://notyoutube.com/watch", false],
    ["https://www.youtube.com.evil.example/", false],
  ])("%s: %s", (address, expected) => expect(youtube.owns(new URL(address))).toBe(expected));
});

describe("cleanUrl", () => {
  it.each([
    [
      "https://www.youtube.com/watch?v=abcdefghijk&pp=x&si=y&feature=share&t=42s#top",
      "https://www.youtube.com/watch?v=abcdefghijk&t=42s",
    ],
    ["/watch?v=abcdefghijk&lc=UgxAAAAAAAAAA", "https://www.youtube.com/watch?v=abcdefghijk&lc=UgxAAAAAAAAAA"],
    [
      "https://www.youtube.com/watch?v=abcdefghijk&list=LL&index=3",
      "https://www.youtube.com/watch?v=abcdefghijk",
    ],
    [
      "https://www.youtube.com/watch?v=abcdefghijk&list=PLabcdef&index=3",
      "https://www.youtube.com/watch?v=abcdefghijk&list=PLabcdef&index=3",
    ],
    [
      "https://www.youtube.com/redirect?event=x&redir_token=SECRET&q=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1%26utm_source%3Dyt",
      "https://example.org/a?b=1",
    ],
    [
      "https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dabcdefghijk%26cbrd%3D1",
      "https://www.youtube.com/watch?v=abcdefghijk",
    ],
    [
      "https://accounts.google.com/ServiceLogin?continue=https%3A%2F%2Fwww.youtube.com%2Fsignin%3Fnext%3D%252Fwatch%253Fv%253Dabcdefghijk",
      "https://www.youtube.com/watch?v=abcdefghijk",
    ],
    [
      "https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg?sqp=-oay&rs=AOn4",
      "https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg",
    ],
    ["//yt3.ggpht.com/ytc/ABC=s88-c-k", "https://yt3.ggpht.com/ytc/ABC=s88-c-k"],
    [
      "https://rr1---sn-x.googlevideo.com/videoplayback/ip/203.0.113.9/id/x?ip=203.0.113.9&ei=S",
      "https://rr1---sn-x.googlevideo.com/",
    ],
    [
      "https://user:pass@www.youtube.com/shorts/abcdefghijk?x=1",
      "https://www.youtube.com/shorts/abcdefghijk",
    ],
    ["javascript:alert(1)", ""],
  ])("%s", (address, expected) => expect(cleanUrl(address)).toBe(expected));

  it("is stable, and never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()),
        (address) => {
          const once = cleanUrl(address);
          expect(cleanUrl(once || "javascript:0")).toBe(once);
        },
      ),
    );
  }, 60_000);
});

import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { printedTime, textOf } from "../../lib/platforms/facebook/text.ts";
import { cleanUrl, isFacebook, place } from "../../lib/platforms/facebook/urls.ts";
import { pageOf } from "./facebook-page.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

const at = (path: string) => place(new URL(path, "https://www.facebook.com/"));
const idOf = (path: string) => {
  const found = at(path);
  return found && `${found.kind} ${found.ids.map(({ name, value }) => `${name}=${value}`).join(" ")}`;
};

describe("place", () => {
  it.each([
    ["/ai.do/posts/pfbid0Abc", "post pfbid=pfbid0Abc"],
    ["/ai.do/posts/loi-chao-buoi-sang/123456789", "post post_id=123456789"],
    ["/permalink.php?story_fbid=pfbid0Abc&id=100012", "post pfbid=pfbid0Abc"],
    ["/story.php?story_fbid=456&id=212038", "post story_fbid=456"],
    ["/groups/vuon/posts/987654", "post post_id=987654"],
    ["/groups/11122/permalink/987654/", "post post_id=987654"],
    ["/groups/11122/?multi_permalinks=987654%2C1", "post post_id=987654"],
    ["/groups/11122/user/10005/", "profile user_id=10005"],
    ["/groups/11122/", "group group_id=11122"],
    ["/groups/vuon", "group handle=vuon"],
    ["/ai.do/videos/1522700938072473/", "video video_id=1522700938072473"],
    ["/watch/?v=1522700938072473", "video video_id=1522700938072473"],
    ["/reel/1397612515779779/", "reel video_id=1397612515779779"],
    ["/photo/?fbid=555&set=pcb.444", "photo photo_id=555 post_id=444"],
    ["/photo.php?fbid=555&set=a.1", "photo photo_id=555"],
    ["/ai.do/photos/a.1/555/", "photo photo_id=555"],
    ["/media/set/?set=a.777", "album set=a.777"],
    ["/share/p/1AbCdE/", "post share_id=1AbCdE"],
    ["/profile.php?id=100028295814975", "profile user_id=100028295814975"],
    ["/people/Ai-Do/100028295814975/", "profile user_id=100028295814975"],
    ["/p/Ai-Do-100028295814975/", "page user_id=100028295814975"],
    ["/ai.do", "profile handle=ai.do"],
    ["/settings", null],
    ["/", null],
    ["/home.php?ref=x", null],
    ["/login/?next=x", null],
  ])("%s", (path, expected) => {
    expect(idOf(path)).toBe(expected);
  });
  it("is none elsewhere", () => {
    expect(place(new URL("https://example.org/ai.do/posts/1"))).toBeNull();
    expect(isFacebook(new URL("https://l.facebook.com/l.php?u=x"))).toBe(false);
    expect(isFacebook(new URL("https://notfacebook.com/"))).toBe(false);
    expect(isFacebook(new URL("https://vi-vn.facebook.com/ai.do"))).toBe(true);
  });
});

describe("cleanUrl", () => {
  it.each([
    [
      "https://www.facebook.com/ai.do/posts/pfbid0A?__cft__[0]=AZ&__tn__=%2CO",
      "https://www.facebook.com/ai.do/posts/pfbid0A",
    ],
    [
      "https://www.facebook.com/photo/?fbid=5&set=pcb.4&__cft__[0]=AZ&ref=x",
      "https://www.facebook.com/photo/?fbid=5&set=pcb.4",
    ],
    [
      "/groups/1/posts/2/?comment_id=3&reply_comment_id=4&notif_id=9#x",
      "https://www.facebook.com/groups/1/posts/2/?comment_id=3&reply_comment_id=4",
    ],
    [
      "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1%26fbclid%3DIwAR1&h=AT0",
      "https://example.org/a?b=1",
    ],
    [
      "https://scontent.fhan.fna.fbcdn.net/v/t39/a_n.jpg?stp=dst-jpg&_nc_cat=1&ccb=1&_nc_ohc=X&oh=Y&oe=Z",
      "https://scontent.fhan.fna.fbcdn.net/v/t39/a_n.jpg?stp=dst-jpg",
    ],
    ["blob:https://www.facebook.com/0fd97fde", ""],
    ["mailto:a@example.org", "mailto:a@example.org"],
  ])("%s", (dirty, clean) => {
    expect(cleanUrl(dirty)).toBe(clean);
  });
  it("drops every parameter that it does not know, changes nothing twice, never throws", () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true }),
        fc.stringMatching(/^[a-z_]{4,12}$/),
        fc.uuid(),
        (url, key, secret) => {
          const own = new URL(`https://www.facebook.com${new URL(url).pathname}`);
          own.searchParams.set(`x_${key}`, secret);
          expect(cleanUrl(own.href)).not.toContain(secret);
          expect(cleanUrl(cleanUrl(url))).toBe(cleanUrl(url));
        },
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => typeof cleanUrl(text) === "string"));
  });
  it("keeps the place", () => {
    for (const path of [
      "/ai.do/posts/pfbid0A",
      "/story.php?story_fbid=456&id=1",
      "/watch/?v=99999",
      "/photo/?fbid=55555&set=pcb.44444",
    ]) {
      const url = `https://www.facebook.com${path}`;
      expect(place(new URL(cleanUrl(`${url}${path.includes("?") ? "&" : "?"}__tn__=R`)))).toEqual(
        place(new URL(url)),
      );
    }
  });
});

describe("printedTime", () => {
  it.each([
    "5h",
    "5 giờ",
    "January 5 at 9:30 PM",
    "Thứ Ba, 28 Tháng 7, 2026 lúc 11:44",
    "Hôm qua lúc 21:05",
    "Vừa xong",
    "22 hrs",
    "2023年5月3日 15:04",
    "3 ต.ค. 2023",
    "٥ يناير",
    "Just now",
    "2 ngày",
    "Yesterday at 6:59 PM",
  ])("takes %s", (time) => {
    expect(printedTime(time)).toBe(time);
  });
  it.each([
    "scrambled timestamp characters",
    "SpnosdtroeH1m8f4",
    "tSo8np1mghafl",
    "tso8np1mghafl 3",
    "Enlarge",
    "Like",
    "",
    "a b c d e 5 f",
    "See more 4gT7x",
  ])("refuses %s", (text) => {
    expect(printedTime(text)).toBeNull();
  });
});

describe("textOf", () => {
  const { document } = pageOf("<p></p>", "https://www.facebook.com/");
  const read = (html: string) => {
    document.body.innerHTML = html;
    return textOf(document.body);
  };
  it("breaks lines at blocks and paragraphs as the platform's own text does", () => {
    const html =
      "<div><div><div dir=auto>một</div></div><div><div dir=auto>hai</div><div dir=auto>ba<br>bốn</div></div></div>";
    expect(read(html)).toBe("một\n\nhai\nba\nbốn");
  });
  it("keeps the Unicode as it is, emoji from their alt", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        const word = text.replace(/[<>&\s\0\r]/g, "");
        expect(read(`<div>${word}<img alt="🌱"></div>`)).toBe(`${word}🌱`.trim());
      }),
    );
  });
});

/** What the page holds back is opened only within bounds, only by harmless controls, and the record counts the presses. */
import { describe, expect, it } from "vitest";
import { expand } from "../../lib/page/expand.ts";
import { expanders as onFacebook } from "../../lib/platforms/facebook/expanders.ts";
import type { Expander } from "../../lib/platforms/platform.ts";
import { expanders as onYouTube } from "../../lib/platforms/youtube/expanders.ts";
import { fake, page } from "./fake.ts";

function stage(body: string, opens: Expander["opens"], onPress: (control: HTMLElement) => void) {
  const view = page(`<article>${body}</article>`);
  view.window.scrollTo = view.window.Element.prototype.scrollTo = () => undefined;
  const article = view.document.querySelector("article");
  if (!article) throw new Error("no article");
  const controls = () => [...article.querySelectorAll<HTMLElement>(".more")];
  for (const control of controls()) control.addEventListener("click", () => onPress(control));
  const platform = {
    ...fake,
    expanders: () =>
      controls().map((element): Expander => ({ element, opens, by: "press", within: article })),
  };
  const wish = { seeMore: opens === "see-more", comments: opens === "comments" };
  return expand(platform, view, article, wish);
}

describe("opening", () => {
  it("presses until nothing is held back, and counts", async () => {
    let left = 3;
    const outcomes = await stage(`<i class="more"></i>`, "comments", (control) => {
      control.before("thêm");
      if (--left === 0) control.remove();
    });
    expect(outcomes).toMatchObject([{ step: "observe", status: "done", detail: "expanded: comments 3" }]);
  });
  it("ends at its bound, and says so", async () => {
    const outcomes = await stage(`<i class="more"></i>`, "comments", (control) => control.before("thêm"));
    expect(outcomes).toMatchObject([
      { status: "reduced", fault: "too-large", detail: "expanded: comments 10" },
    ]);
  });
  it("presses nothing that leads away or sends", async () => {
    let pressed = 0;
    const harm = `<a class="more" href="https://www.facebook.com/khac"></a><form><button class="more"></button></form><a href="/x"><i class="more"></i></a>`;
    const outcomes = await stage(harm, "see-more", () => {
      pressed++;
    });
    expect(pressed).toBe(0);
    expect(outcomes).toMatchObject([{ status: "done", detail: "expanded: see-more 0" }]);
  });
});

const found = (body: string, expanders: (container: Element) => Expander[]) => {
  const { document } = page(`<section>${body}</section>`);
  const section = document.querySelector("section");
  return section ? expanders(section).map(({ element, opens, by }) => [element.id, opens, by]) : [];
};

describe("the controls", () => {
  const button = (id: string, label: string) => `<div role="button" tabindex="0" id="${id}">${label}</div>`;
  it("of Facebook: in the post's words, and for its comments, in Vietnamese and English", () => {
    const message = `<div data-ad-rendering-role="story_message">Lời dài… ${button("more", "Xem thêm")}</div>`;
    const many = [
      "Xem thêm bình luận",
      "Xem tất cả 37 bình luận",
      "View previous comments",
      "View 3 replies",
    ];
    const few = ["Thích", "Bình luận", "Viết bình luận", "Like", "Share", "Xem bản dịch", "View insights"];
    const body = message + [...many, ...few].map((label, index) => button(`c${index}`, label)).join("");
    expect(found(body, onFacebook)).toEqual([
      ["more", "see-more", "press"],
      ...many.map((_, index) => [`c${index}`, "comments", "press"]),
    ]);
  });
  it("of Facebook in another language: the control behind the dots of a cut text", () => {
    const message = `<div data-ad-rendering-role="story_message">Palabras… ${button("more", "Ver más")}</div>`;
    expect(found(message, onFacebook)).toEqual([["more", "see-more", "press"]]);
  });
  it("of YouTube: the description, and comments that come when they are in view", () => {
    const body = `<ytd-text-inline-expander><i id="expand"></i></ytd-text-inline-expander>
      <ytd-comments id="comments"><ytd-continuation-item-renderer id="next"></ytd-continuation-item-renderer></ytd-comments>`;
    expect(found(body, onYouTube)).toEqual([
      ["expand", "see-more", "press"],
      ["next", "comments", "view"],
    ]);
    expect(found(`<ytd-comments id="comments"></ytd-comments>`, onYouTube)).toEqual([
      ["comments", "comments", "view"],
    ]);
  });
});

/** The cheap reading of a selector never skips a rule that matches. */
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { attributesIn, readSelectors } from "../../lib/page/selectors.ts";
import { matchingStyles } from "../../lib/page/styles.ts";

const HTML = `<div class="dark app"><section id="feed"><article class="post a1" data-kind="x" lang="vi">
<h2 class="sm:flex w-1/2"><a href="#">Tên</a></h2><p>lời</p><p class="last">cuối</p></article></section></div>`;

const HOLD = [
  ".post",
  "article.post > h2",
  ".dark .post a",
  "#feed .a1",
  "p:last-child",
  ".a1:not(.b, .c)",
  ":is(h1, h2) a",
  "[data-kind='x'] p",
  "a::before",
  "a:after",
  ".sm\\:flex",
  ".w-1\\/2 a",
  "h2 + p",
  "*",
  "p ~ p.last",
  ".nope, .last",
  "article:has(> p)",
  "::first-letter",
];
const FAIL = [".nope", "article.nope", ".post > a", "#other p", "h3", "p.last + p", ".light .post"];

describe("selectors", () => {
  const { window } = new JSDOM(HTML);
  const subject = window.document.querySelector("article");
  const elements = subject ? [subject, ...subject.querySelectorAll("*")] : [];
  const rule = (selectorText: string) => ({
    [Symbol.toStringTag]: "CSSStyleRule",
    selectorText,
    cssText: `${selectorText} { color: red; }`,
  });
  const kept = (selector: string) =>
    matchingStyles(
      [{ rules: [rule(selector) as unknown as CSSRule], base: "https://x.test/", media: "" }],
      elements,
      window as unknown as Window,
      () => null,
    ).css.includes(selector);

  it.each(HOLD)("keeps %s", (selector) => expect(kept(selector)).toBe(true));
  it.each(FAIL)("leaves out %s", (selector) => expect(kept(selector)).toBe(false));

  it("tests without the pseudo-element and keys on the last compound", () => {
    expect(readSelectors(".a > .b.c::before, #x")).toEqual([
      { test: ".a > .b.c", key: { kind: "class", name: "c" }, sure: false },
      { test: "#x", key: { kind: "id", name: "x" }, sure: false },
    ]);
    expect(readSelectors(".a ::after")[0]?.test).toMatch(/^\.a\s+\*$/);
    expect(readSelectors('[title="a, b > c"] p')).toHaveLength(1);
  });

  it("names the attributes that rules speak of", () => {
    expect(attributesIn("a[Data-X=1] > b[hidden]:not([svg|href])")).toEqual(["data-x", "hidden", "href"]);
  });
});

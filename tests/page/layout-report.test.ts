/** A layout report says how a page is built and nothing of what it says: two pages that differ only in words and values give one report. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutReport } from "../../lib/page/layout-report.ts";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { youtube } from "../../lib/platforms/youtube/index.ts";
import { FEED, fixture, pageOf } from "../platforms/facebook-page.ts";
import { rendered } from "../platforms/youtube-page.ts";

/** A structure with holes for words and values; every hole is filled from the list in turn. */
function build(tree: Tree, words: readonly string[], next = { at: 0 }): string {
  const word = () => escaped(words[next.at++ % words.length] ?? "x");
  const attributes = tree.names.map((name) => ` ${name}="${word()}"`).join("");
  const inside = tree.children.map((child) => build(child, words, next)).join("");
  return `<${tree.tag}${attributes}>${tree.words ? word() : ""}${inside}</${tree.tag}>`;
}
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

interface Tree {
  tag: string;
  names: string[];
  words: boolean;
  children: Tree[];
}
const treeOf = (depth: number): fc.Arbitrary<Tree> =>
  fc.record({
    tag: fc.constantFrom("div", "span", "b", "section", "ytd-post-renderer", "ul", "li", "grammarly-card"),
    names: fc.uniqueArray(
      fc.constantFrom(
        "id",
        "class",
        "aria-label",
        "data-ad-preview",
        "data-ft",
        "title",
        "data-gr-id",
        "cz-shortcut",
      ),
      { maxLength: 4 },
    ),
    words: fc.boolean(),
    children: depth === 0 ? fc.constant([]) : fc.array(treeOf(depth - 1), { maxLength: 3 }),
  });
const tree = treeOf(4);
/** Words no structure holds: a mark, then anything a person writes. */
const word = fc
  .tuple(fc.stringMatching(/^[g-z]{6}$/), fc.string({ unit: "grapheme", maxLength: 12 }))
  .map(([mark, rest]) => `~${mark}${rest}`);
const some = fc.array(word, { minLength: 1, maxLength: 12 });

const reportOf = (body: string) =>
  layoutReport(facebook, pageOf(`<main>${body}</main>`, "https://www.facebook.com/permalink.php"));

describe("a layout report", () => {
  it("is the same whatever the words and values, and holds none of them", () => {
    fc.assert(
      fc.property(tree, some, some, (shape, one, other) => {
        const report = reportOf(build(shape, one));
        expect(report).toBe(reportOf(build(shape, other)));
        for (const text of one) expect(report).not.toContain(text.slice(0, 7));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("names what other extensions leave in a page as nothing of theirs", () => {
    const report = reportOf(
      `<grammarly-card data-gr-id="1" cz-shortcut-listen="true" data-darkreader-mode="x"></grammarly-card>`,
    );
    expect(report).toContain("x-other[data-*]");
    expect(report).not.toMatch(/grammarly|data-gr|cz-|darkreader/);
  });

  it("of a page holds no word of it, and says which rungs held", () => {
    for (const [platform, page] of [
      [facebook, fixture("feed-2026.html", FEED)],
      [youtube, rendered()],
    ] as const) {
      const report = layoutReport(platform, page);
      const shown = page.document.body.textContent ?? "";
      for (const token of new Set(shown.match(/[\p{L}\p{N}]{4,}/gu) ?? []))
        if (!/^[a-z]+$|^\d{4}$/.test(token)) expect(report).not.toContain(token);
      for (const link of page.document.querySelectorAll("[href],[src],[id]"))
        for (const name of ["href", "src"]) {
          const value = link.getAttribute(name);
          if (value && value.length > 3) expect(report).not.toContain(value);
        }
      expect(report).toMatch(
        platform === facebook ? /MESSAGE: story-message-2025 [1-9]/ : /TITLE: watch-metadata-title 1/,
      );
    }
  });

  it("keeps names and ids out of the address", () => {
    const page = pageOf(
      "<main></main>",
      "https://www.facebook.com/tran.may/posts/pfbid02abc?__cft__=x&story_fbid=77",
    );
    expect(layoutReport(facebook, page)).toContain("address: www /*/posts/*\n");
    expect(layoutReport(facebook, page)).not.toMatch(/tran|pfbid|77|cft/);
  });

  it("leaves out the witness's name, even where it is a word of the report", () => {
    const page = pageOf("<main><section>a</section></main>", "https://www.facebook.com/");
    const named = {
      ...facebook,
      viewer: () => ({ strings: [{ value: "section", what: "name" }], loggedIn: true }),
    };
    expect(layoutReport(facebook, page)).toContain("section");
    expect(layoutReport(named, page)).not.toContain("section");
  });

  it("is bounded, whatever the page", () => {
    const many = Array.from(
      { length: 500 },
      (_, index) => `<div role="article"><${index % 2 ? "b" : "i"}>x</${index % 2 ? "b" : "i"}></div>`,
    );
    const deep = `${"<section>".repeat(150)}x${"</section>".repeat(150)}`;
    expect(reportOf(many.join("") + deep).split("\n").length).toBeLessThan(360);
  });
});

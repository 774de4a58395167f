/** Where arrow keys lead, where outline and label stand, what a pick reads and which notices are its own. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Notice } from "../../lib/model/notice.ts";
import { noticesAt } from "../../lib/page/notices-at.ts";
import { type BoxOf, type Move, moved } from "../../lib/page/pick-moves.ts";
import { labelSpot, outlineOf } from "../../lib/page/pick-place.ts";
import { readPicked } from "../../lib/page/picked.ts";
import { shownWords } from "../../lib/page/shown-words.ts";
import { fake, page, VIEWER } from "./fake.ts";

/** Boxes as `data-box="x y width height"`; without one an element has none. */
const boxOf: BoxOf = (element) => {
  const [x, y, width, height] = (element.getAttribute("data-box") ?? "").split(" ").map(Number);
  return x === undefined || y === undefined || !width || !height ? null : { x, y, width, height };
};
const PAGE = `
  <main id="main" data-box="0 0 900 600">
    <div id="wrap" data-box="0 0 600 300">
      <div id="same" data-box="0 0 600 300">
        <p id="one" data-box="0 0 600 100">một</p>
        <div id="loose"><p id="two" data-box="0 100 600 100">hai</p></div>
        <p id="hidden">không</p>
        <p id="three" data-box="0 200 600 100">ba</p>
      </div>
    </div>
    <div id="beside" data-box="600 0 300 300"></div>
  </main>`;
const walk = (from: string, ...moves: Move[]) => {
  const { document } = page(PAGE);
  document.body.setAttribute("data-box", "0 0 1000 800");
  const trail: Element[] = [];
  let at = document.getElementById(from) ?? document.body;
  for (const move of moves) at = moved(at, move, trail, boxOf) as HTMLElement;
  return at === document.body ? "body" : at.id;
};

describe("arrow keys", () => {
  it("go out by one visible step, over boxes of the same size, and end at the body", () => {
    expect(walk("one", "out")).toBe("same");
    expect(walk("one", "out", "out")).toBe("main");
    expect(walk("one", "out", "out", "out")).toBe("body");
    expect(walk("one", "out", "out", "out", "out")).toBe("body");
  });
  it("go in the way they came out, else to the first child that shows", () => {
    expect(walk("three", "out", "out", "in", "in")).toBe("three");
    expect(walk("wrap", "in")).toBe("one");
    expect(walk("one", "in")).toBe("one");
  });
  it("go beside, over what has no box, out of boxes around one child alone, and stop at the ends", () => {
    expect(walk("one", "on")).toBe("two");
    expect(walk("one", "on", "on", "back", "back")).toBe("one");
    expect(walk("one", "back")).toBe("one");
    expect(walk("same", "on")).toBe("beside");
    expect(walk("three", "on")).toBe("three");
  });
  it("never leave the page and never choose what has no box", () => {
    const moves = fc.array(fc.constantFrom<Move>("out", "in", "back", "on"), { maxLength: 30 });
    fc.assert(
      fc.property(moves, (each) => {
        expect(["hidden", "loose"]).not.toContain(walk("one", ...each));
      }),
      { numRuns: 60 },
    );
  });
});

describe("outline and label", () => {
  const view = { width: 360, height: 640 };
  const label = { width: 120, height: 24 };
  const number = fc.integer({ min: -2000, max: 2000 });
  const length = fc.integer({ min: 0, max: 4000 });
  it("always stand inside the window", () => {
    fc.assert(
      fc.property(number, number, length, length, (x, y, width, height) => {
        const outline = outlineOf({ x, y, width, height }, view);
        if (!outline) return;
        expect(outline.x).toBeGreaterThanOrEqual(0);
        expect(outline.y).toBeGreaterThanOrEqual(0);
        expect(outline.x + outline.width).toBeLessThanOrEqual(view.width);
        expect(outline.y + outline.height).toBeLessThanOrEqual(view.height);
        const spot = labelSpot(outline, label, view);
        expect(spot.x).toBeGreaterThanOrEqual(0);
        expect(spot.y).toBeGreaterThanOrEqual(0);
        expect(spot.x + label.width).toBeLessThanOrEqual(view.width);
        expect(spot.y + label.height).toBeLessThanOrEqual(view.height);
      }),
    );
  });
  it("above, else below, else inside", () => {
    expect(labelSpot({ x: 10, y: 100, width: 50, height: 50 }, label, view)).toEqual({ x: 10, y: 72 });
    expect(labelSpot({ x: 10, y: 5, width: 50, height: 50 }, label, view)).toEqual({ x: 10, y: 59 });
    expect(labelSpot({ x: 0, y: 0, width: 360, height: 640 }, label, view)).toEqual({ x: 4, y: 4 });
    expect(outlineOf({ x: 10, y: 700, width: 50, height: 50 }, view)).toBeNull();
  });
});

describe("the words of a picked element", () => {
  it("are those shown: no script, no draft, nothing hidden; blocks are lines", () => {
    const { document } = page(
      `<section><h2>Đầu</h2><p>một <b>hai</b><br>ba</p><script>let x</script><p hidden>ẩn</p><p style="visibility:hidden">mờ</p>
       <div contenteditable="true">nháp</div><textarea>nháp</textarea><svg><title>nhãn</title></svg></section>`,
    );
    const section = document.querySelector("section");
    expect(section && shownWords(section, 1000)).toEqual({ text: "Đầu\nmột hai\nba", cut: false });
  });
  it("are bounded, and the record says so", () => {
    const view = page(`<section>${"dài ".repeat(120_000)}</section>`);
    const section = view.document.querySelector("section");
    if (!section) throw new Error("no section");
    const { extraction, outcomes } = readPicked(fake, view, section, "picked");
    expect(extraction.text?.value.length).toBe(400_000);
    expect(outcomes).toContainEqual(expect.objectContaining({ status: "reduced", fault: "too-large" }));
  });
  it("claim no author, no time and no total", () => {
    const view = page(`<article><h2>Trần Mây</h2><p>lời</p></article>`);
    const article = view.document.querySelector("article");
    if (!article) throw new Error("no article");
    const { extraction } = readPicked(fake, view, article, "picked");
    expect(extraction.subject).toMatchObject({ kind: "picked", ids: [], permalink: null });
    expect([extraction.author.name, extraction.published.read]).toEqual([null, null]);
    expect(extraction.parts).toEqual([{ name: "text", had: 12, of: null }]);
    expect(extraction.text?.value).not.toContain(VIEWER);
  });
});

describe("notices of a pick", () => {
  const TEXT = "Bài viết này không hiển thị tại Việt Nam";
  const notice = { class: "geo-legal", text: `${TEXT}\nDo yêu cầu pháp lý` } as Notice;
  const at = (id: string, body: string) => {
    const view = page(body);
    const element = view.document.getElementById(id);
    if (!element) throw new Error(id);
    return noticesAt({ ...fake, notices: () => [notice] }, view, element).length;
  };
  const BOX = `<div id="box"><h2 id="title">${TEXT}</h2><p>Do  yêu cầu pháp lý</p><a id="help">Trợ giúp</a></div>`;
  it("are those inside it or around it", () => {
    expect(at("box", `<main>${BOX}</main>`)).toBe(1);
    expect(at("outer", `<main id="outer"><p>khác</p>${BOX}</main>`)).toBe(1);
    expect(at("title", `<main>${BOX}</main>`)).toBe(1);
  });
  it("are not those that stand elsewhere on the page", () => {
    expect(at("other", `<main>${BOX}<p id="other">lời khác hẳn</p></main>`)).toBe(0);
  });
  it("are none where a person quotes one", () => {
    const quoted = `<article id="post"><h2>Trần Mây</h2><p>${TEXT}</p><p>Do yêu cầu pháp lý</p><p>${"và tôi nghĩ rằng ".repeat(40)}</p></article>`;
    expect(at("post", `<main>${BOX}</main>${quoted}`)).toBe(0);
  });
});

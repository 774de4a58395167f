import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { FEED, facts, markup, pageOf, readAll } from "./facebook-page.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

describe("when no container is known any more", () => {
  it("falls back to message and author, and says so, where no container is known", () => {
    const html = markup("feed-2026.html")
      .replace(/ aria-posinset="\d"/g, "")
      .replace('role="feed"', "");
    const readings = readAll(pageOf(html, FEED));
    expect(readings.map(facts)).toContainEqual(
      expect.objectContaining({ author: "Hoàng Thị Mận", read: "2026-09-25T04:36:40.000Z" }),
    );
    expect(readings[0]?.outcomes[0]).toMatchObject({
      step: "observe",
      status: "reduced",
      fault: "layout-unknown",
    });
  });
});

describe("what people write", () => {
  it("never changes who wrote it and which post it is", () => {
    const words = fc.string({ unit: "grapheme", maxLength: 80 });
    fc.assert(
      fc.property(words, words, (message, comment) => {
        const page = pageOf(markup("feed-2026.html"), FEED);
        const lines = page.document.querySelectorAll('[data-ad-preview="message"] [dir=auto] > div > div');
        const said = page.document.querySelectorAll("[role=article] > div[dir=auto]");
        for (const line of lines) if (line.firstChild) line.firstChild.textContent = message;
        for (const line of said) line.textContent = comment;
        const ids = facebook.survey(page).map((sighting) => facts(facebook.read(page, sighting)));
        expect(ids.map(({ author, permalink }) => [author, permalink])).toEqual([
          ["Hoàng Thị Mận", "https://www.facebook.com/groups/887700112233/permalink/900000000000001/"],
          ["Trần Đào", "https://www.facebook.com/tran.dao.demo/posts/pfbid0ChiaSe1"],
          ["Trần Đào", "https://www.facebook.com/tran.dao.demo/posts/pfbid0ConTrong"],
        ]);
        expect(ids[0]?.ids.post_id).toBe("900000000000001");
      }),
      { numRuns: 12 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import type { PageView, Reading } from "../../lib/platforms/platform.ts";
import { FEED, facts, markup, pageOf, readAll } from "./facebook-page.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

const CASES = [
  ["feed-2026.html", FEED],
  ["profile-2023.html", "https://www.facebook.com/ben.cu.demo"],
  ["m-feed.html", "https://m.facebook.com/may.ngan.demo"],
] as const;

/** A small seeded generator, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Other class names, other ids (references kept), a wrapper `div` added or taken away here and there. */
function shuffle(page: PageView, seed: number): void {
  const { document } = page;
  const next = random(seed);
  const ids = new Map<string, string>();
  for (const element of document.body.querySelectorAll("*")) {
    element.setAttribute("class", `x${Math.floor(next() * 1e6)}`);
    if (/^(?:jsc_c|:r)/.test(element.id)) {
      const id = `:z${ids.size}:`;
      ids.set(element.id, id);
      element.id = id;
    }
  }
  for (const element of document.body.querySelectorAll("[aria-labelledby],[aria-describedby]"))
    for (const name of ["aria-labelledby", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value)
        element.setAttribute(
          name,
          value
            .split(" ")
            .map((id) => ids.get(id) ?? id)
            .join(" "),
        );
    }
  for (const div of [...document.body.querySelectorAll("div:not(script)")]) {
    const plain = div.attributes.length <= 1 && div.parentElement;
    const roll = next();
    if (roll < 0.15) {
      const wrapper = document.createElement("div");
      div.replaceWith(wrapper);
      wrapper.append(div);
    } else if (
      roll < 0.3 &&
      plain &&
      div.children.length === div.childNodes.length &&
      div.children.length === 1
    )
      div.replaceWith(...div.childNodes);
  }
}

/** Every leaf of the facts with a path, white space folded (wrappers may make other paragraphs). */
function leaves(readings: Reading[]): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null)
      for (const [key, child] of Object.entries(value)) walk(child, `${path}.${key}`);
    else if (value !== null) found.set(path, String(value).replace(/\s+/g, " "));
  };
  readings.forEach((reading, index) => {
    const { counts, media, comments, notices } = reading.extraction;
    walk(facts(reading), `${index}`);
    walk(
      {
        counts: counts.map((c) => c.value),
        media: media.map((m) => m.url),
        comments: comments.map((c) => [c.id, c.text]),
        notices: notices.map((n) => n.class),
      },
      `${index}`,
    );
  });
  return found;
}

describe("when the site changes its wrappers and names", () => {
  it.each(CASES)("%s: at least 95 of 100 fields are read, none is wrong", (name, url) => {
    const expected = leaves(readAll(pageOf(markup(name), url)));
    expect(expected.size).toBeGreaterThan(7);
    for (let seed = 1; seed <= 12; seed++) {
      const page = pageOf(markup(name), url);
      shuffle(page, seed);
      const read = leaves(readAll(page));
      const right = [...expected].filter(([path, value]) => read.get(path) === value).length;
      expect(right / expected.size).toBeGreaterThanOrEqual(0.95);
      for (const [path, value] of read) expect([path, value]).toEqual([path, expected.get(path)]);
    }
  });

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

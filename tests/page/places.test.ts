/** Where the button stands, which rows of a post are free to see, what is light and what is dark. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeBand } from "../../lib/page/band.ts";
import { chooseSpot, type Ground } from "../../lib/page/place.ts";
import { lightness } from "../../lib/page/theme.ts";

const POST = { left: 100, top: 50, right: 600, bottom: 550 };

describe("the button's place", () => {
  it("is the top right corner where that is free", () => {
    expect(chooseSpot(34, POST, () => "free")).toEqual({ fromRight: 42, fromTop: 8 });
  });

  it("gives way to the platform's own controls, and rather to words than to those", () => {
    const menu = (x: number): Ground => (x > 550 ? "control" : "free");
    const spot = chooseSpot(34, POST, menu);
    expect(POST.right - (spot?.fromRight ?? 0) + 34).toBeLessThanOrEqual(550 + 3);
    expect(chooseSpot(34, POST, (x) => (x > 550 ? "control" : "words"))?.fromRight).toBeGreaterThan(42);
  });

  it("stays in the corner where all is controls", () => {
    expect(chooseSpot(34, POST, () => "control")).toEqual({ fromRight: 42, fromTop: 8 });
  });

  it("stays inside a post too narrow for a choice", () => {
    const narrow = { left: 0, top: 0, right: 50, bottom: 40 };
    expect(chooseSpot(34, narrow, () => "free")).toEqual({ fromRight: 42, fromTop: 8 });
  });
});

describe("the free band", () => {
  it("is free in every row, and the tallest there is to half a pixel", () => {
    const bars = fc.array(
      fc.record({ top: fc.integer({ min: 0, max: 780 }), tall: fc.integer({ min: 14, max: 200 }) }),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(bars, (covers) => {
        const covered = (y: number) => covers.some(({ top, tall }) => y >= top && y < top + tall);
        const band = freeBand({ top: 0, bottom: 800 }, covered);
        if (!band) return;
        for (let y = band.top + 0.01; y < band.bottom - 0.01; y += 3) expect(covered(y)).toBe(false);
      }),
    );
  });

  it("ends where a header ends and a footer begins", () => {
    const band = freeBand({ top: 0, bottom: 800 }, (y) => y < 56 || y >= 740);
    expect(band?.top).toBeGreaterThanOrEqual(56);
    expect(band?.top).toBeLessThan(57);
    expect(band?.bottom).toBeGreaterThan(739);
    expect(band?.bottom).toBeLessThanOrEqual(740);
  });

  it("is the whole where nothing covers, and none where all is covered", () => {
    expect(freeBand({ top: 10, bottom: 200 }, () => false)).toEqual({ top: 10, bottom: 200 });
    expect(freeBand({ top: 10, bottom: 200 }, () => true)).toBeNull();
  });
});

describe("lightness", () => {
  it.each([
    ["rgb(255, 255, 255)", 1],
    ["rgb(0, 0, 0)", 0],
    ["oklch(0.25 0.01 250)", 0.25],
    ["lab(90 1 2)", 0.9],
    ["color(srgb 1 1 1)", 1],
    ["color(display-p3 0 0 0)", 0],
  ])("%s", (colour, expected) => expect(lightness(colour)).toBeCloseTo(expected, 2));

  it.each(["rgba(0, 0, 0, 0)", "color(srgb 0 0 0 / 0.2)", "transparent"])("%s paints nothing", (colour) =>
    expect(lightness(colour)).toBeNull(),
  );
});

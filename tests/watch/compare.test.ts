/** Field by field: exact on words, people, ids, times and notices; blind to counts and to how a page breaks its lines. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Extraction } from "../../lib/model/extraction.ts";
import { NOTICE_CLASSES, type Notice } from "../../lib/model/notice.ts";
import type { Compared } from "../../lib/model/statement.ts";
import { WITHHELD } from "../../lib/page/scrub.ts";
import { compare } from "../../lib/watch/compare.ts";
import { extraction } from "../vault/statement.ts";

const seen = <T>(value: T, from: "dom" | "page-data" | "url" = "page-data") => ({
  value,
  from,
  rung: "made-up",
});
const notice = (text: string, change: Partial<Notice> = {}): Notice => ({
  class: "geo-legal",
  text,
  about: "subject",
  certainty: "recorded",
  rule: "made-up",
  from: "dom",
  rung: "made-up",
  language: "vi",
  authority: null,
  country: null,
  law: null,
  appeal: null,
  link: null,
  signals: {},
  ...change,
});
const post = (change: Partial<Extraction> = {}): Extraction => ({
  ...extraction("Nước sông đổi màu."),
  ...change,
});
const resultOf = (first: Extraction, second: Extraction, field: Compared["field"]) =>
  compare(first, second).find((each) => each.field === field)?.result;

const words = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const author = fc.record({
  name: maybe(words.map((text) => seen(text))),
  id: maybe(words.map((text) => seen(text))),
  handle: fc.constant(null),
  url: fc.constant(null),
});
const ids = fc.array(
  fc.record({
    name: fc.constantFrom("post_id", "pfbid", "video_id"),
    value: words,
    from: fc.constant("page-data" as const),
    rung: fc.constant("made-up"),
  }),
  { maxLength: 4 },
);
const readings: fc.Arbitrary<Extraction> = fc
  .record({
    text: maybe(words.map((text) => seen(text))),
    title: maybe(words.map((text) => seen(text))),
    author,
    ids,
    read: maybe(
      fc.constantFrom("2026-05-01", "2026-05-01T08:00:00Z", "not a date").map((text) => seen(text)),
    ),
    notices: fc.array(
      fc
        .tuple(fc.constantFrom(...NOTICE_CLASSES), words)
        .map(([name, text]) => notice(text, { class: name })),
      { maxLength: 3 },
    ),
    of: maybe(fc.nat()),
    original: fc.boolean(),
  })
  .map(({ text, title, author: who, ids: found, read, notices, of, original }) => {
    const subject = { ...post().subject, ids: found };
    return post({
      text,
      title,
      author: who,
      subject,
      published: { printed: null, read },
      notices,
      parts: [{ name: "text", had: 1, of }],
      original: original ? { subject, author: who, text, published: { printed: null, read } } : null,
    });
  });

describe("comparing two looks", () => {
  it("finds any reading the same as itself", () => {
    fc.assert(
      fc.property(readings, (reading) => {
        const results = compare(reading, structuredClone(reading)).map(({ result }) => result);
        expect(results.filter((result) => result !== "same")).toEqual([]);
      }),
    );
  });

  it("finds any other letter in the text", () => {
    fc.assert(
      fc.property(readings, fc.nat(), (reading, where) => {
        const text = reading.text?.value.replace(/\s+/g, " ").trim() ?? "";
        fc.pre(
          text.length > 0 && !text.includes("\u200b") && !text.includes("\ufe0f") && !/[….]$/.test(text),
        );
        const at = where % (text.length + 1);
        const edited = { ...reading, text: seen(`${text.slice(0, at)}§${text.slice(at)}`) };
        const whole = { parts: [{ name: "text" as const, had: 1, of: 1 }] };
        expect(resultOf({ ...edited, ...whole }, { ...reading, ...whole }, "text")).toBe("different");
      }),
    );
  });

  it("says which look lacks a field, and nothing of what both lack", () => {
    const without = post({ text: null });
    expect(resultOf(post(), without, "text")).toBe("only-first");
    expect(resultOf(without, post(), "text")).toBe("only-second");
    expect(resultOf(without, without, "text")).toBeUndefined();
  });

  it("takes line breaks, spaces and composition for the page's doing, not the author's", () => {
    const shown = post({ text: seen("Mưa đầu mùa.\n\nCon hẻm  nhỏ".normalize("NFD")) });
    expect(resultOf(shown, post({ text: seen("Mưa đầu mùa. Con hẻm nhỏ") }), "text")).toBe("same");
  });

  it("does not look at counts, times as printed, comments and vantage", () => {
    const later = post({
      counts: [{ name: "reactions", ...seen("1,2K") }],
      published: { printed: seen("9 giờ"), read: null },
      vantage: { ...post().vantage, loggedIn: false },
    });
    expect(compare(post(), later).every(({ result }) => result === "same")).toBe(true);
  });

  it("calls a beginning a beginning", () => {
    const cut = post({ text: seen("Nước sông…"), parts: [{ name: "text", had: 9, of: null }] });
    expect(resultOf(cut, post(), "text")).toBeUndefined();
    expect(resultOf(cut, post(), "text-start")).toBe("same");
    const other = { ...cut, text: seen("Nước biển…") };
    expect(resultOf(other, post(), "text-start")).toBe("different");
  });

  it("believes nothing that was only asked for", () => {
    const asked = { ...post().subject, ids: [{ name: "post_id", ...seen("777000111222", "url") }] };
    expect(resultOf(post(), post({ subject: asked }), "ids")).toBe("only-first");
    const handle = { ...post().author, name: seen("Mai Hoa Tưởng Tượng", "url") };
    expect(resultOf(post(), post({ author: handle }), "author")).toBe("only-first");
  });

  it("compares ids by name, without those that change with every load", () => {
    const withIds = (...found: [string, string][]) =>
      post({ subject: { ...post().subject, ids: found.map(([name, value]) => ({ name, ...seen(value) })) } });
    const both = (one: [string, string][], other: [string, string][]) =>
      resultOf(withIds(...one), withIds(...other), "ids");
    expect(
      both(
        [
          ["post_id", "1"],
          ["pfbid", "a"],
        ],
        [
          ["post_id", "1"],
          ["pfbid", "b"],
        ],
      ),
    ).toBe("same");
    expect(
      both(
        [["post_id", "1"]],
        [
          ["post_id", "1"],
          ["group_id", "2"],
        ],
      ),
    ).toBe("same");
    expect(both([["post_id", "1"]], [["post_id", "2"]])).toBe("different");
    expect(both([["pfbid", "a"]], [["pfbid", "b"]])).toBeUndefined();
  });

  it("compares moments, however they are written", () => {
    const at = (read: string) => post({ published: { printed: null, read: seen(read) } });
    expect(resultOf(at("2026-05-01T08:00:00Z"), at("2026-05-01T15:00:00+07:00"), "published")).toBe("same");
    expect(resultOf(at("2026-05-01"), at("2026-05-01T08:00:00Z"), "published")).toBe("same");
    expect(resultOf(at("2026-05-01T08:00:00Z"), at("2026-05-01T08:00:01Z"), "published")).toBe("different");
  });

  it("compares notices of the post by class and words, and leaves out what is said to the viewer", () => {
    const gone = post({ notices: [notice("Không xem được tại Việt Nam")] });
    expect(resultOf(post(), gone, "notice-class")).toBe("only-second");
    const reworded = post({ notices: [notice("Không xem được ở Việt Nam")] });
    expect(resultOf(gone, reworded, "notice-class")).toBe("same");
    expect(resultOf(gone, reworded, "notice-text")).toBe("different");
    const wall = post({ notices: [notice("Đăng nhập", { class: "age-or-login", about: "viewer" })] });
    expect(resultOf(post(), wall, "notice-class")).toBeUndefined();
  });

  it("lets a withheld place stand for anything, and the words around it for themselves", () => {
    const marked = post({ text: seen(`Chào ${WITHHELD}, hẹn mai`) });
    expect(resultOf(marked, post({ text: seen("Chào Người Xem, hẹn mai") }), "text")).toBe("same");
    expect(resultOf(marked, post({ text: seen("Chào Người Xem, hẹn mốt") }), "text")).toBe("different");
  });

  it("does not take the browser's tab for a title", () => {
    const tab = post({ title: { ...seen("(3) Facebook"), rung: "document-title" } });
    expect(resultOf(tab, post({ title: seen("Đăng nhập") }), "title")).toBeUndefined();
    expect(resultOf(post({ title: seen("Sông Mới") }), tab, "title")).toBe("only-first");
  });
});

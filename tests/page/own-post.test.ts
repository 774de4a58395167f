/** The witness's own post: sealed without them first, then they are asked; nothing that leaves tells whose it is. */
import { beforeEach, describe, expect, it, vi } from "vitest";

const asked = vi.hoisted(() => [] as { sentences: readonly string[]; answer(yes: boolean): void }[]);
vi.mock("../../lib/page/ask.ts", () => ({
  ask: (_: unknown, { sentences }: { sentences: readonly string[] }, answer: (yes: boolean) => void) =>
    void asked.push({ sentences, answer }),
}));

import type { Material } from "../../lib/page/wire.ts";
import type { Platform } from "../../lib/platforms/platform.ts";
import { article, BOX, stage, stepOf } from "./capture-stage.ts";
import { extraction, fake, VIEWER } from "./fake.ts";

const ID = "100091734508826";
const TOKEN = "NAcOvB7y1xQ0token";
const AVATAR = "482915_n.jpg";
const strings = [
  { value: `https://www.facebook.com/nguoi.xem.99`, what: "profile-url" },
  { value: `${VIEWER} ơi, bạn đang nghĩ gì thế?`, what: "composer" },
  { value: VIEWER, what: "NAME" },
  { value: ID, what: "USER_ID" },
  { value: TOKEN, what: "fb_dtsg" },
  { value: AVATAR, what: "avatar" },
  { value: "nguoi.xem.99", what: "profile" },
  { value: "Người Xem", what: "SHORT_NAME" },
];
const seen = (value: string) => ({ value, from: "dom" as const, rung: "r" });
const by = (name: string, id: string | null): Partial<Platform> => ({
  viewer: () => ({ strings, loggedIn: true }),
  read: (page, sighting) => ({
    ...fake.read(page, sighting),
    extraction: {
      ...extraction(`bài của ${name}, mã ${TOKEN}`),
      author: {
        name: seen(name),
        id: id === null ? null : seen(id),
        handle: null,
        url: seen("https://www.facebook.com/nguoi.xem.99"),
      },
    },
    pageData: { story: { by: name, id, token: TOKEN } },
  }),
});

/** A stage whose first post the witness wrote: their picture in its head, and once more beside the field for comments. */
function mine(more: Parameters<typeof stage>[0] = {}) {
  const set = stage({ platform: by(VIEWER, ID), ...more });
  article(set.document).innerHTML =
    `<img src="https://cdn.test/s40/${AVATAR}"><h2>${VIEWER}</h2><p>lời của bài ${TOKEN}</p>` +
    `<form><img src="https://cdn.test/s32/${AVATAR}"><input placeholder="x"></form>`;
  for (const image of set.document.querySelectorAll("img"))
    image.getBoundingClientRect = () => ({ ...BOX, width: 40, height: 40 }) as DOMRect;
  return set;
}
const material = (finished: readonly Material[], at: number): Material => {
  const one = finished[at];
  if (!one) throw new Error(`no capture ${at}`);
  return one;
};
const sealed = ({ viewerStrings: _, own: __, ...rest }: Material): string => JSON.stringify(rest);

beforeEach(() => {
  vi.unstubAllGlobals();
  asked.length = 0;
});

describe("one's own post", () => {
  it("is sealed without its author before anything is asked, whatever is answered", async () => {
    const { capturer, document, finished } = mine();
    const result = await capturer.press(article(document));
    expect(result.own).toBe("scrubbed");
    expect(finished).toHaveLength(1);
    expect(asked).toHaveLength(1);
    const first = material(finished, 0);
    for (const { value } of strings) expect(sealed(first)).not.toContain(value);
    expect(first).toMatchObject({ own: [], witness: { own: "scrubbed" } });
    asked[0]?.answer(false);
    await capturer.order({ target: "key", key: "b", trigger: "menu" });
    expect(finished).toHaveLength(2);
  });

  it("leaves the same words in the record as anybody's: they do not lead back", async () => {
    const own = mine();
    await own.capturer.press(article(own.document));
    const others = mine({ platform: by("Trần Mây", "100022222222222") });
    await others.capturer.press(article(others.document));
    expect(asked).toHaveLength(1);
    const outcome = (finished: readonly Material[]) => {
      const { ms: _, detail, ...rest } = stepOf(material(finished, 0), "scrub") ?? {};
      return { ...rest, detail: detail?.replace(/\d+/g, "N") };
    };
    expect(outcome(own.finished)).toEqual(outcome(others.finished));
    expect(outcome(own.finished)).toMatchObject({ status: "done" });
    expect(Object.keys(material(own.finished, 0)).sort()).toEqual(
      Object.keys(material(others.finished, 0)).sort(),
    );
    expect(material(others.finished, 0).witness.own).toBe("no");
  });

  it("is captured once more with its author where they say so, and with nothing else of theirs", async () => {
    const { capturer, document, finished } = mine();
    await capturer.press(article(document));
    asked[0]?.answer(true);
    await vi.waitFor(() => expect(finished).toHaveLength(2));
    const [first, second] = [material(finished, 0), material(finished, 1)];
    expect(second.witness.own).toBe("kept");
    expect(second.extraction.author).toMatchObject({ name: { value: VIEWER }, id: { value: ID } });
    expect(second.html).toContain(VIEWER);
    expect(second.pageData).toContain(VIEWER);
    expect(sealed(second)).not.toContain(TOKEN);
    expect(sealed(second)).not.toContain("bạn đang nghĩ gì thế");
    expect(new Set(second.own)).toEqual(
      new Set([VIEWER, "Người Xem", ID, AVATAR, "nguoi.xem.99", "https://www.facebook.com/nguoi.xem.99"]),
    );
    // The head's picture is shown; the one beside the field, and the field, are covered, and the token in the text.
    expect(second.fetches.map(({ url }) => url)).toEqual([`https://cdn.test/s40/${AVATAR}`]);
    expect(first.fetches).toEqual([]);
    expect(second.masks.length).toBeLessThan(first.masks.length);
    expect(second.masks).toHaveLength(3);
    expect(asked).toHaveLength(1);
  });

  it("is not taken for another one where the page went on before the answer", async () => {
    const { capturer, document, finished, told } = mine();
    await capturer.press(article(document));
    document.defaultView?.history.pushState(null, "", "/nguoi-khac");
    asked[0]?.answer(true);
    await vi.waitFor(() => expect(told.at(-1)).toEqual(["failed", "failed target-gone"]));
    expect(finished).toHaveLength(1);
  });

  it("stays kept where the post has vanished before the answer", async () => {
    const { capturer, document, finished, told } = mine();
    await capturer.press(article(document));
    article(document).remove();
    asked[0]?.answer(true);
    await vi.waitFor(() => expect(told.at(-1)).toEqual(["failed", "failed target-gone"]));
    expect(finished).toHaveLength(1);
  });

  it("is asked about by the popup itself, which can order the other capture", async () => {
    const { capturer, finished } = mine();
    expect(await capturer.order({ target: "key", key: "a", trigger: "popup" })).toMatchObject({
      own: "scrubbed",
    });
    expect(asked).toHaveLength(0);
    expect(await capturer.order({ target: "key", key: "a", trigger: "popup", own: true })).toMatchObject({
      own: "kept",
    });
    expect(finished).toHaveLength(2);
  });

  it("is nobody's own where the author is somebody else, though it is asked for", async () => {
    const { capturer, finished } = mine({ platform: by("Trần Mây", null) });
    const result = await capturer.order({ target: "key", key: "a", trigger: "popup", own: true });
    expect(result.own).toBeUndefined();
    expect(material(finished, 0)).toMatchObject({ own: [], witness: { own: "no" } });
    expect(sealed(material(finished, 0))).not.toContain(VIEWER);
  });
});

it("the device is told in a place of its own, and nowhere else", async () => {
  const { capturer, document, finished, window } = mine();
  article(document).append(`seen with ${window.navigator.userAgent}`);
  await capturer.press(article(document));
  const { witness, ...rest } = material(finished, 0);
  expect(JSON.stringify(rest)).not.toContain(window.navigator.userAgent);
  const { device } = witness;
  expect(device).toMatchObject({
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    userAgent: window.navigator.userAgent,
    pixelRatio: "1",
    screen: "0x0",
  });
});

/** One capture from the press to what is told: every step has an outcome, the witness is in none of it, a fault is never silent. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FaultError } from "../../lib/model/fault-error.ts";
import { makeCapturer } from "../../lib/page/answers.ts";
import type { Marker, MarkState } from "../../lib/page/marker.ts";
import type { Material, Slice, Wire } from "../../lib/page/wire.ts";
import type { Words } from "../../lib/page/words.ts";
import type { Platform } from "../../lib/platforms/platform.ts";
import { extraction, fake, page, VIEWER } from "./fake.ts";

const words: Words = {
  language: "vi",
  keep: "",
  keepBy: (author) => author,
  group: "",
  working: "working",
  done: "done",
  reduced: (lacking) => `lacking ${lacking}`,
  failed: (why) => `failed ${why}`,
  step: (step) => step,
  why: (code) => code,
  ask: "ask?",
  allow: "allow",
  notNow: "not now",
};

const BOX = { x: 100, y: 50, left: 100, top: 50, right: 600, bottom: 350, width: 500, height: 300 };

function stage(options: { platform?: Partial<Platform>; wire?: Partial<Wire>; box?: typeof BOX } = {}) {
  const view = page(
    `<article id="a"><h2>Trần Mây</h2><p>lời của bài</p><small>${VIEWER}</small></article><article id="b">khác</article>`,
  );
  const { window, document } = view;
  vi.stubGlobal("Node", window.Node);
  window.Element.prototype.getBoundingClientRect = () => (options.box ?? BOX) as DOMRect;
  window.Range.prototype.getClientRects = () => [{ ...BOX, height: 20 }] as unknown as DOMRectList;
  document.elementFromPoint = () => document.getElementById("a");
  window.scrollTo = window.Element.prototype.scrollTo = window.Element.prototype.scrollBy = () => undefined;
  Object.defineProperty(document.documentElement, "clientWidth", { value: 1000 });
  const told: [MarkState, string][] = [];
  const concealed = vi.fn();
  const revealed = vi.fn();
  const finished: Material[] = [];
  const slices: Slice[] = [];
  const wire: Wire = {
    begin: async () => ({ captureId: "c", painted: true, askPermission: false }),
    slice: async (slice) => void slices.push(slice),
    finish: async ({ material }) => {
      finished.push(material);
      return { captureId: "c", outcomes: material.outcomes };
    },
    abandon: vi.fn(async () => ({})),
    fetchSheet: async () => "",
    fetchImage: async () => "",
    rules: async () => null,
    loadCapturer: async () => ({}),
    loadRerenderer: async () => ({}),
    askPermission: vi.fn(async () => ({})),
    declinePermission: vi.fn(async () => ({})),
    ...options.wire,
  };
  const card = document.createElement("div");
  card.hidden = true;
  const marker = {
    card,
    show: (state: MarkState, text: string) => void told.push([state, text]),
  } as unknown as Marker;
  const overlay = {
    conceal: () => {
      concealed();
      return revealed;
    },
    markerOf: () => marker,
    place: document.body,
  };
  const capturer = makeCapturer(
    { ...fake, ...options.platform },
    { document, wire, words, overlay: overlay as never, clicked: () => document.querySelector("#a p") },
  );
  return { ...view, capturer, wire, told, finished, slices, concealed, revealed, card };
}

const article = (document: Document, id = "a") => document.getElementById(id) as Element;
const stepOf = (material: Material | undefined, step: string) =>
  material?.outcomes.find((outcome) => outcome.step === step);

describe("a capture in the page", () => {
  beforeEach(() => vi.unstubAllGlobals());

  it("hands over facts, copy, page data and picture, each with its outcome, our buttons out of sight meanwhile", async () => {
    const { capturer, document, finished, slices, told, concealed, revealed } = stage();
    await capturer.press(article(document));
    const [material] = finished;
    expect(material?.outcomes.map(({ step, status }) => `${step} ${status}`).sort()).toEqual([
      "extract done",
      "page-data done",
      "picture done",
      "scrub done",
      "snapshot done",
    ]);
    expect(material?.extraction.text?.value).toContain("lời của bài");
    expect(material?.html).toContain("lời của bài");
    expect(slices).toHaveLength(1);
    expect(slices[0]).toMatchObject({ source: { x: 100, y: 50, width: 500, height: 300 }, top: 0 });
    expect(concealed).toHaveBeenCalledTimes(1);
    expect(revealed).toHaveBeenCalledTimes(1);
    expect(told).toEqual([
      ["working", "working"],
      ["done", "done"],
    ]);
  });

  it("lets nothing of the witness through, and says where the picture shows them", async () => {
    const { capturer, document, finished } = stage();
    await capturer.press(article(document));
    const { viewerStrings, ...rest } = finished[0] as Material;
    expect(viewerStrings.map(({ value }) => value)).toEqual([VIEWER]);
    expect(JSON.stringify(rest)).not.toContain(VIEWER);
    expect(rest.masks).toHaveLength(1);
    expect(stepOf(rest as Material, "scrub")?.detail).toMatch(/^[1-9]\d* places withheld, 1 covered/);
  });

  it("covers and leaves out the witness's own pictures: by file name, by label, by where they lead", async () => {
    const { capturer, document, finished } = stage({
      platform: {
        viewer: () => ({
          strings: [
            { value: VIEWER, what: "name" },
            { value: "nguoi.xem.99", what: "handle" },
            { value: "482915_n.jpg", what: "avatar" },
          ],
          loggedIn: true,
        }),
      },
    });
    article(document).innerHTML =
      `<img src="https://cdn.test/s40/482915_n.jpg?oh=1"><img src="https://cdn.test/a.jpg" alt="Ảnh của ${VIEWER}">` +
      `<a href="/nguoi.xem.99?x"><svg><image href="https://cdn.test/b.jpg"></image></svg></a><img src="https://cdn.test/c.jpg" alt="Sông">` +
      `<div aria-label="Bình luận của ${VIEWER}"><i><img src="https://cdn.test/d.jpg" alt=""></i></div>`;
    for (const element of document.querySelectorAll("a image,img[alt]"))
      element.getBoundingClientRect = () => ({ ...BOX, width: 40, height: 40 }) as DOMRect;
    await capturer.press(article(document));
    expect(finished[0]?.masks).toHaveLength(4);
    expect(finished[0]?.fetches.map(({ url }) => url)).toEqual(["https://cdn.test/c.jpg"]);
  });

  it("keeps the bare words where the platform's ladder breaks", async () => {
    const { capturer, document, finished, told } = stage({
      platform: {
        read: () => {
          throw new FaultError("layout-unknown");
        },
      },
    });
    await capturer.press(article(document));
    expect(stepOf(finished[0], "extract")).toMatchObject({ status: "reduced", fault: "layout-unknown" });
    expect(finished[0]?.extraction.text?.value).toContain("lời của bài");
    expect(told.at(-1)).toEqual(["reduced", "lacking extract"]);
  });

  it("keeps neither copy, page data, comments nor picture where it cannot tell who is looking", async () => {
    const { capturer, document, finished } = stage({
      platform: {
        viewer: () => {
          throw new Error("unreadable");
        },
      },
    });
    await capturer.press(article(document));
    expect(finished[0]).toMatchObject({ html: null, pageData: null });
    expect(finished[0]?.masks).toEqual([{ x: 0, y: 0, width: 500, height: 300 }]);
    expect(stepOf(finished[0], "scrub")?.status).toBe("failed");
  });

  it("says so where the witness is the author", async () => {
    const { capturer, document, finished } = stage({
      platform: {
        read: (_, sighting) => ({
          ...fake.read({} as never, sighting),
          extraction: {
            ...extraction("x"),
            author: {
              name: { value: VIEWER, from: "dom", rung: "r" },
              id: null,
              handle: null,
              url: null,
            },
          },
        }),
      },
    });
    await capturer.press(article(document));
    expect(stepOf(finished[0], "scrub")).toMatchObject({ status: "reduced", fault: "viewer-is-author" });
  });

  it("goes on without painted pixels, and the record says which picture failed and why", async () => {
    const { capturer, document, finished } = stage({
      wire: {
        slice: async () => {
          throw new FaultError("picture-refused");
        },
        loadRerenderer: async () => {
          throw new FaultError("unexpected");
        },
      },
    });
    await capturer.press(article(document));
    expect(stepOf(finished[0], "picture")).toMatchObject({ status: "failed", fault: "rerender-failed" });
    expect(stepOf(finished[0], "picture")?.detail).toContain("picture-refused");
    expect(finished[0]?.html).not.toBeNull();
  });

  it("takes no picture of a post without a box, and keeps the rest", async () => {
    const none = { ...BOX, width: 0, height: 0 };
    const { capturer, document, finished } = stage({ box: none });
    await capturer.press(article(document));
    expect(stepOf(finished[0], "picture")).toMatchObject({ status: "failed", fault: "not-visible" });
  });

  it("keeps a post that stands only in page data, without copy and picture", async () => {
    const { capturer, finished } = stage({
      platform: { survey: () => [{ key: "data-1", element: null, author: null, textStart: "lời" }] },
    });
    await capturer.order({ target: "key", key: "data-1", trigger: "popup" });
    expect(stepOf(finished[0], "snapshot")).toMatchObject({ status: "skipped", fault: "not-visible" });
    expect(stepOf(finished[0], "picture")).toMatchObject({ status: "failed", fault: "not-visible" });
    expect(finished[0]?.html).toBeNull();
  });

  it("captures the whole page where nothing else is meant", async () => {
    const { capturer, finished } = stage();
    await capturer.order({ target: "page", trigger: "popup" });
    expect(finished[0]?.scope).toBe("page");
    expect(finished[0]?.html).toContain("khác");
  });

  it("captures the post around the element last right-clicked, and the one most in view", async () => {
    const { capturer, finished } = stage();
    await capturer.order({ target: "menu", trigger: "menu" });
    await capturer.order({ target: "focus", trigger: "command" });
    expect(finished.map(({ scope }) => scope)).toEqual(["post", "post"]);
  });

  it("gives up aloud: the background is told, the marker shows it, the caller gets the fault", async () => {
    const { capturer, document, told, wire } = stage({
      wire: {
        finish: async () => {
          throw new FaultError("store-full");
        },
      },
    });
    await expect(capturer.press(article(document))).rejects.toMatchObject({ code: "store-full" });
    expect(wire.abandon).toHaveBeenCalledWith({ captureId: "c", fault: { code: "store-full" } });
    expect(told.at(-1)).toEqual(["failed", "failed store-full"]);
  });

  it("asks for the permission beside the capture, which does not wait for it", async () => {
    const { capturer, document, finished, card } = stage({
      wire: { begin: async () => ({ captureId: "c", painted: true, askPermission: true }) },
    });
    await capturer.press(article(document));
    expect(finished).toHaveLength(1);
    expect(card.hidden).toBe(false);
    expect([...card.querySelectorAll("button")].map((button) => button.textContent)).toEqual([
      "not now",
      "allow",
    ]);
  });

  it("surveys the page", () => {
    const { capturer } = stage();
    expect(capturer.survey()).toMatchObject({
      platform: "facebook",
      posts: [{ key: "a", inView: true }, { key: "b" }],
      notices: [],
    });
  });
});

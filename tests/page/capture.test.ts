/** One capture from the press to what is told: every step has an outcome, a fault is never silent. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FaultError } from "../../lib/model/fault-error.ts";
import { article, BOX, stage, stepOf } from "./capture-stage.ts";

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

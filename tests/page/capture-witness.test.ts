/** What of the witness a capture could carry: it is in none of it, and the record says what was left out. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FaultError } from "../../lib/model/fault-error.ts";
import type { Material } from "../../lib/page/wire.ts";
import { article, BOX, stage, stepOf } from "./capture-stage.ts";
import { VIEWER } from "./fake.ts";

describe("the witness in a capture", () => {
  beforeEach(() => vi.unstubAllGlobals());

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
});

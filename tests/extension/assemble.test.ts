/** Images go where addresses stand, and nowhere else. */
import { describe, expect, it } from "vitest";
import { assembleHtml } from "../../lib/extension/assemble.ts";
import type { Image } from "../../lib/extension/media.ts";
import { PIXEL, pixelBytes } from "./material.ts";

const images = new Map<number, Image>([
  [0, { mediaType: "image/png", extension: "png", bytes: pixelBytes() }],
]);
const URI = `data:image/png;base64,${PIXEL}`;
const assembled = (html: string) => assembleHtml(html, images).text();

describe("assembling the DOM", () => {
  it.each([
    ['<img src="media:0" alt="">', `<img src="${URI}" alt="">`],
    ['<image href="media:0"></image>', `<image href="${URI}"></image>`],
    ['<p style="background:url(&quot;media:0&quot;)">', `<p style="background:url(&quot;${URI}&quot;)">`],
    ["<style>.a{background:url(media:0)}</style>", `<style>.a{background:url(${URI})}</style>`],
    ['<style>.a{background:url("media:0")}</style>', `<style>.a{background:url("${URI}")}</style>`],
  ])("puts the image into %s", async (html, expected) => {
    expect(await assembled(html)).toBe(expected);
  });

  it.each(['<p>src="media:0" url(media:0)</p>', '<img alt="media:0">', "<p>2 &lt; 3 src=media:0</p>"])(
    "leaves what a person wrote: %s",
    async (html) => {
      expect(await assembled(html)).toBe(html);
    },
  );

  it("shows nothing for an image that could not be had, and asks nobody", async () => {
    const html = await assembled('<img src="media:7"><img src="media:0">');
    expect(html).toMatch(/^<img src="data:image\/gif;base64,[^"]+"><img src="data:image\/png/);
    expect(html).not.toContain("media:");
  });

  it("makes the same base64 as the platform for any length", async () => {
    for (const length of [0, 1, 2, 3, 0x5fff, 0x6000, 0x6001, 100_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) & 255);
      const html = await assembleHtml(
        '<img src="media:0">',
        new Map([[0, { mediaType: "image/png", extension: "png", bytes }]]),
      ).text();
      expect(html).toBe(`<img src="data:image/png;base64,${Buffer.from(bytes).toString("base64")}">`);
    }
  });
});

/** "3 of 4 images": what counts is what lies sealed beside the record, not what the page named. */
import { expect, it } from "vitest";
import { partsWords as inTerminal } from "../../lib/cli/parts.ts";
import { partsHad } from "../../lib/extension/parts.ts";
import type { Extraction, MediaItem, Part } from "../../lib/model/extraction.ts";

const item = (kind: MediaItem["kind"]): MediaItem => ({ kind, url: "", alt: null, id: null, from: "dom" });
const had = (parts: Part[], kinds: MediaItem["kind"][], sealed: number[]) =>
  partsHad({ parts, media: kinds.map(item) } as Extraction, (index) => sealed.includes(index));

it("counts images that were fetched and sealed; posters and avatars are none", () => {
  const said: Part[] = [
    { name: "text", had: 5, of: 5 },
    { name: "images", had: 3, of: 4 },
  ];
  expect(had(said, ["avatar", "image", "image", "image", "poster"], [0, 1, 3, 4])).toEqual([
    { name: "text", had: 5, of: 5 },
    { name: "images", had: 2, of: 4 },
  ]);
});
it("counts where the page said nothing, and leaves an unknown total unknown", () => {
  expect(had([], ["image", "image"], [])).toEqual([{ name: "images", had: 0, of: 2 }]);
  expect(had([{ name: "images", had: 2, of: null }], ["image", "image"], [1])).toEqual([
    { name: "images", had: 1, of: null },
  ]);
  expect(had([], ["avatar"], [0])).toEqual([]);
});
it("is said in words, and never as complete", () => {
  const parts: Part[] = [
    { name: "text", had: 5, of: 5 },
    { name: "images", had: 3, of: 4 },
    { name: "comments", had: 14, of: 37 },
    { name: "video", had: 0, of: 1 },
  ];
  expect(inTerminal(parts, "en")).toBe("text whole; 3 of 4 images; 14 of 37 comments; video not captured");
  expect(inTerminal(parts, "vi")).toBe("toàn văn; 3 trên 4 ảnh; 14 trên 37 bình luận; không lưu được video");
  expect(inTerminal([{ name: "text", had: 5, of: null }], "en")).toBe("text as far as shown");
});

/** How many pixels of two PNGs differ, decoded by the browser itself. */
import type { Page } from "playwright-core";

export interface Comparison {
  /** Pixels with any channel unlike; pixels that only one picture has count too. */
  different: number;
  total: number;
  sizes: string;
}

/** `page`: any page that allows a canvas. */
export async function comparePictures(page: Page, one: Buffer, other: Buffer): Promise<Comparison> {
  return page.evaluate(
    async ([first, second]) => {
      const decode = async (base64: string) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext("2d");
        if (!context) throw new Error("no canvas");
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height);
      };
      const a = await decode(first);
      const b = await decode(second);
      const width = Math.min(a.width, b.width);
      const height = Math.min(a.height, b.height);
      let alike = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const p = (y * a.width + x) * 4;
          const q = (y * b.width + x) * 4;
          if (a.data[p] === b.data[q] && a.data[p + 1] === b.data[q + 1] && a.data[p + 2] === b.data[q + 2])
            alike++;
        }
      }
      const total = Math.max(a.width, b.width) * Math.max(a.height, b.height);
      return { different: total - alike, total, sizes: `${a.width}x${a.height} : ${b.width}x${b.height}` };
    },
    [one.toString("base64"), other.toString("base64")] as const,
  );
}

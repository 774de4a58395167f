/** JPEGs of a photo's size and weight (960x960, 240 kB), drawn by the browser; each numbered copy is a file of its own. */
import type { Page } from "playwright-core";

const VARIANTS = 6;

/** Draws the variants, square. `page`: any page that allows a canvas. */
export async function drawPhotos(page: Page, size = 960): Promise<Buffer[]> {
  const draw = { variants: VARIANTS, size };
  const photos = await page.evaluate(async ({ variants, size }) => {
    const drawn: string[] = [];
    for (let variant = 0; variant < variants; variant++) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = size;
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no canvas");
      const image = context.createImageData(size, size);
      let seed = variant + 1;
      for (let pixel = 0; pixel < size * size; pixel++) {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        const grain = (seed >>> 24) / 8;
        const x = pixel % size;
        const y = Math.floor(pixel / size);
        image.data[pixel * 4] = 90 + 60 * Math.sin((x + variant * 40) / 90) + grain;
        image.data[pixel * 4 + 1] = 110 + 70 * Math.cos((y + variant * 70) / 110) + grain;
        image.data[pixel * 4 + 2] = 100 + 50 * Math.sin((x + y) / 140) + grain;
        image.data[pixel * 4 + 3] = 255;
      }
      context.putImageData(image, 0, 0);
      drawn.push(canvas.toDataURL("image/jpeg", 0.85));
    }
    return drawn;
  }, draw);
  return photos.map((url) => Buffer.from(url.slice(url.indexOf(",") + 1), "base64"));
}

/** The photo of a number: a variant with the number written into a JPEG comment, so that no two files are alike. */
export function numberedPhoto(photos: readonly Buffer[], number: number): Buffer {
  const photo = photos[number % photos.length];
  if (!photo) throw new Error("no photos were drawn");
  const text = Buffer.from(`photo ${number}`);
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), text]);
  return Buffer.concat([photo.subarray(0, 2), comment, photo.subarray(2)]);
}

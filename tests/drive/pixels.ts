/** Looks at the pixels of a kept picture, decoded by the browser itself. */
import type { OwnPage } from "./speak.ts";

/** How many pixels of a PNG have exactly this colour (`#rrggbb`). */
export function countPixels(own: OwnPage, png: Buffer, colour: string): Promise<number> {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return own.run<number>(`(async () => {
    const bytes = Uint8Array.from(atob("${png.toString("base64")}"), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const paint = new OffscreenCanvas(image.width, image.height).getContext("2d");
    paint.drawImage(image, 0, 0);
    const { data } = paint.getImageData(0, 0, image.width, image.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4)
      if (data[at] === ${r} && data[at + 1] === ${g} && data[at + 2] === ${b}) count++;
    return count;
  })()`);
}

/** The texts of all QR codes in a picture. The library finds one at a time: what was read is painted white, and it looks again. */
import decodeQR, { type FinderPoints, type Image } from "qr/decode.js";

/** Codes of one picture. */
const CODES_AT_MOST = 40;
/** For each search that may find nothing. */
const SEARCH_MS_AT_MOST = 2000;

/** `pixels`: RGBA, row by row; they are painted over. An empty list: no code is in it that can be read. */
export function codesIn(pixels: Image): string[] {
  const found = search(pixels);
  if (found.length > 0) return found;
  // Corners of several codes can be taken for those of one: then each half is looked at alone.
  return halves(pixels).flatMap(search);
}

function search(pixels: Image): string[] {
  const texts: string[] = [];
  while (texts.length < CODES_AT_MOST) {
    let points: FinderPoints | undefined;
    try {
      const options = {
        effort: Number.POSITIVE_INFINITY,
        timeLimit: SEARCH_MS_AT_MOST,
        pointsOnDetect: (seen: FinderPoints) => {
          points = seen;
        },
      };
      texts.push(decodeQR(pixels, options));
    } catch (error) {
      // It says in no other way that there is none (0.7.0).
      if (!(error instanceof Error)) throw error;
      break;
    }
    if (!points) break;
    blank(pixels, points);
  }
  return [...new Set(texts)];
}

function blank({ width, height, data }: Image, { outline }: FinderPoints): void {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const within = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)));
  const [left, right] = [within(Math.min(...xs), width), within(Math.max(...xs), width)];
  for (let y = within(Math.min(...ys), height); y < within(Math.max(...ys), height); y++)
    data.fill(255, (y * width + left) * 4, (y * width + right) * 4);
}

function halves({ width, height, data }: Image): Image[] {
  const part = (x: number, y: number, w: number, h: number): Image => {
    const cropped = new Uint8ClampedArray(w * h * 4);
    for (let row = 0; row < h; row++)
      cropped.set(data.subarray(((y + row) * width + x) * 4, ((y + row) * width + x + w) * 4), row * w * 4);
    return { width: w, height: h, data: cropped };
  };
  const [w, h] = [width >> 1, height >> 1];
  if (w < 20 || h < 20) return [];
  return width > height
    ? [part(0, 0, w, height), part(width - w, 0, w, height)]
    : [part(0, 0, width, h), part(0, height - h, width, h)];
}

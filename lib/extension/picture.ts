/** The picture of a capture: slices of photographs cut to the subject and laid under each other, at device pixels. */
import { FaultError } from "../model/fault.ts";
import type { FromPage, Rect, Request } from "./messages.ts";

export type Slice = Omit<Request<FromPage, "capture/slice">, "captureId">;

export interface Picture {
  png: Blob;
  width: number;
  height: number;
  /** Device pixels of the subject that no slice showed, below and beside the picture. */
  missing: { rows: number; columns: number };
}

/** The tallest and widest canvas that every browser draws. */
const SIDE_MAX = 16_384;
/** `innerWidth` is a whole number of CSS pixels: up to so many device pixels are rounding. */
const ROUNDING = 4;

/** A picture under way. `add` returns at once; what goes wrong shows in `finish`. */
export interface PictureInMaking {
  add(shot: Blob, slice: Slice): void;
  /** `masks`: places to paint over, CSS pixels of the picture. @throws FaultError `picture-failed`. */
  finish(masks?: readonly Rect[]): Promise<Picture>;
}

/** Starts a picture. A subject that one slice shows whole is encoded while the page is still being read. */
export function makePicture(): PictureInMaking {
  let sheet: Promise<Sheet | null> = Promise.resolve(null);
  let encoded: Promise<Picture> | null = null;

  const encode = () =>
    sheet.then((drawn) => {
      if (!drawn) throw new FaultError("picture-failed", "no slice");
      return encodeSheet(drawn);
    });

  return {
    add(shot, slice) {
      sheet = sheet.then((before) => draw(before, shot, slice));
      encoded = null;
      if (slice.top <= 0 && slice.source.height >= slice.full.height) encoded = encode();
      // Both are awaited in `finish`; until then a failure is not an unhandled one.
      (encoded ?? sheet).catch(() => undefined);
      sheet.catch(() => undefined);
    },
    finish: (masks = []) => {
      if (masks.length > 0) {
        sheet = sheet.then((drawn) => drawn && cover(drawn, masks));
        encoded = encode();
      }
      return encoded ?? encode();
    },
  };
}

/** One flat colour, unlike anything a page paints by itself: it must be seen that something was covered, not what. */
function cover(sheet: Sheet, masks: readonly Rect[]): Sheet {
  sheet.context.fillStyle = "#7a7a7a";
  for (const { x, y, width, height } of masks) {
    const [left, top] = [Math.floor(x * sheet.scale), Math.floor(y * sheet.scale)];
    const [right, bottom] = [Math.ceil((x + width) * sheet.scale), Math.ceil((y + height) * sheet.scale)];
    sheet.context.fillRect(left, top, right - left, bottom - top);
  }
  return sheet;
}

interface Sheet {
  /** Device pixels of one CSS pixel. */
  scale: number;
  canvas: OffscreenCanvas;
  context: OffscreenCanvasRenderingContext2D;
  /** Rows and columns the subject has; the canvas may be smaller. */
  rows: number;
  columns: number;
  /** Columns that every slice so far has shown. */
  shownColumns: number;
  /** Row ranges drawn so far. */
  drawn: [from: number, to: number][];
}

async function draw(before: Sheet | null, shot: Blob, slice: Slice): Promise<Sheet> {
  const bitmap = await createImageBitmap(shot);
  try {
    const { source } = slice;
    const scale = scaleOf(slice, bitmap.width);
    const sheet = before ?? blankSheet(slice, scale);
    const [x, y] = [Math.round(source.x * scale), Math.round(source.y * scale)];
    const width = Math.min(sheet.canvas.width, bitmap.width - x);
    const top = Math.round(slice.top * scale);
    const bottom = Math.round((source.y + source.height) * scale);
    const height = Math.min(bottom, bitmap.height) - y;
    if (width <= 0 || height <= 0) throw new FaultError("picture-failed", "slice outside the photograph");
    sheet.context.drawImage(bitmap, x, y, width, height, 0, top, width, height);
    sheet.drawn.push([top, top + height]);
    sheet.shownColumns = Math.min(sheet.shownColumns, width);
    return sheet;
  } finally {
    bitmap.close();
  }
}

/**
 * Device pixels of one CSS pixel, as the photograph has them. The page's own word holds unless the photograph's width
 * belies it (an emulated screen): a cut at the wrong scale would show something else than the post.
 */
export function scaleOf({ scale, view }: Pick<Slice, "scale" | "view">, width: number): number {
  if (!view || Math.abs(width - view.width * scale) <= ROUNDING) return scale;
  return width / view.width;
}

function blankSheet({ full, source }: Slice, scale: number): Sheet {
  const left = Math.round(source.x * scale);
  const columns = Math.max(1, Math.round((source.x + full.width) * scale) - left);
  const rows = Math.max(1, Math.round(full.height * scale));
  const canvas = new OffscreenCanvas(Math.min(SIDE_MAX, columns), Math.min(SIDE_MAX, rows));
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new FaultError("picture-failed", "no canvas");
  return { scale, canvas, context, rows, columns, shownColumns: canvas.width, drawn: [] };
}

async function encodeSheet({ canvas, rows, columns, shownColumns, drawn }: Sheet): Promise<Picture> {
  const shownRows = rowsShown(drawn, canvas.height);
  if (shownRows === 0) throw new FaultError("picture-failed", "nothing shown from the top");
  const { width, height } = canvas;
  // Cut, not left black: what was not photographed must not look like a part of the post.
  const shown = shownRows < height || shownColumns < width ? cutTo(canvas, shownColumns, shownRows) : canvas;
  const png = await shown.convertToBlob({ type: "image/png" });
  const missing = { rows: butRounding(rows - shownRows), columns: butRounding(columns - shownColumns) };
  return { png, width: shown.width, height: shown.height, missing };
}

const butRounding = (pixels: number): number => (pixels <= 1 ? 0 : pixels);

/** How many rows from the top are drawn without a gap. A gap of one row is rounding. */
export function rowsShown(drawn: readonly (readonly [number, number])[], height: number): number {
  let shown = 0;
  for (const [from, to] of [...drawn].sort((a, b) => a[0] - b[0]))
    if (from <= shown + 1) shown = Math.max(shown, to);
  return Math.min(shown, height);
}

function cutTo(canvas: OffscreenCanvas, width: number, height: number): OffscreenCanvas {
  const cut = new OffscreenCanvas(width, height);
  cut.getContext("2d", { alpha: false })?.drawImage(canvas, 0, 0);
  return cut;
}

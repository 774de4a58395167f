/** What moves or loads, as one picture: images by number, the shown frame of a video or canvas as data. Reads only. */

import { computedOf } from "./computed.ts";
import { addressOf } from "./own-pictures.ts";

const STILL_SIDE_AT_MOST = 1280;

interface Giving {
  /** The viewer's own picture: not kept. */
  isOwn(image: Element): boolean;
  media(address: string, base: string): string | null;
}

/** The size an element takes now, so that a copy without its content leaves the same room. */
export function boxStyle(element: Element): string {
  const style = computedOf(element);
  if (style.display === "none" || !/px$/.test(style.width)) return "";
  return `width:${style.width};height:${style.height};`;
}

/** The look of an element whose inside is not kept: size, edge and ground, as the browser gives them to fields and frames. */
export function emptyBox(element: Element): string {
  const style = computedOf(element);
  const display = style.display === "inline" ? "inline-block" : style.display;
  const { border, borderRadius, backgroundColor, padding, margin, verticalAlign } = style;
  return `display:${display};${boxStyle(element)}box-sizing:${style.boxSizing};border:${border};border-radius:${borderRadius};background-color:${backgroundColor};padding:${padding};margin:${margin};vertical-align:${verticalAlign};`;
}

/** The attribute naming the image an `img` or SVG `image` shows now. */
export function imageOf(element: Element, giving: Giving): Record<string, string> {
  const image = element as Partial<HTMLImageElement>;
  const svg = element.localName === "image";
  const address = giving.isOwn(element) ? null : addressOf(element);
  if (!address) return {};
  const kept = address.startsWith("blob:")
    ? drawn(element as HTMLImageElement, image.naturalWidth ?? 0, image.naturalHeight ?? 0)
    : giving.media(address, element.ownerDocument.baseURI);
  return kept === null ? {} : { [svg ? "href" : "src"]: kept };
}

/** The frame a video shows, else its poster; what a canvas shows. Null: neither can be read. */
export function stillOf(element: Element, giving: Giving): string | null {
  const video = element as Partial<HTMLVideoElement>;
  const frame =
    element.localName === "canvas"
      ? drawn(
          element as HTMLCanvasElement,
          (element as HTMLCanvasElement).width,
          (element as HTMLCanvasElement).height,
        )
      : (video.readyState ?? 0) >= 2
        ? drawn(element as HTMLVideoElement, video.videoWidth ?? 0, video.videoHeight ?? 0)
        : null;
  return frame ?? (video.poster ? giving.media(video.poster, element.ownerDocument.baseURI) : null);
}

function drawn(
  source: HTMLImageElement | HTMLVideoElement | HTMLCanvasElement,
  width: number,
  height: number,
): string | null {
  if (!width || !height) return null;
  const scale = Math.min(1, STILL_SIDE_AT_MOST / Math.max(width, height));
  // Never put into the page: a canvas of ours, let go at once.
  const canvas = source.ownerDocument.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  try {
    canvas.getContext("2d")?.drawImage(source, 0, 0, canvas.width, canvas.height);
    const data = canvas.toDataURL(source.localName === "video" ? "image/jpeg" : "image/png", 0.9);
    return data.startsWith("data:image/") ? data : null;
  } catch (error) {
    // HTML 4.12.5: SecurityError where the picture is another origin's. The caller says that it is missing.
    if (error instanceof TypeError) throw error;
    return null;
  }
}

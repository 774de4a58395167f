/** Drawing a subject again where the browser refuses painted pixels: from its inert copy, in a frame of ours, never from the page itself. */
import { FaultError } from "../model/fault-error.ts";
import { atMost, bounded } from "./bounded.ts";
import type { Rerendered, Wire } from "./wire.ts";

/** Under this name the script with html2canvas leaves its function in the isolated world; pages cannot see it. */
export const DRAW = Symbol.for("rerender");
export type Draw = (element: HTMLElement, scale: number) => Promise<Rerendered>;

const ALL_MS_AT_MOST = 20_000;
const IMAGE_MS_AT_MOST = 5000;
const IMAGES_AT_MOST = 60;

export interface Drawing {
  html: string;
  /** What `media:<n>` stands for. */
  fetches: readonly { index: number; url: string }[];
  width: number;
  height: number;
  /** Where the frame may stand: our own closed shadow root. */
  place: Node;
  wire: Pick<Wire, "loadRerenderer" | "fetchImage">;
}

/**
 * A picture drawn by html2canvas from the inert copy. Never to be called a screenshot.
 * @throws FaultError `rerender-failed`
 */
export async function rerender(drawing: Drawing): Promise<{ picture: Rerendered; missing: number }> {
  const frame = globalThis.document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.style.cssText = `position:fixed;left:-20000px;top:0;border:0;width:${Math.ceil(drawing.width)}px;height:${Math.ceil(drawing.height)}px`;
  try {
    return await bounded(draw(frame, drawing), ALL_MS_AT_MOST, "rerender-failed");
  } catch (error) {
    if (error instanceof FaultError && error.code === "rerender-failed") throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new FaultError("rerender-failed", detail.slice(0, 300), { cause: error });
  } finally {
    frame.remove();
  }
}

async function draw(frame: HTMLIFrameElement, drawing: Drawing) {
  const [images] = await Promise.all([imagesOf(drawing), drawing.wire.loadRerenderer()]);
  const function_ = (globalThis as { [DRAW]?: Draw })[DRAW];
  if (!function_) throw new FaultError("rerender-failed", "the script did not arrive");
  drawing.place.appendChild(frame);
  const document = frame.contentDocument;
  if (!document) throw new FaultError("rerender-failed", "no frame");
  const parsed = new DOMParser().parseFromString(withImages(drawing.html, images), "text/html");
  document.replaceChild(document.adoptNode(parsed.documentElement), document.documentElement);
  const loading = [...document.images].map((image) => image.decode());
  await atMost(Promise.allSettled(loading), IMAGE_MS_AT_MOST);
  settleLengths(document.body);
  const picture = await function_(document.body, Math.min(2, devicePixelRatio || 1));
  return { picture, missing: drawing.fetches.length - images.size };
}

/** Images as data, a few at a time; one that cannot be had is missing in the drawing, and counted. */
async function imagesOf({ fetches, wire, html }: Drawing): Promise<Map<number, string>> {
  const images = new Map<number, string>();
  const wanted = fetches.filter(
    ({ index }) => html.includes(`media:${index}"`) || html.includes(`media:${index}&`),
  );
  await Promise.all(
    wanted.slice(0, IMAGES_AT_MOST).map(async ({ index, url }) => {
      const data = await bounded(wire.fetchImage(url), IMAGE_MS_AT_MOST, "fetch-failed").catch(() => null);
      if (data?.startsWith("data:image/")) images.set(index, data);
    }),
  );
  return images;
}

/** Only where an address stands, never in the words of a post. */
const withImages = (html: string, images: ReadonlyMap<number, string>) =>
  html.replace(/("|&quot;)media:(\d+)(?="|&quot;)/g, (whole, quote: string, index: string) => {
    const image = images.get(Number(index));
    return image ? quote + image : whole;
  });

/** html2canvas throws on lengths like `max(…)` and draws SVG without a size as a wedge: both are settled in our copy. */
function settleLengths(body: HTMLElement): void {
  const window = body.ownerDocument.defaultView;
  if (!window) return;
  for (const element of body.querySelectorAll<HTMLElement | SVGElement>("*")) {
    const style = window.getComputedStyle(element);
    for (const corner of ["top-left", "top-right", "bottom-left", "bottom-right"]) {
      const name = `border-${corner}-radius`;
      const value = style.getPropertyValue(name);
      if (/[a-z]\(/.test(value))
        element.style.setProperty(name, radius(value, element.getBoundingClientRect()), "important");
    }
    if (element.localName === "svg") {
      const { width, height } = element.getBoundingClientRect();
      element.setAttribute("width", String(width));
      element.setAttribute("height", String(height));
    }
  }
}

/** The length a computed `min()`, `max()`, `clamp()` or `calc()` of plain lengths amounts to; half the side where it is not plain. */
function radius(value: string, box: { width: number; height: number }): string {
  const lengths = [...value.matchAll(/(-?[\d.]+)px/g)].map(([, length]) => Number(length));
  const least = Math.min(box.width, box.height) / 2;
  const wanted =
    value.startsWith("min(") || value.startsWith("clamp(") ? Math.min(...lengths) : Math.max(...lengths);
  return `${Number.isFinite(wanted) ? Math.max(0, Math.min(wanted, least)) : 0}px`;
}

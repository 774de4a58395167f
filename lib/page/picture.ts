/**
 * The picture of a post, from what the browser painted: slice by slice where it is taller than the window. The only
 * side effect on the page is scrolling, and it is put back exactly; our own buttons are out of sight meanwhile.
 */
import { FaultError } from "../model/fault-error.ts";
import { coveredAt, freeBand } from "./band.ts";
import { imagesReady, painted } from "./paint.ts";
import { type Scroller, scrollerOf } from "./scroller.ts";
import type { Slice } from "./wire.ts";

/** CSS pixels. Longer pictures would not fit a canvas at common densities; the record says that they were cut. */
export const HEIGHT_AT_MOST = 15_000;
const SLICES_AT_MOST = 40;
const SMALLEST = 8;

export interface Taken {
  /** CSS pixels of the picture that were had. */
  height: number;
  /** CSS pixels of the post cut off at its left side. */
  left: number;
  /** True where the post goes on beyond the picture, or a part of it was never free to see. */
  partial: boolean;
}

export interface Taking {
  captureId: string;
  send(slice: Slice): Promise<unknown>;
  /** Called once, when the first slice has been asked for: the time to read the page, before it is scrolled further. */
  onFirst?(): Promise<unknown>;
}

/**
 * Takes the picture. The caller has hidden our overlay and shows it again.
 * @throws FaultError `not-visible` (no box, or wholly covered), `tab-not-active`, `picture-refused` and what the background says.
 */
export async function takePicture(element: Element, taking: Taking): Promise<Taken> {
  const window = element.ownerDocument.defaultView;
  if (!window || !element.isConnected) throw new FaultError("target-gone");
  if (element.ownerDocument.hidden) throw new FaultError("tab-not-active");
  // Pinched in, the window shows another part than the coordinates say: a wrong cut would be wrong evidence.
  if (Math.abs((window.visualViewport?.scale ?? 1) - 1) > 0.01)
    throw new FaultError("picture-refused", "the page is pinched to another scale");
  const { width, height } = element.getBoundingClientRect();
  if (width < SMALLEST || height < SMALLEST) throw new FaultError("not-visible");
  const scroller = scrollerOf(element);
  try {
    return await slices(element, scroller, taking, window);
  } finally {
    scroller.restore();
  }
}

async function slices(element: Element, scroller: Scroller, taking: Taking, window: Window): Promise<Taken> {
  const scale = window.devicePixelRatio || 1;
  const snap = (pixels: number) => Math.round(pixels * scale) / scale;
  const height = snap(Math.min(element.getBoundingClientRect().height, HEIGHT_AT_MOST));
  const cut = element.getBoundingClientRect().height > HEIGHT_AT_MOST + 1;
  let done = 0;
  let sides: { left: number; right: number } | null = null;
  let clipped = false;
  let left = 0;
  for (let count = 0; count < SLICES_AT_MOST && done < height - 0.5; count++) {
    const band = await show(element, done, height, scroller, window);
    if (!band) break;
    const box = element.getBoundingClientRect();
    const view = scroller.view();
    sides ??= { left: snap(Math.max(box.left, view.left)), right: snap(Math.min(box.right, view.right)) };
    if (count === 0) left = sides.left - box.left;
    clipped ||= box.left < view.left - 1 || box.right > view.right + 1;
    if (sides.right - sides.left < SMALLEST) throw new FaultError("not-visible", "outside the window");
    const from = snap(box.top + done);
    const to = Math.min(snap(band.bottom), from + (height - done));
    if (to - from < 1) break;
    const sent = taking.send({
      captureId: taking.captureId,
      source: { x: sides.left, y: from, width: sides.right - sides.left, height: to - from },
      top: done,
      scale,
      full: { width: sides.right - sides.left, height },
      view: { width: window.innerWidth, height: window.innerHeight },
    });
    const first = count === 0 ? taking.onFirst?.() : undefined;
    try {
      await Promise.all([sent, first]);
    } catch (error) {
      if (done === 0) throw error;
      break;
    }
    done = snap(done + (to - from));
    if (!element.isConnected) break;
  }
  if (done === 0) throw new FaultError("not-visible", "covered by something else");
  return { height: done, left, partial: cut || clipped || done < height - 1 };
}

/**
 * Brings the row `done` of the post into a free band, scrolling only where what is left is not free to see already.
 * Null: it cannot be shown.
 */
async function show(element: Element, done: number, height: number, scroller: Scroller, window: Window) {
  for (let attempt = 0; attempt < 4; attempt++) {
    await painted(window);
    await imagesReady(element);
    const box = element.getBoundingClientRect();
    const view = scroller.view();
    const top = Math.max(view.top, box.top);
    const bottom = Math.min(view.bottom, box.bottom);
    const left = Math.max(view.left, box.left);
    const right = Math.min(view.right, box.right);
    const free =
      bottom - top < 1 ? null : freeBand({ top, bottom }, (y) => coveredAt(element, left, right, y));
    const wanted = box.top + done;
    const rest = height - done;
    const inside = free !== null && wanted >= free.top - 0.5 && wanted <= free.bottom - 1;
    if (inside && (attempt > 0 || wanted + rest <= free.bottom + 0.5)) return free;
    // A post that fits goes a little below the top, where headers often stand; then right under what covers it.
    const room = view.bottom - view.top - rest;
    const target = attempt > 0 && free ? free.top : view.top + Math.max(0, Math.min(room / 2, 80));
    scroller.by(wanted - target);
    if (Math.abs(element.getBoundingClientRect().top - box.top) < 0.5) return inside ? free : null;
  }
  return null;
}

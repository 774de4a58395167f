/** Waiting until what stands in the DOM is also on the screen. */
import { atMost } from "./bounded.ts";

const FRAME_MS_AT_MOST = 400;
const IMAGES_MS_AT_MOST = 1500;

/** Two frames: the first may still show the state before. A tab that is not in front has no frames: then a short while. */
export async function painted(window: Window): Promise<void> {
  const frame = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
  await atMost(frame().then(frame), FRAME_MS_AT_MOST);
}

/** Fonts, and the images of `element` that stand in the viewport, loaded and decoded; at most a second and a half. */
export async function imagesReady(element: Element): Promise<void> {
  const document = element.ownerDocument;
  const height = document.defaultView?.innerHeight ?? 0;
  const waiting = [...element.querySelectorAll("img")].filter((image) => {
    const box = image.getBoundingClientRect();
    return box.bottom > 0 && box.top < height && box.width > 0 && (image.currentSrc || image.src);
  });
  const open = waiting.filter((image) => !image.complete);
  const fonts = document.fonts?.status === "loading" ? [document.fonts.ready] : [];
  if (open.length + fonts.length === 0) return;
  await atMost(Promise.allSettled([...open.map((image) => image.decode()), ...fonts]), IMAGES_MS_AT_MOST);
}

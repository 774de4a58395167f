/** Ready for print: everything unfolded, every picture open. Also where the browser's own print command is used. */
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Longest wait for pictures, milliseconds: a report without one is better than none. */
const MOST_WAIT = 15_000;

export function usePrint(root: RefObject<HTMLElement | null>) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const folded = new Set<HTMLDetailsElement>();
    const unfold = () => {
      for (const details of root.current?.querySelectorAll("details") ?? [])
        if (!details.open) {
          details.open = true;
          folded.add(details);
        }
    };
    const fold = () => {
      for (const details of folded) details.open = false;
      folded.clear();
    };
    addEventListener("beforeprint", unfold);
    addEventListener("afterprint", fold);
    return () => {
      removeEventListener("beforeprint", unfold);
      removeEventListener("afterprint", fold);
    };
  }, [root]);
  useEffect(() => {
    if (!printing) return;
    let wanted = true;
    const until = performance.now() + MOST_WAIT;
    const wait = () => {
      if (!wanted) return;
      const loading = root.current?.querySelector("[data-loading], .picture:not(:has(img, .quiet))");
      const painting = [...(root.current?.querySelectorAll("img") ?? [])].some((image) => !image.complete);
      if ((loading || painting) && performance.now() < until) return void requestAnimationFrame(wait);
      globalThis.print();
      setPrinting(false);
    };
    requestAnimationFrame(wait);
    return () => {
      wanted = false;
    };
  }, [printing, root]);
  return { printing, print: () => setPrinting(true) };
}

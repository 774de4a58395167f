/** True while an element is near the viewport: of ten thousand captures only those near are drawn, and their pictures opened. */
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Whether `ref` is within `margin` CSS pixels of the viewport; `first` until the browser has said so. */
export function useNear(ref: RefObject<Element | null>, margin = 600, first = false): boolean {
  const [near, setNear] = useState(first);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const now = entries.at(-1);
        // In a hidden room nothing has a box: it stays as it was, and is there at once when one comes back.
        if (now && (now.isIntersecting || element.getClientRects().length > 0)) setNear(now.isIntersecting);
      },
      { rootMargin: `${margin}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, margin]);
  return near;
}

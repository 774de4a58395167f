/** True once an element comes near the viewport: pictures of ten thousand captures are not all opened at once. */
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Whether `ref` is within 600 px of the viewport now. */
export function useNear(ref: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some((entry) => entry.isIntersecting)),
      { rootMargin: "600px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return near;
}

/** Going into a capture puts focus on its heading; coming back restores where the list stood. */
import { useEffect, useRef } from "preact/hooks";
import type { Route } from "./route.ts";

export function useReturn(route: Route): void {
  const listTop = useRef(0);
  const before = useRef<Route | null>(null);
  useEffect(() => {
    const came = before.current;
    before.current = route;
    if (came === null || came === route) return;
    scrollTo(0, route.at === "list" ? listTop.current : 0);
    if (route.at === "list" && came.at === "capture")
      document.querySelector<HTMLElement>(`a[href="#/capture/${came.id}"]`)?.focus({ preventScroll: true });
    else document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [route]);
  useEffect(() => {
    const remember = () => {
      if (before.current?.at === "list" && !document.querySelector("main > [hidden]"))
        listTop.current = scrollY;
    };
    addEventListener("scroll", remember, { passive: true });
    return () => removeEventListener("scroll", remember);
  }, []);
}

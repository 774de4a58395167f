/**
 * Going into a capture puts focus there; coming back restores where the list stood. The tab's title never changes: it
 * would write authors' names into the browser's history.
 */
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
    const link =
      came.at === "capture" ? document.querySelector<HTMLElement>(`a[href="#/capture/${came.id}"]`) : null;
    const target = (route.at === "list" ? link : null) ?? heading();
    target?.focus({ preventScroll: true });
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

/** The heading of the room in view (the list's is hidden while it waits behind a capture), or the room while its heading loads. */
const heading = () =>
  document.querySelector<HTMLElement>("main > :not([hidden]) h1") ??
  document.querySelector<HTMLElement>("main");

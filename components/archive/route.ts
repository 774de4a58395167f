/** Where in the archive we are, kept in the address after `#`, so that a capture can be linked, and Back works. */
import { useEffect, useState } from "preact/hooks";

export type Route =
  | { at: "list" }
  | { at: "capture"; id: string }
  | { at: "allow" }
  | { at: "settings" }
  | { at: "verify" }
  | { at: "unknown" };

/** `#/`, `#/capture/<32 hex>`, `#/allow`, `#/settings`, `#/verify`; anything else is unknown. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#\/?/, "");
  if (path === "") return { at: "list" };
  if (path === "allow" || path === "settings" || path === "verify") return { at: path };
  const id = /^capture\/([0-9a-f]{32})$/.exec(path)?.[1];
  return id ? { at: "capture", id } : { at: "unknown" };
}

export const captureHref = (id: string) => `#/capture/${id}`;

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

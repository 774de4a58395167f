/** Where in the archive we are, kept in the address after `#`, so that a capture can be linked, and Back works. */
import { useEffect, useState } from "preact/hooks";

export type Route =
  | { at: "list"; caseId?: string }
  | { at: "capture"; id: string }
  | { at: "history"; caseId: string }
  | { at: "cases" }
  | { at: "allow" }
  | { at: "settings" }
  | { at: "verify" }
  | { at: "protect" }
  | { at: "partners" }
  | { at: "parcels" }
  | { at: "withhold"; ids: string[] }
  | { at: "hand-over"; ids?: string[]; caseId?: string; partnerId?: string }
  | { at: "unknown" };

const PLAIN = ["cases", "allow", "settings", "verify", "protect", "partners", "parcels"] as const;
const isPlain = (path: string): path is (typeof PLAIN)[number] => (PLAIN as readonly string[]).includes(path);

/** `#/`, `#/case/<id>`, `#/history/<id>`, `#/cases`, `#/capture/<32 hex>`, `#/allow`, `#/settings`, `#/verify`, `#/protect`, `#/partners`, `#/parcels`, `#/withhold/<ids>`, `#/hand-over` (also `/<ids>`, `/case/<id>`, `/to/<partner>`); anything else is unknown. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#\/?/, "");
  if (path === "") return { at: "list" };
  if (isPlain(path)) return { at: path };
  const [, room, caseId] = /^(case|history)\/([0-9a-z]{1,64})$/.exec(path) ?? [];
  if (caseId) return room === "case" ? { at: "list", caseId } : { at: "history", caseId };
  const ids = /^withhold\/([0-9a-f]{32}(?:,[0-9a-f]{32})*)$/.exec(path)?.[1];
  if (ids) return { at: "withhold", ids: ids.split(",") };
  const handing = handOver(path);
  if (handing) return handing;
  const id = /^capture\/([0-9a-f]{32})$/.exec(path)?.[1];
  return id ? { at: "capture", id } : { at: "unknown" };
}

function handOver(path: string): Route | null {
  const at = "hand-over";
  if (path === at) return { at };
  const [, ids, caseId, partnerId] =
    /^hand-over\/(?:([0-9a-f]{32}(?:,[0-9a-f]{32})*)|case\/([0-9a-z]{1,64})|to\/([0-9a-f]{32}))$/.exec(
      path,
    ) ?? [];
  if (ids) return { at, ids: ids.split(",") };
  if (caseId) return { at, caseId };
  return partnerId ? { at, partnerId } : null;
}

export const handOverHref = (ids: readonly string[]) => `#/hand-over/${ids.join(",")}`;
export const withholdHref = (ids: readonly string[]) => `#/withhold/${ids.join(",")}`;
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

/** What the person is about to choose: from the list, or an address of their own; and as what is kept. */
import known from "../../lib/extension/authorities.json" with { type: "json" };
import type { Authority, StampSettings } from "../desk.ts";

export const KNOWN: readonly { name: string; url: string }[] = known;

export interface Draft {
  /** Addresses of the list. */
  listed: string[];
  own: string;
  /** PEM of the own address's root; empty: none. */
  root: string;
}

export type DraftProblem = "choose_first" | "bad_address" | "bad_root";

const isListed = (url: string) => KNOWN.some((one) => one.url === url);

export function draftOf({ authorities }: StampSettings): Draft {
  const own = authorities.find(({ url }) => !isListed(url));
  return {
    listed: authorities.filter(({ url }) => isListed(url)).map(({ url }) => url),
    own: own?.url ?? "",
    root: own?.root ?? "",
  };
}

/** The authorities of a draft, or what is wrong with it. */
export function authoritiesOf(draft: Draft): Authority[] | DraftProblem {
  const [own, root] = [draft.own.trim(), draft.root.trim()];
  const url = own === "" ? null : URL.parse(own);
  if (
    own !== "" &&
    (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || own.length > 300)
  )
    return "bad_address";
  if (root !== "" && !/^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----$/.test(root))
    return "bad_root";
  if (url) url.hash = "";
  const authorities = [
    ...draft.listed.map((listed) => ({ url: listed, root: null })),
    ...(url ? [{ url: url.href, root: root || null }] : []),
  ];
  return authorities.length === 1 || authorities.length === 2 ? authorities : "choose_first";
}

/** How an authority is called before it has answered: by the list's name, or by its host. */
export const authorityName = (address: string): string =>
  KNOWN.find(({ url }) => url === address)?.name ?? URL.parse(address)?.host ?? address;

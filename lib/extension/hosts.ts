/** The hosts that Keepsake may reach: the two sites, and those that serve their media. The manifest is written from this list. */

/** Whose pages are read. */
export const SITES = ["facebook.com", "youtube.com", "youtu.be"];
/** Who serves their images and style sheets. */
export const MEDIA = ["fbcdn.net", "fbsbx.com", "ytimg.com", "ggpht.com", "googleusercontent.com"];

/** True for a page of the two sites, over https. */
export function isSite(address: string): boolean {
  return isOf(SITES, address);
}

/** True for an address that may be fetched: the sites and their media hosts, over https. */
export function isReachable(address: string): boolean {
  return isOf(SITES, address) || isOf(MEDIA, address);
}

function isOf(domains: readonly string[], address: string): boolean {
  const url = URL.parse(address);
  if (url?.protocol !== "https:" || url.username || url.password) return false;
  return domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
}

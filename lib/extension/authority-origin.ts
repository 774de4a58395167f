/** What the browser has to allow before an authority can be asked. Apart, for pages that draw before they load anything heavy. */

/** A match pattern for the host of `url`. Ports do not count: Firefox's patterns know none. */
export const originOfAuthority = (url: string): string => {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
};

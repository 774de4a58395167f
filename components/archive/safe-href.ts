/** An address from a hostile page as a link: https of the two sites only, or none at all. */
const HOSTS = /(^|\.)(facebook\.com|youtube\.com|youtu\.be)$/;

/** The address, or null where following it could lead elsewhere. */
export function safeHref(value: string): string | null {
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === "https:" && !url.username && HOSTS.test(url.hostname) ? url.href : null;
}

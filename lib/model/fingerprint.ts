/** Fingerprints as people compare them. */

/** The hex digits of a labelled digest in groups of four: `1a2b 3c4d …`. */
export const grouped = (digest: string): string =>
  digest.slice("sha256:".length).replace(/(.{4})(?=.)/g, "$1 ");

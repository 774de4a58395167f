/**
 * How the archive is cut into files (FORMAT §8.1): so short that WebCrypto can hash each in one go, which is native, and
 * several times faster than any running SHA-256 that a page can have. Twice as fast as with files of 8 MiB: what it
 * copies before it hashes is fresh memory each time (Chromium 156, 2026-11).
 */

/** No longer than this, but where a single record is. */
export const FILE_LENGTH = 2 * 1024 * 1024;

/** Name of the file with this number, from 0. */
export const archiveName = (number: number): string =>
  number === 0 ? "data.warc.gz" : `data-${number}.warc.gz`;

/** Its place in the bundle. */
export const archivePath = (number: number): string => `archive/${archiveName(number)}`;

/** The archive's files among these paths: as many as follow each other from the first. */
export function archivePaths(has: (path: string) => boolean): string[] {
  const paths: string[] = [];
  while (has(archivePath(paths.length))) paths.push(archivePath(paths.length));
  return paths;
}

/** True where a record of `length` bytes begins a new file, the present one being `offset` long and `first` with its `warcinfo` alone. */
export const beginsFile = (offset: number, first: number, length: number): boolean =>
  offset > first && offset + length > FILE_LENGTH;

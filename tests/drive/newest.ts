/** How new things on disk are: what is built is built again where a source is newer. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Milliseconds of the newest file at or under `path`; 0 where there is none. */
export function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

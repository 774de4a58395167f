/** What `npm run redact` was asked for: records by their id or its beginning, paths by name or with `*` at the end. */
import { parseArgs } from "node:util";
import type { Region } from "../bundle/redaction.ts";

export interface Target {
  /** Id, its beginning, or `*`. */
  record: string;
  path: string;
}

export interface Asked {
  file: string;
  out: string;
  withhold: Target[];
  black: (Target & { region: Region })[];
  /** Parts that stay although they tell the same. */
  keep: Target[];
  key: string | null;
  /** The person's notes go along. */
  notes: boolean;
}

/** The command line, or null where it cannot be meant so. */
export function readArguments(args: readonly string[]): Asked | null {
  try {
    const many = { type: "string", multiple: true } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        withhold: many,
        black: many,
        keep: many,
        out: { type: "string" },
        key: { type: "string" },
        notes: { type: "boolean" },
      },
    });
    const [file, ...rest] = positionals;
    const withhold = (values.withhold ?? []).map(target);
    const black = (values.black ?? []).map(blackTarget);
    if (!file || !values.out || rest.length > 0 || withhold.length + black.length === 0) return null;
    const keep = (values.keep ?? []).map(target);
    return {
      file,
      out: values.out,
      withhold,
      black,
      keep,
      key: values.key ?? null,
      notes: values.notes ?? false,
    };
  } catch {
    return null; // parseArgs throws on an option it does not know; `target` on what is no target
  }
}

function target(text: string): Target {
  const match = /^(\*|[0-9a-f]{4,32}):([a-z-]+\/[\w.-]*\*?)$/.exec(text);
  if (!match?.[1] || !match[2]) throw new TypeError(text);
  return { record: match[1], path: match[2] };
}

function blackTarget(text: string): Target & { region: Region } {
  const match = /^(.+):(\d+),(\d+),(\d+),(\d+)$/.exec(text);
  const [x = 0, y = 0, width = 0, height = 0] = (match?.slice(2) ?? []).map(Number);
  if (!match?.[1] || width === 0 || height === 0) throw new TypeError(text);
  return { ...target(match[1]), region: { x, y, width, height } };
}

/** True where a target means this path of this record. */
export const means = ({ record, path }: Target, of: { record: string; path: string }): boolean =>
  (record === "*" || of.record.startsWith(record)) &&
  (path.endsWith("*") ? of.path.startsWith(path.slice(0, -1)) : path === of.path);

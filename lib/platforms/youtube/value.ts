/** Values with their source: the small makers that every reader here uses. */
import type { Author, Count, Times } from "../../model/extraction.ts";
import type { Source, Sourced } from "../../model/sourced.ts";
import type { FoundId } from "../../model/subject.ts";

export type Text = Sourced<string>;

/** A value with its source, or null for no value. */
export const sourced = (value: string | null | undefined, from: Source, rung: string): Text | null =>
  value ? { value, from, rung } : null;

export const data = (value: string | null | undefined, rung: string): Text | null =>
  sourced(value, "page-data", rung);
export const dom = (value: string | null | undefined, rung: string): Text | null =>
  sourced(value, "dom", rung);

/** The first that there is. */
export const first = (...values: (Text | null)[]): Text | null =>
  values.find((value) => value !== null) ?? null;

export const NOBODY: Author = { name: null, id: null, handle: null, url: null };
export const NEVER: Times = { printed: null, read: null };

/** Ids without repeats of the same name and value. */
export function ids(...found: (FoundId | null)[]): FoundId[] {
  const kept: FoundId[] = [];
  for (const id of found)
    if (id && !kept.some((other) => other.name === id.name && other.value === id.value)) kept.push(id);
  return kept;
}

export const id = (name: string, value: Text | null): FoundId | null => (value ? { name, ...value } : null);
export const count = (name: string, value: Text | null): Count[] => (value ? [{ name, ...value }] : []);

/** A platform's date as RFC 3339 UTC, or as the bare date where it gives no more; null for anything else. */
export function instant(date: string | null): string | null {
  if (!date) return null;
  if (/^\d{4}-\d\d-\d\d$/.test(date)) return date;
  const time = Date.parse(date);
  return Number.isNaN(time) || !/^\d{4}-\d\d-\d\dT/.test(date) ? null : new Date(time).toISOString();
}

/** Seconds since 1970 as text, as RFC 3339 UTC. */
export const seconds = (value: string | null): string | null =>
  value && /^\d{9,11}$/.test(value) ? new Date(Number(value) * 1000).toISOString() : null;

/** YouTube's ways of writing a text in JSON: `simpleText`, `runs[]`, attributed `content`, or a bare string. */
import { at, isObject } from "../page-data.ts";

/** The words of a text object, runs joined; null where there are none. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value || null;
  if (!isObject(value)) return null;
  if (typeof value.simpleText === "string") return value.simpleText || null;
  if (typeof value.content === "string") return value.content || null;
  if (!Array.isArray(value.runs)) return null;
  return value.runs.map((run) => stringAt(run, "text") ?? "").join("") || null;
}

/** A non-empty string at a path, or null. */
export function stringAt(root: unknown, ...path: (string | number)[]): string | null {
  const value = at(root, ...path);
  return typeof value === "string" && value !== "" ? value : null;
}

/** A list at a path; an empty one where there is none. */
export function listAt(root: unknown, ...path: (string | number)[]): unknown[] {
  const value = at(root, ...path);
  return Array.isArray(value) ? value : [];
}

/** Words of an element as they stand, odd spaces between blocks joined; null where there are none. */
export function wordsOf(element: Element | null | undefined): string | null {
  return element?.textContent?.replace(/[ \t\r\n]+/g, " ").trim() || null;
}

/** Words of an element with their line breaks (a description, a post). */
export function linesOf(element: Element | null | undefined): string | null {
  return element?.textContent?.replace(/^\s+|\s+$/g, "") || null;
}

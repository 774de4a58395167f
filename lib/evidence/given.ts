/** JSON that somebody handed in: read within bounds, and what is wrong with it said by place, never by value. */
import type { z } from "zod";
import { jsonDepth } from "./canonical.ts";

/** The value of a text; null where it is no JSON or nests deeper than `depth`: the schema then says what is missing. */
export function readGiven(text: string, depth: number): unknown {
  if (jsonDepth(text) > depth) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The place and kind of the first issue. */
export function issueAt({ issues: [issue] }: z.ZodError): string {
  return issue ? `${issue.code} at ${issue.path.join(".")}`.slice(0, 200) : "form";
}

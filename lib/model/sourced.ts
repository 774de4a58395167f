/** A value with where it came from: every field of evidence says so. */
import { z } from "zod";

/** `dom`: what the page showed; `page-data`: JSON embedded in the page; `url`: read from an address; `http`: status or header. */
export const Source = z.enum(["dom", "page-data", "url", "http"]);
export type Source = z.infer<typeof Source>;

/** `rung`: the name of the ladder rung or data path that found it, e.g. `story-message-2025` or `Story.creation_time`. */
export const sourced = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, from: Source, rung: z.string().max(120) });
export interface Sourced<T> {
  value: T;
  from: Source;
  rung: string;
}

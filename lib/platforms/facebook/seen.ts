/** A value with its source and rung; short to write, because every field carries one. */
import type { Sourced } from "../../model/sourced.ts";

export interface Seen<T> extends Sourced<T> {
  from: "dom";
}
export const seen = <T>(value: T, rung: string): Seen<T> => ({ value, from: "dom", rung });
export const told = <T>(value: T, rung: string): Sourced<T> => ({ value, from: "page-data", rung });

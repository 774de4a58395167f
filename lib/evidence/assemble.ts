/** Leaves put together again: the whole statement, or what of it was not withheld (FORMAT §4.3-4.5). */
import { z } from "zod";
import { Extraction } from "../model/extraction.ts";
import { CaptureFacts, Statement } from "../model/statement.ts";
import { type Leaf, LISTS } from "./disclose.ts";

/** A statement of which fields may be absent; lists hold what was disclosed, in their order. */
export const StatementPart = z.strictObject({
  capture: CaptureFacts.partial(),
  extraction: Extraction.partial().required({
    counts: true,
    media: true,
    comments: true,
    notices: true,
    parts: true,
    facts: true,
  }),
  outcomes: Statement.shape.outcomes,
  artefacts: Statement.shape.artefacts,
  witness: Statement.shape.witness,
});
export type StatementPart = z.infer<typeof StatementPart>;

const Named = z.object({ name: z.string() });

/** The statement that the leaves make, checked field by field; null where a path is unknown or twice there, or a value malformed. */
export function assemble(leaves: readonly Leaf[]): StatementPart | null {
  const paths = new Set(leaves.map((leaf) => leaf.path));
  if (paths.size !== leaves.length) return null;
  const fields = {
    capture: new Map<string, unknown>(),
    extraction: new Map<string, unknown>(),
    witness: new Map<string, unknown>(),
  };
  const lists = new Map<string, Map<number, unknown>>();
  const artefacts: unknown[] = [];
  for (const { path, value } of leaves) {
    const cut = path.indexOf("/");
    const [head, rest] = [path.slice(0, cut), path.slice(cut + 1)];
    if (head === "capture" || head === "extraction" || head === "witness") fields[head].set(rest, value);
    else if (head === "artefact") {
      if (Named.safeParse(value).data?.name !== rest) return null;
      artefacts.push(value);
    } else if (/^(0|[1-9]\d{0,5})$/.test(rest)) {
      const list = lists.get(head) ?? new Map<number, unknown>();
      lists.set(head, list.set(Number(rest), value));
    } else return null;
  }
  const take = (name: string): unknown[] => {
    const items = [...(lists.get(name) ?? [])].sort(([a], [b]) => a - b).map(([, item]) => item);
    lists.delete(name);
    return items;
  };
  for (const [key, name] of Object.entries(LISTS)) {
    if (fields.extraction.has(key)) return null;
    fields.extraction.set(key, take(name));
  }
  const outcomes = take("outcome");
  if (lists.size > 0) return null;
  const part = StatementPart.safeParse({
    capture: Object.fromEntries(fields.capture),
    extraction: Object.fromEntries(fields.extraction),
    outcomes,
    artefacts,
    ...(fields.witness.size > 0 ? { witness: Object.fromEntries(fields.witness) } : {}),
  });
  return part.success ? part.data : null;
}

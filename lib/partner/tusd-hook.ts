/** What tusd (v2) tells a hook, as far as an intake looks at it, and what it may be answered. */
import { z } from "zod";

const MOST_BYTES = 4 * 1024 ** 4;

/** Members that are not named here are passed over: among them the sender's address. */
export const TusdHook = z.object({
  Type: z.string().max(40),
  Event: z.object({
    Upload: z.object({
      /** Empty before the upload is made. */
      ID: z.string().max(2000).optional(),
      Size: z.int().nonnegative().max(MOST_BYTES).nullish(),
      SizeIsDeferred: z.boolean().optional(),
      Offset: z.int().nonnegative().optional(),
      MetaData: z.record(z.string(), z.string()).nullish(),
      IsPartial: z.boolean().optional(),
      IsFinal: z.boolean().optional(),
    }),
    HTTPRequest: z.object({ Header: z.record(z.string(), z.array(z.string())).nullish() }),
  }),
});
export type TusdHook = z.infer<typeof TusdHook>;

/** Nothing said: go on. `HTTPResponse`: what the sender is told instead. */
export interface TusdAnswer {
  RejectUpload?: true;
  RejectTermination?: true;
  HTTPResponse?: { StatusCode: number; Body: string };
}

/** A header of the sender's request; tusd spells names as Go does. Null: none, or more than one. */
export function headerIn({ Event }: TusdHook, name: string): string | null {
  const found = Object.entries(Event.HTTPRequest.Header ?? {}).filter(
    ([given]) => given.toLowerCase() === name,
  );
  const values = found.flatMap(([, values]) => values);
  return values.length === 1 ? (values[0] ?? null) : null;
}

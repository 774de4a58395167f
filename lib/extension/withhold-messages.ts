/** The choice of what to withhold from an export, as it travels from our pages to the background and on to the exporter. */
import { z } from "zod";
import { MOST_REGIONS, Region } from "../bundle/redaction.ts";
import { OpaqueId } from "../model/statement.ts";

const Path = z.string().max(120);

/** As `Choice` of `lib/bundle/withhold.ts` has it, one for each capture that is not exported whole. */
export const WithholdChoice = z.strictObject({
  record: OpaqueId,
  paths: z.array(Path).max(10_000),
  blackouts: z
    .array(z.strictObject({ path: Path, regions: z.array(Region).min(1).max(MOST_REGIONS) }))
    .max(600),
});
export type WithholdChoice = z.infer<typeof WithholdChoice>;

export const WithholdChoices = z.array(WithholdChoice).max(100_000);

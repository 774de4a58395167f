/** The messages about writing bundles, part of the table in `messages.ts`. */
import { z } from "zod";
import { Fault } from "../model/fault.ts";
import { MOST_RECIPIENTS } from "../model/partner.ts";
import { Instant, OpaqueId, Sha256, WitnessFacts } from "../model/statement.ts";
import { IdentifierKind } from "../model/witness.ts";
import { stampsFromExporter } from "./stamp-messages.ts";
import { WithholdChoices } from "./withhold-messages.ts";

const nothing = z.strictObject({});

/** What of the witness and their device goes along by choice; nothing of it otherwise (FORMAT §4.15). */
export const Disclose = z.array(WitnessFacts.keyof()).max(2);

/**
 * Where something that leads back to the witness would have left: never the thing itself. `captureId` null: in no capture,
 * but in a note or in what holds the bundle together.
 */
export const Leak = z.strictObject({
  captureId: z.string().nullable(),
  /** What can be withheld, as FORMAT §4.3 names it. */
  path: z.string().nullable(),
  kind: IdentifierKind,
});
export type Leak = z.infer<typeof Leak>;
export const Leaks = z.array(Leak).max(300).optional();

export const ExportState = z.strictObject({
  jobId: z.string(),
  stage: z.enum(["preparing", "writing", "saving", "done", "failed"]),
  doneBytes: z.number(),
  totalBytes: z.number(),
  fileName: z.string().optional(),
  fault: Fault.optional(),
  /** Of the fault `leak-found`. */
  leaks: Leaks,
});
export type ExportState = z.infer<typeof ExportState>;

export const exportsFromOwnPages = {
  /** One bundle for each case among these captures: a bundle never mixes cases. `notes`: the person's notes go along. */
  "export/start": {
    request: z.strictObject({
      captureIds: z.array(z.string()).min(1).max(100_000),
      notes: z.boolean().optional(),
      /** What is left out; of captures that are not named nothing is. */
      withhold: WithholdChoices.optional(),
      disclose: Disclose.optional(),
    }),
    reply: z.strictObject({ jobIds: z.array(z.string()) }),
  },
  "export/state": { request: z.strictObject({ jobId: z.string() }), reply: ExportState },
} as const;

/** What the exporter needs to write one bundle; all else it reads from the vault. */
export const ExportJob = z.strictObject({
  jobId: z.string().max(64),
  bundleId: OpaqueId,
  caseId: z.string().max(64),
  captureIds: z.array(z.string()).min(1).max(100_000),
  /** Entries of the custody log that go along: all up to the one that tells of this export. */
  entries: z.int().positive(),
  /** How many authorities are to be asked for a stamp of the bundle's signature; 0: trusted time is off. */
  stamps: z.int().min(0).max(2),
  /** The person's notes at these captures go along. */
  notes: z.boolean(),
  createdAt: Instant,
  software: z.string().max(100),
  /** What is left out; of captures that are not named nothing is. */
  withhold: WithholdChoices,
  disclose: Disclose.optional(),
  /** Encrypted to these (age), as the parcel whose id the job bears. Absent: a bundle in clear, to be saved. */
  recipients: z
    .array(z.string().max(2100))
    .min(1)
    .max(MOST_RECIPIENTS + 1)
    .optional(),
});
export type ExportJob = z.infer<typeof ExportJob>;

/**
 * How an export stands. `url`: where the finished file can be fetched by `downloads`, in this browser, while the exporter
 * lives. `sealed`: the parcel stands.
 */
export const ExportReport = z.strictObject({
  jobId: z.string(),
  doneBytes: z.number(),
  url: z.string().max(500).optional(),
  sealed: z.strictObject({ bytes: z.int().positive(), sha256: Sha256 }).optional(),
  fault: Fault.optional(),
  leaks: Leaks,
});
export type ExportReport = z.infer<typeof ExportReport>;

/** From Chromium's offscreen page, which writes bundles, to the background. */
export const fromExporter = {
  "exporter/report": { request: ExportReport, reply: nothing },
  ...stampsFromExporter,
} as const;

/** From the background to the offscreen page. */
export const toExporter = {
  "exporter/run": { request: ExportJob, reply: nothing },
  "exporter/release": { request: z.strictObject({ jobId: z.string() }), reply: nothing },
} as const;

/** The messages about cases and notes, part of the table in `messages.ts`. Our own pages only. */
import { z } from "zod";

const nothing = z.strictObject({});
const CaseId = z.string().min(1).max(64);
/** The person's words; their measure is held by the vault. */
const Name = z.string().max(400);

export const casesFromOwnPages = {
  /** Makes a case; captures go into it from now on. */
  "case/create": { request: z.strictObject({ name: Name }), reply: z.strictObject({ caseId: z.string() }) },
  "case/rename": { request: z.strictObject({ caseId: CaseId, name: Name }), reply: nothing },
  "case/choose": { request: z.strictObject({ caseId: CaseId }), reply: nothing },
  /** The case, its keys, its log and everything in it. */
  "case/delete": { request: z.strictObject({ caseId: CaseId }), reply: nothing },
  /** Empty text takes the note away. */
  "note/write": {
    request: z.strictObject({ captureId: z.string().max(64), text: z.string().max(20_000) }),
    reply: nothing,
  },
} as const;

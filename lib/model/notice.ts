/** What the platform shows in place of, or about, content or an account. Kept word for word; classified, never replaced. */
import { z } from "zod";
import { Source } from "./sourced.ts";

export const NOTICE_CLASSES = [
  "geo-legal",
  "geo-other",
  "removed-policy",
  "removed-or-private",
  "private",
  "account-terminated",
  "account-restricted",
  "age-or-login",
  "unavailable",
  "network",
  "unrecognised",
] as const;
export const NoticeClass = z.enum(NOTICE_CLASSES);
export type NoticeClass = z.infer<typeof NoticeClass>;

/** How sure the wording is: seen in a recorded response, quoted by a tool or the press, or only reported. `signal`: no words needed. */
export const Certainty = z.enum(["signal", "recorded", "quoted", "reported", "template", "none"]);
export type Certainty = z.infer<typeof Certainty>;

export const Notice = z.strictObject({
  class: NoticeClass,
  /** The platform's words, whole, as shown: parts joined by "\n". Empty only where the platform showed none (a bare status). */
  text: z.string().max(20_000),
  /** Whom it speaks of: the thing captured, the shared original inside it, the viewer, or an account. */
  about: z.enum(["subject", "original", "viewer", "account", "entry"]),
  certainty: Certainty,
  /** Catalogue entry, template or signal that decided, e.g. `youtube/en/geo-uploader`. Empty for `unrecognised`. */
  rule: z.string().max(120),
  from: Source,
  rung: z.string().max(120),
  language: z.string().max(20).nullable(),
  /** As written; null: the notice names none. */
  authority: z.string().max(500).nullable(),
  country: z
    .strictObject({ written: z.string().max(200).nullable(), iso: z.string().max(2).nullable() })
    .nullable(),
  law: z.string().max(500).nullable(),
  appeal: z.enum(["offered", "absent"]).nullable(),
  link: z.string().max(2000).nullable(),
  /** Machine signals beside the words, e.g. {"playabilityStatus.status":"UNPLAYABLE"}. */
  signals: z.record(z.string().max(120), z.string().max(4000)),
});
export type Notice = z.infer<typeof Notice>;

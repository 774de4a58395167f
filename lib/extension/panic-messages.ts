/** The message that destroys everything, part of the table in `messages.ts`. Our own pages only. */
import { z } from "zod";

const nothing = z.strictObject({});

export const panicFromOwnPages = {
  /** The person held the button. There may be no answer: the extension starts anew. */
  "panic/now": { request: nothing, reply: nothing },
} as const;

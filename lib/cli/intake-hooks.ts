/**
 * An intake behind tusd: answers its HTTP hooks, and gives receipts for what its store holds whole. What a hook says is
 * never relied upon: before a receipt is signed, tusd itself is asked and the file is read. It holds no key that opens.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { SigningKey } from "../evidence/signing-key.ts";
import { headerIn, type TusdAnswer, TusdHook } from "../partner/tusd-hook.ts";
import { answer, answerReceipt, pathOf } from "./intake-answer.ts";
import { ARRIVAL_ID, type Arrivals, receiptsOf } from "./intake-receipts.ts";
import { type IntakeRules, refusal } from "./intake-rules.ts";
import { complain } from "./intake-trouble.ts";

export interface HooksOptions extends IntakeRules {
  /** Where receipts are kept. */
  folder: string;
  receiptKey: SigningKey;
  arrivals: Arrivals;
  /** Milliseconds a request for a receipt may wait. */
  patience?: number;
}

/** A hook's request holds the headers of one request and no more. */
const HOOK_AT_MOST = 256 * 1024;

/** The server, not yet listening. Paths: `/hooks` (POST, for tusd), `/receipts/ID` (GET, for witnesses). */
export function createHooks({ folder, receiptKey, arrivals, patience, ...rules }: HooksOptions): Server {
  const receipt = receiptsOf(arrivals, folder, receiptKey);
  return createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      complain(error);
      if (!response.headersSent) answer(response, 500, "failed\n");
      else response.destroy();
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "POST" && pathOf(request) === "/hooks") {
      const hook = TusdHook.safeParse(await json(request));
      if (!hook.success) return answer(response, 400, "no hook of tusd 2\n");
      return answer(response, 200, JSON.stringify(await judge(hook.data)));
    }
    if (!(await answerReceipt(request, response, receipt, patience))) answer(response, 404, "not here\n");
  }

  async function judge(hook: TusdHook): Promise<TusdAnswer> {
    const { ID = "", Size, Offset, MetaData, SizeIsDeferred, IsPartial, IsFinal } = hook.Event.Upload;
    if (hook.Type === "pre-create") {
      // Parts that are joined later would never be counted together.
      const joined = IsPartial || IsFinal;
      const refused = joined
        ? { status: 400, body: "one file, please, not parts\n" }
        : await refusal(
            {
              authorization: headerIn(hook, "authorization"),
              size: SizeIsDeferred ? null : (Size ?? null),
              hasMetadata: Object.keys(MetaData ?? {}).length > 0,
            },
            rules,
          );
      return refused
        ? { RejectUpload: true, HTTPResponse: { StatusCode: refused.status, Body: refused.body } }
        : {};
    }
    if (hook.Type === "pre-terminate" && (Size ?? 0) > 0 && Offset === Size)
      return {
        RejectTermination: true,
        HTTPResponse: { StatusCode: 400, Body: "it has arrived, and is kept\n" },
      };
    // tusd waits no longer than 15 seconds for an answer, and reading a file takes longer: it is begun, not waited for
    if (hook.Type === "post-finish" && ARRIVAL_ID.test(ID)) receipt(ID).catch(complain);
    return {};
  }
}

/** The body as JSON; null where it is too long or none. */
async function json(request: IncomingMessage): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > HOOK_AT_MOST) return null;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    return null; // nothing that tusd would send
  }
}

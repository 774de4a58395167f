/**
 * Second looks as the background runs them: queued in the vault, one capture after the other, each look sealed as an
 * event of its own. What the worker's death cuts short waits in the queue for the next worker.
 */
import { browser } from "wxt/browser";
import { looker } from "#browser";
import { toHex } from "../evidence/bytes.ts";
import { type Fault, FaultError, toFault } from "../model/fault.ts";
import type { CaptureFacts, Statement } from "../model/statement.ts";
import { readCapture, readCards } from "../vault/captures.ts";
import { failLook } from "../vault/failed.ts";
import { askLooks, type LookRow, looksAt, nextLooks } from "../vault/looks.ts";
import { storeCapture } from "../vault/store.ts";
import { keepIdentifiers } from "../vault/witness.ts";
import { compose } from "./compose.ts";
import { lookAddress } from "./look-address.ts";
import type { Look, Material } from "./messages.ts";
import { rulesInForce } from "./packs.ts";
import { getSetting } from "./settings.ts";
import { stampSoon } from "./stamps.ts";
import { PACK, tool } from "./tool.ts";

/** An idle background is ended after 30 s; any call to the browser begins the time anew. */
const AWAKE_EVERY_MS = 10_000;

let busy = false;
let more = false;

/** The looks that shall follow a capture about to be stored: none unless the person has set so. */
export async function looksAfter(captureId: string, statement: Statement): Promise<LookRow[]> {
  if (!(await getSetting("secondLook")) || lookAddress(statement) === null) return [];
  return rowsFor(captureId);
}

/** The person asks for a look at one capture. @throws FaultError `not-found`, `bad-request` where there is no address to look at. */
export async function askLook(captureId: string): Promise<void> {
  const kept = await readCapture(captureId);
  if (!kept) throw new FaultError("not-found");
  if (lookAddress(kept.statement) === null) throw new FaultError("bad-request", "no address to look at");
  const waiting = (await looksAt(captureId)).some((row) => row.state === "waiting");
  if (!waiting) await askLooks(rowsFor(captureId));
  startLooks();
}

/** Works through the queue; asked again meanwhile, it looks into the queue once more. */
export function startLooks(): void {
  more = true;
  if (!busy) void runAll();
}

async function runAll(): Promise<void> {
  busy = true;
  const awake = setInterval(() => void browser.runtime.getPlatformInfo(), AWAKE_EVERY_MS);
  try {
    while (more) {
      more = false;
      for (let rows = await nextLooks(); rows.length > 0; rows = await nextLooks()) await lookFor(rows);
    }
  } catch (error) {
    // The vault cannot be reached: what waits there waits for the next worker.
    console.error("second look", toFault(error).code);
  } finally {
    clearInterval(awake);
    busy = false;
  }
}

/** `rows`: looks at one capture. A fault ends these; the queue goes on. */
async function lookFor(rows: readonly LookRow[]): Promise<void> {
  try {
    await makeLooks(rows);
  } catch (error) {
    const fault: Fault = toFault(error);
    for (const row of rows) await failLook(row, fault);
  }
}

async function makeLooks(rows: readonly LookRow[]): Promise<void> {
  const of = rows[0]?.of ?? "";
  const first = await readCapture(of);
  const url = first ? lookAddress(first.statement) : null;
  if (!first || url === null) throw new FaultError("not-found");
  const startedAt = new Date().toISOString();
  const logins = rows.map((row) => row.body.login);
  const rules = await rulesInForce();
  const looks = await looker.look({ url, first: first.statement.extraction, logins, rules });
  for (const row of rows) {
    const look = looks.find(({ login }) => login === row.body.login);
    // The first capture may have been deleted while the page was asked for: then nobody wants a look at it.
    if (!look || (await readCards([of])).length === 0) throw new FaultError("not-found");
    const { scope } = first.statement.capture;
    await sealLook(row, look, { startedAt, scope, caseId: first.card.caseId });
  }
}

async function sealLook(
  { captureId, of }: LookRow,
  look: Look,
  { startedAt, scope, caseId }: Pick<CaptureFacts, "startedAt" | "scope"> & { caseId: string },
): Promise<void> {
  const { login, httpStatus, comparison, ...read } = look;
  const now = new Date().toISOString();
  const facts: CaptureFacts = {
    url: read.url,
    startedAt,
    sealedAt: now,
    trigger: "second-look",
    scope,
    tool: tool(),
    pack: read.pack ?? PACK,
    secondLook: { of, login, httpStatus, comparison },
  };
  const material: Material = { ...read, scope, html: null, fetches: [], rerendered: null };
  const picture = { picture: null, outcomes: read.outcomes.filter(({ step }) => step === "picture") };
  const composed = await compose(material, facts, picture, { images: new Map(), ms: 0 });
  const { statement, files, identifiers } = composed;
  await keepIdentifiers(identifiers);
  await storeCapture({ captureId, statement, files, now, caseId });
  void stampSoon();
}

const rowsFor = (of: string): LookRow[] => {
  const askedAt = new Date().toISOString();
  return [true, false].map((login) => ({
    captureId: toHex(crypto.getRandomValues(new Uint8Array(16))),
    of,
    state: "waiting",
    body: { login, askedAt, attempts: 0 },
  }));
};

/**
 * Trusted time as the background runs it: nothing at all unless the person switched it on. What is wanted follows from
 * the vault, so worker and browser may end at any moment: the next start, alarm or `online` goes on.
 */
import { browser } from "wxt/browser";
import { stampRequest } from "../evidence/stamp-request.ts";
import { toFault } from "../model/fault.ts";
import {
  keepToken,
  noteFailure,
  noteTry,
  openCheckpointStamp,
  openManifestStamp,
  type StampRow,
  type StampToken,
} from "../vault/stamps.ts";
import { getSetting } from "./settings.ts";
import { askAuthority } from "./stamp-ask.ts";
import { checkReply } from "./stamp-check.ts";
import type { Authority } from "./stamp-messages.ts";
import { backOff, CASES_APART_MS, dueOf, type LastAsked, type Wanted, wantedStamps } from "./stamp-plan.ts";

const ALARM = "stamps";
/** While offline, between two looks whether that is over: nothing is sent. Chromium tells its workers nothing of `online`. */
const OFFLINE_MS = 60_000;
/** The next case is asked for within so long, at a moment not to be foretold. */
const NEXT_CASE_MS = 5 * 60_000;
/** A bundle long given away gains little by a late stamp; the case's own checkpoints go on being tried for ever. */
const MANIFEST_TRIES = 12;
/** An idle background is ended after 30 s; any call to the browser begins the time anew. */
const AWAKE_EVERY_MS = 10_000;

/** A token that was kept. */
export interface Granted {
  nonce: string;
  token: StampToken;
}

let running: Promise<void> | null = null;
let last: LastAsked | null = null;

/** Sets the listeners; at the very start of a worker. */
export function listenToStamps(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) void askDue();
  });
  // The browser's start alone begins no worker: without a listener the queue would wait for the next click.
  browser.runtime.onStartup.addListener(() => undefined);
  // Firefox's background page hears this; in Chromium our pages pass it on, or the alarm finds out.
  globalThis.addEventListener("online", () => void askDue(true));
}

/** Asks for what is due and sets the alarm for the rest. `eager`: back-off and quiet time do not count; `online`: there is a connection, whatever the worker knows. Throws nothing. */
export async function askDue(eager = false, online = false): Promise<void> {
  while (running) await running;
  running = run(eager, online).catch((error: unknown) => {
    // The vault cannot be reached: what waits there waits for the next worker.
    console.error("time stamps", toFault(error).code);
  });
  await running.finally(() => {
    running = null;
  });
}

/** Something was sealed: sees to it that it gets its stamp in time. Asks nobody now. */
export async function stampSoon(): Promise<void> {
  try {
    const { on, authorities } = await getSetting("trustedTime");
    if (on) await setAlarm(await wantedStamps(authorities));
  } catch (error) {
    console.error("time stamps", toFault(error).code);
  }
}

async function run(eager: boolean, online: boolean): Promise<void> {
  const { on, authorities } = await getSetting("trustedTime");
  if (!on) {
    await browser.alarms.clear(ALARM);
    return;
  }
  const due = dueOf(await wantedStamps(authorities), Date.now(), eager, last);
  const [first] = due;
  if (first && (online || navigator.onLine !== false)) {
    last = { caseId: first.caseId, at: Date.now() };
    await awake(() => Promise.all(due.map((wanted) => stampWanted(wanted))));
  }
  await setAlarm(await wantedStamps(authorities));
}

async function setAlarm(wanted: readonly Wanted[]): Promise<void> {
  const now = Date.now();
  const soonest = Math.min(...wanted.map(({ at }) => at));
  if (!Number.isFinite(soonest)) {
    await browser.alarms.clear(ALARM);
    return;
  }
  // What is due even now is of another case, or there is no connection.
  const apart = CASES_APART_MS + Math.random() * (NEXT_CASE_MS - CASES_APART_MS);
  const wait = navigator.onLine === false ? OFFLINE_MS : apart;
  await browser.alarms.create(ALARM, { when: soonest <= now ? now + wait : soonest });
}

async function stampWanted({ caseId, authority, since, row }: Wanted): Promise<void> {
  const manifest = row?.body.subject === "manifest" ? row : null;
  await ask(manifest ?? (await openCheckpointStamp(caseId, { authority: authority.url, since })), authority);
}

/** One try. Gives the token with its nonce, when it is kept; null: the fault stays with the row. */
async function ask(row: StampRow, authority: Authority): Promise<Granted | null> {
  const attempts = row.body.attempts + 1;
  const { der, nonce } = await stampRequest(row.body.data);
  await noteTry(row.id, nonce, new Date(Date.now() + backOff(attempts)).toISOString());
  try {
    const reply = await askAuthority(authority.url, der);
    const now = new Date().toISOString();
    const token = await checkReply(reply, { data: row.body.data, nonce, authority, now });
    await keepToken({ ...row, body: { ...row.body, attempts } }, token, nonce);
    return { nonce, token };
  } catch (error) {
    const isOver = row.body.subject === "manifest" && attempts >= MANIFEST_TRIES;
    await noteFailure(row.id, toFault(error), isOver);
    return null;
  }
}

/**
 * Asks all chosen authorities for a stamp of an export's signature. What is not had in time stays in the queue.
 * One for each authority, null: not had; none where trusted time is off.
 * @throws FaultError `store-full`, `store-unavailable`
 */
export async function stampManifest(of: {
  caseId: string;
  size: number;
  data: Uint8Array;
}): Promise<(Granted | null)[]> {
  const { on, authorities } = await getSetting("trustedTime");
  if (!on) return [];
  const since = new Date().toISOString();
  const stamps = await awake(() =>
    Promise.all(
      authorities.map(async ({ url, root }) =>
        ask(await openManifestStamp(of.caseId, { ...of, authority: url, since }), { url, root }),
      ),
    ),
  );
  if (stamps.includes(null)) await stampSoon();
  return stamps;
}

async function awake<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), AWAKE_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

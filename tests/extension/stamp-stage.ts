/** Trusted time switched on in a vault of its own, with an authority by openssl behind `fetch`. Import before anything of the extension. */
import "fake-indexeddb/auto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { setSetting } from "../../lib/extension/settings.ts";
import { stampSoon } from "../../lib/extension/stamps.ts";
import { openCase } from "../../lib/vault/cases.ts";
import { settleClock } from "../../lib/vault/clock.ts";
import { database } from "../../lib/vault/database.ts";
import { storeCapture } from "../../lib/vault/store.ts";
import { makeTsa, type TestTsa } from "../fixtures/tsa.ts";
import { stubLocks } from "../vault/locks.ts";
import { capture, idOf } from "../vault/statement.ts";
import { browser } from "./browser.ts";

const START = Date.parse("2026-05-01T08:00:00.000Z");
export const MINUTE = 60_000;
export const URL_A = "http://tsa.example/tsr";
const folder = mkdtempSync(join(tmpdir(), "keepsake-stamps-"));
export let tsa: TestTsa;
export let stranger: TestTsa;

export type Body = Uint8Array<ArrayBuffer> | string | number | Error;
/** What the authority does next. */
export const authority: { answer(query: Uint8Array): Body } = { answer: () => 500 };
export const fetched = vi.fn(async (_url: string, init: RequestInit) => {
  const given = authority.answer(init.body as Uint8Array);
  if (given instanceof Error) throw given;
  return typeof given === "number" ? new Response("", { status: given }) : new Response(given);
});

beforeAll(() => {
  tsa = makeTsa(folder, { name: "Test TSA" });
  stranger = makeTsa(folder, { name: "Stranger" });
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  stubLocks();
  vi.stubGlobal("fetch", fetched);
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: START });
  settleClock();
  vi.clearAllMocks();
  browser.permissions.contains.mockResolvedValue(true);
  authority.answer = (query) => tsa.reply(query);
  await database.delete();
  await database.open();
});

export const switchOn = (root: string | null = tsa.rootPem, ...more: string[]) =>
  setSetting("trustedTime", { on: true, authorities: [URL_A, ...more].map((url) => ({ url, root })) });
/** Both clocks: one alone would be a jump. */
export const later = (ms: number) => vi.advanceTimersByTime(ms);
export const alarm = () => browser.alarms.create.mock.lastCall?.[1].when - Date.now();
export const entries = async () =>
  (await database.custody.toArray()).map((row) => JSON.parse(new TextDecoder().decode(row.body)));
export const stamped = async () => (await entries()).filter(({ type }) => type === "stamped");
export const rows = () => database.stamps.toArray();
/** Seals a made-up capture now. */
export async function keep(id: number, caseId = "default"): Promise<void> {
  const made = await capture(`bài ${id}`);
  const now = new Date().toISOString();
  made.statement.capture.sealedAt = now;
  await openCase(now, caseId);
  await storeCapture({ captureId: idOf(id), ...made, now, caseId });
  await stampSoon();
}

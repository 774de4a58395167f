/** Trusted time in the background: off unless wished, one stamp for a batch, nothing wrong kept, nothing lost, nothing doubled. */
import "fake-indexeddb/auto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sha256 } from "../../lib/evidence/digest.ts";
import { setSetting } from "../../lib/extension/settings.ts";
import { askDue, stampManifest, stampSoon } from "../../lib/extension/stamps.ts";
import { allUnanchored, anchorFacts } from "../../lib/vault/anchors.ts";
import { openCase } from "../../lib/vault/cases.ts";
import { database } from "../../lib/vault/database.ts";
import { storeCapture } from "../../lib/vault/store.ts";
import { makeTsa, type TestTsa } from "../fixtures/tsa.ts";
import { stubLocks } from "../vault/locks.ts";
import { capture, idOf, storeOne } from "../vault/statement.ts";
import { browser } from "./browser.ts";

vi.mock("wxt/browser", async () => ({ browser: (await import("./browser.ts")).browser }));

const START = Date.parse("2026-05-01T08:00:00.000Z");
const MINUTE = 60_000;
const URL_A = "http://tsa.example/tsr";
const folder = mkdtempSync(join(tmpdir(), "keepsake-stamps-"));
let tsa: TestTsa;
let stranger: TestTsa;

type Body = Uint8Array<ArrayBuffer> | string | number | Error;
let answer: (query: Uint8Array) => Body;
const fetched = vi.fn(async (_url: string, init: RequestInit) => {
  const given = answer(init.body as Uint8Array);
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
  vi.useFakeTimers({ toFake: ["Date"], now: START });
  vi.clearAllMocks();
  browser.permissions.contains.mockResolvedValue(true);
  answer = (query) => tsa.reply(query);
  await database.delete();
  await database.open();
});

const switchOn = (root: string | null = tsa.rootPem, ...more: string[]) =>
  setSetting("trustedTime", { on: true, authorities: [URL_A, ...more].map((url) => ({ url, root })) });
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const alarm = () => browser.alarms.create.mock.lastCall?.[1].when - Date.now();
const entries = async () =>
  (await database.custody.toArray()).map((row) => JSON.parse(new TextDecoder().decode(row.body)));
const stamped = async () => (await entries()).filter(({ type }) => type === "stamped");
const rows = () => database.stamps.toArray();
/** Seals a made-up capture now. */
async function keep(id: number, caseId = "default"): Promise<void> {
  const made = await capture(`bài ${id}`);
  const now = new Date().toISOString();
  made.statement.capture.sealedAt = now;
  await storeCapture({ captureId: idOf(id), ...made, now, caseId });
  await stampSoon();
}

describe("switched off", () => {
  it("asks nobody, sets no alarm, writes nothing", async () => {
    await keep(1);
    later(60 * MINUTE);
    await askDue();
    await askDue(true);
    expect(await stampManifest({ caseId: "default", size: 1, data: new Uint8Array(8) })).toEqual([]);
    expect(fetched).not.toHaveBeenCalled();
    expect(browser.alarms.create).not.toHaveBeenCalled();
    expect(await rows()).toEqual([]);
  });
});

describe("switched on", () => {
  beforeEach(() => switchOn());

  it("asks once for a batch, after a minute, as nobody; keeps the token with its entry", async () => {
    await keep(1);
    later(20_000);
    await keep(2);
    expect(alarm()).toBe(40_000);
    await askDue();
    expect(fetched).not.toHaveBeenCalled();
    later(40_000);
    await askDue();
    expect(fetched).toHaveBeenCalledTimes(1);
    const [url, init] = fetched.mock.lastCall ?? [];
    expect(url).toBe(URL_A);
    expect(init).toMatchObject({
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      headers: { "content-type": "application/timestamp-query" },
    });
    const [row] = await rows();
    expect(row).toMatchObject({ state: "granted", body: { subject: "checkpoint", size: 2, records: 2 } });
    const token = row?.body.token;
    expect(token).toMatchObject({ known: true, name: expect.stringContaining("Test TSA") });
    expect(await stamped()).toMatchObject([
      {
        commitment: await sha256(token?.bytes ?? new Uint8Array()),
        detail: { subject: "checkpoint", size: 2, genTime: token?.genTime },
      },
    ]);
    expect(JSON.stringify(await entries())).not.toContain("tsa.example");
    for (const seq of [0, 1])
      expect((await anchorFacts("default", seq)).anchor?.genTime).toBe(token?.genTime);
    expect(await allUnanchored()).toBeNull();
    // The entry of the stamp itself asks for no further stamp.
    later(60 * MINUTE);
    await askDue(true);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it("lets some minutes pass between two stamps", async () => {
    await keep(1);
    later(MINUTE);
    await askDue();
    await keep(2);
    expect(alarm()).toBe(5 * MINUTE);
    expect(await allUnanchored()).toEqual({ count: 1, since: new Date().toISOString(), fault: null });
  });

  it("keeps trying, later and later, and covers what came meanwhile", async () => {
    answer = () => new TypeError("Failed to fetch");
    await keep(1);
    later(MINUTE);
    await askDue();
    expect(alarm()).toBe(MINUTE);
    later(MINUTE);
    await askDue();
    expect(alarm()).toBe(2 * MINUTE);
    await askDue();
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(await rows()).toMatchObject([
      { state: "waiting", body: { attempts: 2, fault: { code: "stamp-unreachable" } } },
    ]);
    expect(await allUnanchored()).toMatchObject({ count: 1, fault: { code: "stamp-unreachable" } });
    await keep(2);
    answer = (query) => tsa.reply(query);
    await askDue(true);
    expect(await rows()).toMatchObject([{ state: "granted", body: { size: 2, records: 2 } }]);
    expect((await rows())[0]?.body.fault).toBeUndefined();
    expect(await allUnanchored()).toBeNull();
  });

  it.each<[string, (query: Uint8Array) => Body, string?]>([
    ["garbage", () => Uint8Array.of(1, 2, 3)],
    ["a page", () => "<html>Wi-Fi login</html>"],
    ["nothing", () => ""],
    ["more than a stamp can be", () => new Uint8Array(200_000)],
    ["a stamp by another signer", (query: Uint8Array) => stranger.reply(query)],
    ["an error", () => 500, "stamp-unreachable"],
    ["no grant", (query: Uint8Array) => tsa.reply(query.slice(0, 20)), "stamp-refused"],
  ])("keeps nothing of %s, and says so", async (_, given, code = "stamp-wrong") => {
    answer = given;
    await keep(1);
    await askDue(true);
    expect(await rows()).toMatchObject([{ state: "waiting", body: { fault: { code } } }]);
    expect((await rows())[0]?.body.token).toBeUndefined();
    expect(await stamped()).toEqual([]);
  });

  it("takes no old answer for a new one", async () => {
    let first: Uint8Array<ArrayBuffer> | null = null;
    answer = (query) => {
      first ??= tsa.reply(query);
      return first;
    };
    await keep(1);
    await askDue(true);
    await keep(2);
    await askDue(true);
    expect(await stamped()).toHaveLength(1);
    const waiting = (await rows()).find((row) => row.state === "waiting");
    expect(waiting?.body.fault?.code).toBe("stamp-wrong");
    expect(waiting?.body.fault?.detail).toContain("stamp-other-nonce");
  });

  it("sends nothing to an address that the browser does not allow", async () => {
    browser.permissions.contains.mockResolvedValue(false);
    await keep(1);
    await askDue(true);
    expect(fetched).not.toHaveBeenCalled();
    expect(await rows()).toMatchObject([{ body: { fault: { code: "stamp-not-allowed" } } }]);
  });

  it("asks no sooner for being asked twice, and keeps one token", async () => {
    await keep(1);
    await Promise.all([askDue(true), askDue(true), askDue()]);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(await stamped()).toHaveLength(1);
  });

  it("does not stamp two cases at one time", async () => {
    await openCase(new Date().toISOString(), "other");
    await keep(1, "other");
    later(1000);
    await keep(2);
    later(10 * MINUTE);
    await askDue(true);
    expect((await rows()).map(({ caseId }) => caseId)).toEqual(["other"]);
    expect(alarm()).toBeGreaterThanOrEqual(MINUTE);
    later(alarm());
    await askDue();
    expect((await rows()).map(({ caseId }) => caseId).sort()).toEqual(["default", "other"]);
  });

  it("stamps the signature of an export, or lets it wait", async () => {
    await storeOne(1);
    const of = { caseId: "default", size: 1, data: new TextEncoder().encode("signature") };
    const [granted] = await stampManifest(of);
    expect(granted?.token.known).toBe(true);
    answer = () => 503;
    expect(await stampManifest(of)).toEqual([null]);
    answer = (query) => tsa.reply(query);
    await askDue(true);
    const states = (await rows()).filter(({ body }) => body.subject === "manifest").map(({ state }) => state);
    expect(states).toEqual(["granted", "granted"]);
    expect((await stamped()).map(({ detail }) => detail.subject).sort()).toEqual([
      "checkpoint",
      "manifest",
      "manifest",
    ]);
  });
});

it("keeps a stamp without a known root only of an address that has none, and says that it is not known", async () => {
  await switchOn(null);
  await keep(1);
  await askDue(true);
  expect((await anchorFacts("default", 0)).anchor).toMatchObject({ known: false });
});

it("asks both authorities, and one that is silent holds up nothing", async () => {
  await switchOn(tsa.rootPem, "https://second.example/");
  let asked = 0;
  answer = (query) => (asked++ === 0 ? 500 : tsa.reply(query));
  await keep(1);
  await askDue(true);
  expect(fetched.mock.calls.map(([url]) => url).sort()).toEqual([URL_A, "https://second.example/"]);
  expect((await rows()).map(({ state }) => state).sort()).toEqual(["granted", "waiting"]);
  expect((await anchorFacts("default", 0)).anchor).not.toBeNull();
});

/** Trusted time in the background: off unless wished, one stamp for a batch, nothing lost, nothing doubled. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { sha256 } from "../../lib/evidence/digest.ts";
import { setSetting } from "../../lib/extension/settings.ts";
import { askDue, stampManifest } from "../../lib/extension/stamps.ts";
import { allUnanchored, anchorFacts } from "../../lib/vault/anchors.ts";
import { openCase } from "../../lib/vault/cases.ts";
import { storeOne } from "../vault/statement.ts";
import { browser } from "./browser.ts";
import {
  alarm,
  authority,
  entries,
  fetched,
  keep,
  later,
  MINUTE,
  rows,
  stamped,
  switchOn,
  tsa,
  URL_A,
} from "./stamp-stage.ts";

vi.mock("wxt/browser", async () => ({ browser: (await import("./browser.ts")).browser }));

describe("switched off", () => {
  it("asks nobody, sets no alarm, writes nothing", async () => {
    await setSetting("trustedTime", { on: false, authorities: [{ url: URL_A, root: null }] });
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
    authority.answer = () => new TypeError("Failed to fetch");
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
    authority.answer = (query) => tsa.reply(query);
    await askDue(true);
    expect(await rows()).toMatchObject([{ state: "granted", body: { size: 2, records: 2 } }]);
    expect((await rows())[0]?.body.fault).toBeUndefined();
    expect(await allUnanchored()).toBeNull();
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
    authority.answer = () => 503;
    expect(await stampManifest(of)).toEqual([null]);
    authority.answer = (query) => tsa.reply(query);
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
  authority.answer = (query) => (asked++ === 0 ? 500 : tsa.reply(query));
  await keep(1);
  await askDue(true);
  expect(fetched.mock.calls.map(([url]) => url).sort()).toEqual([URL_A, "https://second.example/"]);
  expect((await rows()).map(({ state }) => state).sort()).toEqual(["granted", "waiting"]);
  expect((await anchorFacts("default", 0)).anchor).not.toBeNull();
});

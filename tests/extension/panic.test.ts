/** Panic cut short after every single step, as a killed browser would: the next start leaves nothing, and no mark. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./panic-browser.ts"));
vi.mock("#browser", () => ({
  exporter: { end: async () => undefined },
  sender: { state: async () => ({ writing: [], sending: null }) },
}));

import { isMeant } from "../../lib/extension/panic-key.ts";
import { database } from "../../lib/vault/database.ts";
import { gate, readHeader } from "../../lib/vault/gate.ts";
import { newSecrets, wrapSecrets } from "../../lib/vault/header.ts";
import { dropKey, holdKey } from "../../lib/vault/keyring.ts";
import { stubLocks } from "../vault/locks.ts";
import { calls, dieAfter, fresh, given, local, session } from "./panic-browser.ts";

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);
/** A background of its own: what it holds in memory ends with it. */
const background = () => {
  vi.resetModules();
  return import("../../lib/extension/panic.ts");
};

beforeEach(async () => {
  stubLocks();
  fresh();
  const secrets = await newSecrets();
  holdKey(secrets.dataKey);
  await gate.open();
  await gate.headers.put({ id: "header", header: await wrapSecrets(secrets, null) });
  await database.open();
  await database.settings.put({ key: "one", body: "kept" });
  session.set("vault:secrets", "secret");
});

const expectFresh = async () => {
  expect(await databases()).toEqual([]);
  expect([...local.keys(), ...session.keys()]).toEqual([]);
  expect(given.origins).toEqual(["https://*.facebook.com/*"]);
  expect(given.downloads.map(({ id }) => id)).toEqual([2]);
};

describe("panic", () => {
  it("destroys all, keys first, and starts the extension anew", async () => {
    await (await background()).panic();
    await expectFresh();
    expect(calls).toContain("runtime.reload");
    expect(calls.indexOf("local.set")).toBe(0);
    expect(calls.indexOf("session.clear")).toBeLessThan(calls.indexOf("downloads.erase"));
    expect(calls.at(-2)).toBe("local.clear");
  });

  it("does it while locked too", async () => {
    dropKey();
    await (await background()).panic();
    await expectFresh();
  });

  it("is finished at the next start, wherever it was cut short", async () => {
    await (await background()).panic();
    const steps = calls.length;
    expect(steps).toBeGreaterThan(8);
    for (let after = 1; after < steps; after++) {
      fresh();
      const secrets = await newSecrets();
      await gate.open();
      await gate.headers.put({ id: "header", header: await wrapSecrets(secrets, null) });
      session.set("vault:secrets", "secret");
      dieAfter(after);
      const dying = (await background()).panic();
      await Promise.race([dying, vi.waitFor(() => expect(calls.length).toBeGreaterThan(after))]);
      dieAfter(Number.POSITIVE_INFINITY);
      await (await background()).finishPanic();
      await expectFresh();
    }
  });

  it("leaves an extension alone in which nothing was destroyed", async () => {
    await (await background()).finishPanic();
    expect(await readHeader()).toMatchObject({ kind: "open" });
    expect(await databases()).toContain("kept");
    expect(session.size).toBe(1);
  });

  it("is finished where only the keys' own mark reached the disk", async () => {
    const { destroyKeys } = await import("../../lib/vault/wipe.ts");
    await destroyKeys();
    await (await background()).finishPanic();
    await expectFresh();
  });
});

it("counts a shortcut only when it is pressed twice within two seconds", () => {
  expect([isMeant(10_000), isMeant(12_001), isMeant(14_000), isMeant(14_100), isMeant(14_200)]).toEqual([
    false,
    false,
    true,
    false,
    true,
  ]);
});

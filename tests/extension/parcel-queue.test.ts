/** The queue of parcels: its order, its pauses and deaths, partners who are gone, receipts handed in. */
import "fake-indexeddb/auto";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));
vi.mock("#browser", async () => (await import("./parcel-stage.ts")).hostOf());
vi.mock("../../lib/extension/parcel-files.ts", async () => (await import("./parcel-stage.ts")).parcelFiles);
vi.mock("../../lib/extension/parcel-partner.ts", async () => (await import("./parcel-stage.ts")).partners);
vi.mock("tus-js-client", async () => (await import("./parcel-stage.ts")).tusOfBrowsers());

import { haltQueue, turnQueue } from "../../lib/extension/parcel-queue.ts";
import { sendingNow } from "../../lib/extension/sender.ts";
import { lockVault, protectVault, unlockVault } from "../../lib/extension/vault-keeper.ts";
import type { FaultCode } from "../../lib/model/fault.ts";
import { readParcel } from "../../lib/vault/parcels.ts";
import { removeCase } from "../../lib/vault/remove-case.ts";
import { say, until as well } from "../partner/misdeeds.ts";
import {
  ask,
  beginAnew,
  body,
  clearAway,
  expectDelivery,
  key,
  other,
  receiptOf,
  settled,
  there,
  wellAgain,
} from "./parcel-life.ts";
import { actsOf, addOne, bytes, fileOf, files, PARCEL, partner } from "./parcel-stage.ts";

beforeEach(beginAnew);
afterAll(clearAway);

describe("the queue", () => {
  it.each<[string, FaultCode]>([
    ["removed", "partner-gone"],
    ["expired", "profile-expired"],
    ["without an address", "no-intake"],
  ])("says it where the partner is %s meanwhile, and waits for the person", async (_, fault) => {
    await addOne();
    partner.gone = fault;
    await settled();
    expect(await body()).toMatchObject({ state: "failed", fault: { code: fault } });
    expect(files.has(PARCEL)).toBe(true);
    partner.gone = "";
    await expectDelivery();
  });

  it("sends nothing of a file that is missing or not whole", async () => {
    await addOne();
    files.set(PARCEL, fileOf(bytes.subarray(1)));
    await settled();
    expect(await body()).toMatchObject({ state: "failed", fault: { code: "parcel-gone" } });
  });

  it("goes on after a death: what was being sent is ready again, the place is kept", async () => {
    const uploadUrl = `${there.intake}/0123456789abcdef0123456789abcdef`;
    await addOne({ state: "sending", uploadUrl, sent: 7 });
    there.does = well("HEAD", say(503));
    await settled();
    expect(await body()).toMatchObject({ state: "ready", uploadUrl, fault: { code: "send-busy" } });
  });

  it("sends one after the other, in the order they were begun; one that waits holds up nobody", async () => {
    const second = PARCEL.replace(/^0/, "1");
    await addOne({ notBefore: "2999-01-01T00:00:00.000Z" });
    await addOne({ startedAt: "2026-05-01T09:00:00.000Z" }, second);
    wellAgain();
    await settled(false);
    await vi.waitFor(async () => expect((await readParcel(second))?.body.state).toBe("delivered"));
    expect((await body()).state).toBe("ready");
  });

  it("stops while the vault is locked, and keeps where it was", async () => {
    await addOne();
    there.does = well("PATCH", () => undefined);
    await turnQueue();
    await vi.waitFor(async () => expect((await body()).uploadUrl).not.toBeNull());
    await haltQueue();
    expect(sendingNow()).toBeNull();
    expect((await body()).uploadUrl).not.toBeNull();
    expect(files.has(PARCEL)).toBe(true);
  });

  it("sends nothing while the vault is locked, and goes on when it is opened", {
    timeout: 60_000,
  }, async () => {
    await protectVault("sông lặng trôi qua bến");
    await addOne();
    const asked: string[] = [];
    wellAgain();
    there.server.on("request", ({ method }) => asked.push(method ?? ""));
    await lockVault();
    await turnQueue(true);
    expect([sendingNow(), asked]).toEqual([null, []]);
    await unlockVault("sông lặng trôi qua bến");
    await expectDelivery();
  });

  it("stops what is of a case that was deleted, and keeps nothing of it", async () => {
    await addOne();
    there.does = well("PATCH", () => undefined);
    await turnQueue();
    await vi.waitFor(async () => expect((await body()).uploadUrl).not.toBeNull());
    await removeCase("default");
    await turnQueue();
    expect(sendingNow()).toBeNull();
    expect(files.size).toBe(0);
    expect(await ask.list()).toEqual([]);
  });

  it("paused on the way, it knows how far it is, and goes on from there", async () => {
    await addOne({ limit: 100_000 });
    wellAgain();
    await turnQueue();
    await vi.waitFor(async () => expect((await ask.list())[0]?.sent).toBeGreaterThanOrEqual(100_000), 5000);
    await ask.pause();
    await vi.waitFor(async () => expect((await body()).sent).toBeGreaterThanOrEqual(100_000));
    expect((await body()).state).toBe("paused");
    const methods: string[] = [];
    there.server.on("request", ({ method }) => methods.push(method ?? ""));
    await ask.resume();
    await expectDelivery();
    expect(methods).not.toContain("POST");
  });

  it("forgets what is called off, and tells the intake", async () => {
    await addOne();
    const deleted: string[] = [];
    there.does = (request, response) => {
      if (request.method === "DELETE") deleted.push(request.url ?? "");
      well("PATCH", (_, late) => void (late.writableEnded || undefined))(request, response);
    };
    await turnQueue();
    await vi.waitFor(async () => expect((await body()).uploadUrl).not.toBeNull());
    await ask.cancel();
    expect(await readParcel(PARCEL)).toBeNull();
    expect(files.size).toBe(0);
    await vi.waitFor(() => expect(deleted).toHaveLength(1));
  });

  it("says where the same was handed to the same partner before", async () => {
    const again = PARCEL.replace(/^0/, "1");
    await addOne({ state: "delivered" });
    await addOne({ state: "paused", startedAt: "2026-05-01T09:00:00.000Z" }, again);
    expect((await ask.list()).map(({ before }) => before)).toEqual([undefined, "2026-05-01T08:00:00.000Z"]);
  });

  it("takes a receipt handed in for a file that was saved; for no other file, and by no other key", async () => {
    await addOne({ state: "saved", how: "save" });
    await expect(ask.receipt("xin cảm ơn")).rejects.toMatchObject({ code: "receipt-malformed" });
    await expect(
      ask.receipt(await receiptOf(key, { ciphertext: `sha256:${"0".repeat(64)}` })),
    ).rejects.toMatchObject({
      code: "receipt-other-file",
    });
    await expect(ask.receipt(await receiptOf(other))).rejects.toMatchObject({ code: "receipt-other-key" });
    expect((await body()).state).toBe("saved");
    expect(await ask.receipt(await receiptOf(key, { checkpoint: "keepsake-0\n1\nAAAA\n" }))).toEqual({
      parcelId: PARCEL,
    });
    expect(await body()).toMatchObject({ state: "delivered", receipt: { opened: true } });
    expect(await actsOf()).toEqual(["receipt"]);
  });
});

/** Each fault of an intake through the queue: what is said, whether it is tried again, and that the same file gets there in the end. */
import "fake-indexeddb/auto";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));
vi.mock("#browser", async () => (await import("./parcel-stage.ts")).hostOf());
vi.mock("../../lib/extension/parcel-files.ts", async () => (await import("./parcel-stage.ts")).parcelFiles);
vi.mock("../../lib/extension/parcel-partner.ts", async () => (await import("./parcel-stage.ts")).partners);
vi.mock("tus-js-client", async () => (await import("./parcel-stage.ts")).tusOfBrowsers());

import { turnQueue } from "../../lib/extension/parcel-queue.ts";
import { sendingNow } from "../../lib/extension/sender.ts";
import type { FaultCode } from "../../lib/model/fault.ts";
import { messages } from "../components/language.ts";
import { misdeeds, misdeedsOnResuming, say, until as well } from "../partner/misdeeds.ts";
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
import { actsOf, addOne, bytes, files, PARCEL, partner } from "./parcel-stage.ts";

beforeEach(beginAnew);
afterAll(clearAway);

/** Faults that the person has to mend; all others are tried again by themselves. */
const FOR_THE_PERSON = new Set<string>(["send-refused"]);
const words = (code: string) =>
  [messages.en, messages.vi].map((all) => all[`fault_${code.replaceAll("-", "_")}`]);
/** Receipts that do not count. */
const RECEIPTS = {
  "other-file": () => receiptOf(key, { ciphertext: `sha256:${"0".repeat(64)}` }),
  "other-key": () => receiptOf(other),
  none: async () => "<html>thanks</html>",
  signature: () => receiptOf(key, {}, other),
};

describe("an intake that misbehaves", () => {
  it.each(misdeeds(bytes.length))("%s", async (_, misdeed, fault) => {
    await addOne();
    there.does = misdeed;
    await settled();
    const held = await body();
    const forThePerson = FOR_THE_PERSON.has(fault);
    expect(held.fault?.code).toBe(fault);
    expect(held.state).toBe(forThePerson ? "failed" : "ready");
    expect(held.notBefore === null).toBe(forThePerson);
    for (const sentence of words(fault)) expect(sentence?.message.length).toBeGreaterThan(20);
    expect(files.get(PARCEL)?.size).toBe(bytes.length);
    expect(await actsOf()).toEqual([]);
    await expectDelivery();
  });

  it.each(misdeedsOnResuming(bytes.length))("asked to go on: %s", async (_, misdeed, fault) => {
    await addOne({ uploadUrl: `${there.intake}/0123456789abcdef0123456789abcdef`, sent: 5 });
    there.does = misdeed;
    await settled();
    const held = await body();
    expect(held.fault?.code).toBe(fault);
    // Only who has lost it is sent everything again, and then the same.
    expect(held.uploadUrl === null).toBe(fault === "send-gone");
    expect(files.get(PARCEL)?.size).toBe(bytes.length);
    await expectDelivery();
  });

  it.each<[string, keyof typeof RECEIPTS, FaultCode]>([
    ["of another file", "other-file", "receipt-other-file"],
    ["by another key", "other-key", "receipt-other-key"],
    ["that is none", "none", "receipt-malformed"],
    ["whose signature does not hold", "signature", "receipt-signature"],
  ])(
    "gives a receipt %s: not delivered, nothing lost, and the true one still counts",
    async (_, kind, fault) => {
      await addOne();
      const said = await RECEIPTS[kind]();
      wellAgain({ receipts: (_, response) => void response.writeHead(200).end(said) });
      await settled();
      const held = await body();
      expect(held).toMatchObject({ state: "sent", fault: { code: fault } });
      expect(held.notBefore).not.toBeNull();
      expect(files.get(PARCEL)?.size).toBe(bytes.length);
      expect(await actsOf()).toEqual(["uploaded"]);
      wellAgain();
      await turnQueue(true);
      expect((await body()).state).toBe("delivered");
      expect(await actsOf()).toEqual(["uploaded", "receipt"]);
    },
  );

  it("has no receipt yet: it is asked again; one who names no key gives none, and that is the end", async () => {
    await addOne();
    wellAgain({ receipts: say(404) });
    await settled();
    expect(await body()).toMatchObject({ state: "sent", attempts: 1 });
    expect((await body()).fault).toBeUndefined();
    partner.keys = [];
    await turnQueue(true);
    expect(await body()).toMatchObject({ state: "sent", notBefore: null, uploadUrl: null });
    expect(files.size).toBe(0);
  });

  it("hangs: it stops where the person says so, and goes on from there", async () => {
    await addOne();
    there.does = well("POST", () => undefined);
    await turnQueue();
    await vi.waitFor(() => expect(sendingNow()).toBe(PARCEL));
    await ask.pause();
    expect(await body()).toMatchObject({ state: "paused" });
    expect(sendingNow()).toBeNull();
    await turnQueue(true);
    expect(sendingNow()).toBeNull();
    await ask.resume();
    await expectDelivery();
  });
});

/** Each fault of an intake through the queue: what is said, whether it is tried again, and that the same file gets there in the end. */
import "fake-indexeddb/auto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));
vi.mock("#browser", async () => (await import("./parcel-stage.ts")).hostOf());
vi.mock("../../lib/extension/parcel-files.ts", async () => (await import("./parcel-stage.ts")).parcelFiles);
vi.mock("tus-js-client", async () => (await import("./parcel-stage.ts")).tusOfBrowsers());
const partner = vi.hoisted(() => ({ intake: "", keys: [] as string[], gone: "" }));
vi.mock("../../lib/extension/parcel-partner.ts", async () => {
  const { FaultError } = await import("../../lib/model/fault.ts");
  const unlessGone = async <T>(there: T): Promise<T> => {
    if (partner.gone) throw new FaultError(partner.gone as "partner-gone");
    return there;
  };
  return {
    keptPartner: () => unlessGone({ token: null }),
    partnerOf: () => unlessGone({ profile: { receiptKeys: partner.keys } }),
    intakeOf: () => unlessGone({ intake: partner.intake, token: null }),
  };
});

import { createIntake } from "../../lib/cli/intake-server.ts";
import { newSigningKey } from "../../lib/evidence/signing-key.ts";
import { haltQueue, turnQueue } from "../../lib/extension/parcel-queue.ts";
import { parcelHandlers } from "../../lib/extension/parcels.ts";
import { sendingNow } from "../../lib/extension/sender.ts";
import { keepVault } from "../../lib/extension/vault-keeper.ts";
import type { FaultCode } from "../../lib/model/fault.ts";
import { database } from "../../lib/vault/database.ts";
import { gate } from "../../lib/vault/gate.ts";
import { dropKey } from "../../lib/vault/keyring.ts";
import { readParcel } from "../../lib/vault/parcels.ts";
import { messages } from "../components/language.ts";
import { misdeeds, misdeedsOnResuming, say, until as well } from "../partner/misdeeds.ts";
import { stubLocks } from "../vault/locks.ts";
import { session } from "./browser.ts";
import {
  actsOf,
  addOne,
  bytes,
  type Changing,
  changingServer,
  digest,
  fileOf,
  files,
  PARCEL,
} from "./parcel-stage.ts";

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
const [key, other] = [
  await newSigningKey("keepsake-receipt-key"),
  await newSigningKey("keepsake-receipt-key"),
];
const good = createIntake({ folder, receiptKey: key, atMost: 1e9, tokens: null });
const from = { url: "" };
let there: Changing;

const body = async () => {
  const row = await readParcel(PARCEL);
  if (!row) throw new Error("the parcel is gone");
  return row.body;
};
/** Until nothing is sent and the queue rests. */
const settled = async (eager = true) => {
  await turnQueue(eager);
  await vi.waitFor(() => expect(sendingNow()).toBeNull(), { timeout: 10_000 });
  await turnQueue();
};
const wellAgain = () => {
  there.does = (request, response) => void good.emit("request", request, response);
};
const arrived = async () => {
  const { disclosures } = await body();
  expect(disclosures.length).toBeGreaterThan(0);
  return readFileSync(join(folder, place));
};
let place = "";

beforeAll(async () => {
  there = await changingServer();
});
afterAll(async () => {
  there.server.closeAllConnections();
  await new Promise((resolve) => there.server.close(resolve));
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  vi.clearAllMocks();
  stubLocks();
  session.clear();
  files.clear();
  place = "";
  Object.assign(partner, { intake: there.intake, keys: [key.publicKey], gone: "" });
  dropKey();
  keepVault(() => undefined);
  await database.delete();
  await gate.delete();
  await gate.open();
  await database.open();
});

/** Faults that the person has to mend; all others are tried again by themselves. */
const FOR_THE_PERSON = new Set<string>(["send-refused"]);
const words = (code: string) =>
  [messages.en, messages.vi].map((all) => all[`fault_${code.replaceAll("-", "_")}`]);

/** Whatever happened before: now all is well, and the file gets there as it was. */
async function expectDelivery(): Promise<void> {
  wellAgain();
  const { state } = await body();
  if (state === "failed") await parcelHandlers["parcel/resume"]({ parcelId: PARCEL }, from);
  place = "";
  const watch = (request: { url?: string | undefined }) => {
    place = /^\/files\/([0-9a-f]{32})/.exec(request.url ?? "")?.[1] ?? place;
  };
  good.on("request", watch);
  await vi.waitFor(
    async () => {
      await settled();
      expect((await body()).state).toBe("delivered");
    },
    { timeout: 15_000 },
  );
  good.off("request", watch);
  expect((await arrived()).equals(bytes)).toBe(true);
  expect(await actsOf()).toEqual(["uploaded", "receipt"]);
  // Delivered: nothing of it waits here any longer.
  expect(files.size).toBe(0);
}

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

  it.each<[string, string, FaultCode]>([
    ["of another file", "other-file", "receipt-other-file"],
    ["by another key", "other-key", "receipt-other-key"],
    ["that is none", "none", "receipt-malformed"],
    ["whose signature does not hold", "signature", "receipt-signature"],
  ])(
    "gives a receipt %s: not delivered, nothing lost, and the true one still counts",
    async (_, kind, fault) => {
      await addOne();
      const { writeReceipt } = await import("../../lib/partner/receipt.ts");
      const { signerOf } = await import("../../lib/evidence/signing-key.ts");
      const by = kind === "other-key" ? other : key;
      const text = await writeReceipt(
        {
          v: 1,
          type: "receipt",
          ciphertext:
            kind === "other-file" ? digest.replace(/.$/, (last) => (last === "0" ? "1" : "0")) : digest,
          bytes: bytes.length,
          receivedAt: "2026-05-02T08:00:00.000Z",
          checkpoint: null,
          publicKey: by.publicKey,
        },
        (await signerOf(kind === "signature" ? other : by)).sign,
      );
      const said = kind === "none" ? "<html>thanks</html>" : text;
      there.does = (request, response) =>
        request.url?.includes("/receipts/")
          ? void response.writeHead(200).end(said)
          : void good.emit("request", request, response);
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
    there.does = (request, response) =>
      request.url?.includes("/receipts/")
        ? say(404)(request, response)
        : void good.emit("request", request, response);
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
    await parcelHandlers["parcel/pause"]({ parcelId: PARCEL }, from);
    expect(await body()).toMatchObject({ state: "paused" });
    expect(sendingNow()).toBeNull();
    await turnQueue(true);
    expect(sendingNow()).toBeNull();
    await parcelHandlers["parcel/resume"]({ parcelId: PARCEL }, from);
    await expectDelivery();
  });
});

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

  it("forgets what is called off, and tells the intake", async () => {
    await addOne();
    const deleted: string[] = [];
    there.does = (request, response) => {
      if (request.method === "DELETE") deleted.push(request.url ?? "");
      well("PATCH", (_, late) => void (late.writableEnded || undefined))(request, response);
    };
    await turnQueue();
    await vi.waitFor(async () => expect((await body()).uploadUrl).not.toBeNull());
    await parcelHandlers["parcel/cancel"]({ parcelId: PARCEL }, from);
    expect(await readParcel(PARCEL)).toBeNull();
    expect(files.size).toBe(0);
    await vi.waitFor(() => expect(deleted).toHaveLength(1));
  });

  it("says where the same was handed to the same partner before", async () => {
    const again = PARCEL.replace(/^0/, "1");
    await addOne({ state: "delivered" });
    await addOne({ state: "paused", startedAt: "2026-05-01T09:00:00.000Z" }, again);
    const { parcels } = await parcelHandlers["parcel/list"]({}, from);
    expect(parcels.map(({ before }) => before)).toEqual([undefined, "2026-05-01T08:00:00.000Z"]);
  });

  it("takes a receipt handed in for a file that was saved; for no other file, and by no other key", async () => {
    const { writeReceipt } = await import("../../lib/partner/receipt.ts");
    const { signerOf } = await import("../../lib/evidence/signing-key.ts");
    const receipt = async (by: typeof key, ciphertext = digest) =>
      writeReceipt(
        {
          v: 1,
          type: "receipt",
          ciphertext,
          bytes: bytes.length,
          receivedAt: "2026-05-02T08:00:00.000Z",
          checkpoint: "keepsake-0\n1\nAAAA\n",
          publicKey: by.publicKey,
        },
        (await signerOf(by)).sign,
      );
    await addOne({ state: "saved", how: "save" });
    const hand = (text: string) => parcelHandlers["parcel/receipt"]({ receipt: text }, from);
    await expect(hand("xin cảm ơn")).rejects.toMatchObject({ code: "receipt-malformed" });
    await expect(hand(await receipt(key, `sha256:${"0".repeat(64)}`))).rejects.toMatchObject({
      code: "receipt-other-file",
    });
    await expect(hand(await receipt(other))).rejects.toMatchObject({ code: "receipt-other-key" });
    expect((await body()).state).toBe("saved");
    expect(await hand(await receipt(key))).toEqual({ parcelId: PARCEL });
    expect(await body()).toMatchObject({ state: "delivered", receipt: { opened: true } });
    expect(await actsOf()).toEqual(["receipt"]);
  });
});

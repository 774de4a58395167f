/** Nothing of what is kept, whatever kind it is of, lies in clear in any table: sealed rows, letters, index values. */
import "fake-indexeddb/auto";
import { beforeEach, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));
vi.mock("../../lib/extension/shot.ts", () => ({ photograph: vi.fn() }));
vi.mock("../../lib/extension/looks.ts", () => ({ looksAfter: async () => [], startLooks: vi.fn() }));
vi.mock("../../lib/extension/stamps.ts", () => ({ askDue: vi.fn(), stampSoon: vi.fn() }));

import { beginCapture, finishCapture } from "../../lib/extension/recorder.ts";
import { keepVault, lockVault, protectVault } from "../../lib/extension/vault-keeper.ts";
import { chooseCase, createCase } from "../../lib/vault/case-list.ts";
import { database } from "../../lib/vault/database.ts";
import { getLetter, letterIds } from "../../lib/vault/gate.ts";
import { noteHanded } from "../../lib/vault/handed.ts";
import { writeNote } from "../../lib/vault/notes.ts";
import type { ParcelBody } from "../../lib/vault/parcel-body.ts";
import { stubLocks } from "../vault/locks.ts";
import { rawText, rowsOf } from "../vault/raw-text.ts";
import { material } from "./material.ts";

const TAB = 7;

beforeEach(() => {
  stubLocks();
  keepVault(() => undefined);
});

async function capture(text: string): Promise<{ captureId: string }> {
  const captureId = await beginCapture(TAB, "button");
  await finishCapture(captureId, TAB, material(0, { text }));
  return { captureId };
}

it("lets no marker of anything kept lie in clear, in any table", { timeout: 120_000 }, async () => {
  const MARKERS = [
    "MARKERtext",
    "MARKERnote",
    "MARKERcase",
    "MARKERsetting",
    "MARKERheld",
    "MARKERpartner",
    "MARKERparcel",
  ];
  await protectVault("sông lặng trôi qua bến");
  const { captureId } = await capture("MARKERtext");
  const other = await createCase("MARKERcase", new Date().toISOString());
  await chooseCase(other);
  await writeNote(captureId, "MARKERnote");
  await database.settings.put({ key: "MARKERsetting", body: "MARKERsetting" });
  await database.looks.add({
    captureId: "MARKERtext",
    of: captureId,
    state: "waiting",
    body: { login: true, askedAt: "MARKERtext", attempts: 0 },
  });
  await database.stamps.add({
    id: "MARKERtext",
    caseId: other,
    state: "waiting",
    body: {
      subject: "manifest",
      data: Buffer.from("MARKERtext"),
      size: 1,
      records: 1,
      authority: "MARKERtext",
      since: "",
      notBefore: "",
      attempts: 0,
    },
  });
  await database.partners.add({
    id: "MARKERpartner",
    body: { file: "MARKERpartner", addedAt: "", comparedAt: null, token: "MARKERpartner" },
  });
  await noteHanded("MARKERpartner", other, [0]);
  await database.parcels.add({
    id: "MARKERparcel",
    caseId: other,
    body: { partnerId: "MARKERpartner", fileName: "MARKERparcel", uploadUrl: "MARKERparcel" } as ParcelBody,
  });
  await beginCapture(TAB, "button");
  await lockVault();
  await capture("MARKERheld");
  await beginCapture(TAB, "button");
  expect((await getLetter((await letterIds())[0] ?? ""))?.cipher.size).toBeGreaterThan(0);
  const raw = await rawText();
  const telling = [
    ...MARKERS,
    captureId,
    other,
    "facebook",
    "text.txt",
    "waiting",
    "secondLook",
    "PRIVATE KEY",
    "AGE-SECRET",
  ];
  for (const marker of telling) {
    const forms = [
      marker,
      Buffer.from(marker).toString("base64").slice(0, 12),
      Buffer.from(marker, "utf16le").toString("latin1"),
    ];
    for (const form of forms) expect(raw.includes(form), marker).toBe(false);
  }
  const names = database.tables.map((table) => table.name);
  for (const name of names) expect(await rowsOf(name), `nothing was put into ${name}`).toBeGreaterThan(0);
});

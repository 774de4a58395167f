/** What leads back to the witness never leaves the vault: an export that would carry it writes no file, and says where it stood. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";

const sinks = vi.hoisted(() => ({ written: [] as Uint8Array[], finished: 0 }));
const parcels = vi.hoisted(() => ({ written: [] as Uint8Array<ArrayBuffer>[], removed: 0 }));
vi.mock("wxt/browser", async () => import("./browser.ts"));
vi.mock("../../lib/extension/sink.ts", () => ({
  openSink: async () => ({
    writable: new WritableStream({ write: (chunk: Uint8Array) => void sinks.written.push(chunk) }),
    finish: async () => {
      sinks.finished++;
      return new Blob([]);
    },
  }),
  removeSink: vi.fn(),
}));

vi.mock("../../lib/extension/parcel-files.ts", () => ({
  filing: (work: () => unknown) => work(),
  removeParcelFile: async () => void parcels.removed++,
  openParcelFile: async () =>
    new WritableStream({
      write: (piece: Uint8Array<ArrayBuffer>) => void parcels.written.push(piece.slice()),
    }),
}));

import { Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import type { ExportJob, ExportReport } from "../../lib/extension/export-messages.ts";
import { runExport } from "../../lib/extension/exporter.ts";
import { gated } from "../../lib/extension/leak-check.ts";
import { kindOf } from "../../lib/model/witness.ts";
import { database } from "../../lib/vault/database.ts";
import { enterExport } from "../../lib/vault/exported.ts";
import { writeNote } from "../../lib/vault/notes.ts";
import { storeCapture } from "../../lib/vault/store.ts";
import { keepIdentifiers, keepOwn, readIdentifiers } from "../../lib/vault/witness.ts";
import { WITNESS, witnessStrings } from "../demo/witness.ts";
import { tracesIn } from "../fixtures/traces.ts";
import { stubLocks } from "../vault/locks.ts";
import { capture, idOf, NOW } from "../vault/statement.ts";

const KNOWN = [
  { value: WITNESS.name, what: "NAME" },
  { value: WITNESS.facebookId, what: "USER_ID" },
  { value: WITNESS.hsi, what: "hsi" },
];

const keep = async (number: number, text: string) => {
  const made = await capture(text);
  await storeCapture({ captureId: idOf(number), now: NOW, ...made });
};

async function exported(
  numbers: number[],
  notes = false,
  withhold: ExportJob["withhold"] = [],
  recipients?: string[],
): Promise<ExportReport> {
  const bundleId = "b".repeat(32);
  const entries = await enterExport("default", { bundleId, captures: numbers.length });
  const reports: ExportReport[] = [];
  const job: ExportJob = {
    jobId: "j",
    bundleId,
    caseId: "default",
    captureIds: numbers.map(idOf),
    entries,
    stamps: 0,
    notes,
    createdAt: NOW,
    software: "Keepsake 0.1.0",
    withhold,
    ...(recipients ? { recipients } : {}),
  };
  await runExport(
    job,
    (report) => void reports.push(report),
    async () => ({ stamps: [] }),
  );
  const last = reports.at(-1);
  if (!last) throw new Error("no report");
  return last;
}

beforeEach(async () => {
  sinks.written.length = sinks.finished = parcels.written.length = parcels.removed = 0;
  stubLocks();
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:invented" }));
  await database.delete();
  await database.open();
  await keepIdentifiers(KNOWN);
});

describe("an export", () => {
  it("goes out where nothing of the witness is in it", async () => {
    await keep(1, "xin chào");
    expect(await exported([1])).toMatchObject({ url: "blob:invented" });
    expect(sinks.finished).toBe(1);
  });

  it("is stopped, finishes no file, and says in which capture and part", async () => {
    await keep(1, "xin chào");
    await keep(2, `gửi ${WITNESS.name.normalize("NFD")} nhé`);
    const report = await exported([1, 2]);
    expect(report).toMatchObject({ fault: { code: "leak-found" } });
    expect(report.url).toBeUndefined();
    expect(report.leaks).toEqual([
      { captureId: idOf(2), path: "extraction/text", kind: "name" },
      { captureId: idOf(2), path: "artefact/text.txt", kind: "name" },
    ]);
    expect(JSON.stringify(report)).not.toContain(WITNESS.name);
    expect(sinks.finished).toBe(0);
    const paths = (report.leaks ?? []).flatMap(({ path }) => path ?? []);
    expect(await exported([1, 2], false, [{ record: idOf(2), paths, blackouts: [] }])).toMatchObject({
      url: "blob:invented",
    });
  });

  it("is looked through before it is encrypted for a partner", async () => {
    const identity = await generateIdentity();
    const to = [await identityToRecipient(identity)];
    await keep(1, "xin chào");
    expect((await exported([1], false, [], to)).sealed).toMatchObject({ bytes: expect.any(Number) });
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const cipher = new Uint8Array(await new Blob(parcels.written).arrayBuffer());
    const plain = Uint8Array.from(await decrypter.decrypt(cipher));
    expect(await tracesIn(plain, { words: [...witnessStrings] })).toEqual([]);
    await keep(2, `gửi ${WITNESS.name}`);
    const stopped = await exported([1, 2], false, [], to);
    expect(stopped).toMatchObject({ fault: { code: "leak-found" }, leaks: [{ captureId: idOf(2) }, {}] });
    expect(stopped.sealed).toBeUndefined();
    expect(parcels.removed).toBe(1);
  });

  it("is stopped by a note that names the witness", async () => {
    await keep(1, "xin chào");
    await writeNote(idOf(1), `tài khoản ${WITNESS.facebookId} của tôi`);
    expect((await exported([1], true)).leaks).toEqual([{ captureId: null, path: null, kind: "account" }]);
    expect(await exported([1], false)).toMatchObject({ url: "blob:invented" });
  });

  it("lets what the person chose to leave through in that capture, and in no other", async () => {
    await keep(1, `bài của ${WITNESS.name}`);
    await keepOwn(idOf(1), [WITNESS.name]);
    expect(await exported([1])).toMatchObject({ url: "blob:invented" });
    await keep(2, `nói về ${WITNESS.name}`);
    expect((await exported([1, 2])).leaks).toContainEqual({
      captureId: idOf(2),
      path: "extraction/text",
      kind: "name",
    });
    await keep(4, `bài của ${WITNESS.name}, https://www.facebook.com/${WITNESS.vanity}`);
    await keepOwn(idOf(4), [WITNESS.name, WITNESS.vanity]);
    await keepIdentifiers([
      { value: `https://www.facebook.com/${WITNESS.vanity}`, what: "profile-url" },
      { value: `${WITNESS.name} ơi, bạn đang nghĩ gì thế?`, what: "composer" },
    ]);
    expect(await exported([4])).toMatchObject({ url: "blob:invented" });
    await keep(3, `bài của ${WITNESS.name}, số ${WITNESS.facebookId}`);
    await keepOwn(idOf(3), [WITNESS.name]);
    expect((await exported([3])).leaks?.map(({ kind }) => kind)).toEqual(["account", "account"]);
  });
});

describe("a text on its way to the clipboard", () => {
  it("goes as it is, or not at all", async () => {
    expect(await gated("keepsake layout report 1")).toBe("keepsake layout report 1");
    await expect(gated(`av=${WITNESS.facebookId}`)).rejects.toMatchObject({
      code: "leak-found",
      leaks: [{ captureId: null, path: null, kind: "account" }],
    });
  });
});

describe("what is known of the witness", () => {
  it("is kept once, and the oldest of a session make room", async () => {
    await keepIdentifiers(KNOWN);
    expect(await readIdentifiers()).toEqual(KNOWN);
    for (let round = 0; round < 3; round++)
      await keepIdentifiers(
        Array.from({ length: 1000 }, (_, index) => ({ value: `token-${round}-${index}`, what: "csn" })),
      );
    const known = await readIdentifiers();
    expect(known).toHaveLength(2002);
    expect(known.slice(0, 2)).toEqual(KNOWN.slice(0, 2));
    expect(known.at(-1)?.value).toBe("token-2-999");
    expect(known.some(({ value }) => value === WITNESS.hsi)).toBe(false);
  });

  it("is told by kind", () => {
    expect(KNOWN.map(kindOf)).toEqual(["name", "account", "session"]);
  });
});

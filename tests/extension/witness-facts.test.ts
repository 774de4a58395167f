/** The device and that one is the author: sealed with each capture, in no file but by choice, and then only there. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";

const sinks = vi.hoisted(() => ({ written: [] as Uint8Array<ArrayBuffer>[] }));
vi.mock("wxt/browser", async () => import("./browser.ts"));
vi.mock("../../lib/extension/sink.ts", () => ({
  openSink: async () => ({
    writable: new WritableStream({
      write: (chunk: Uint8Array<ArrayBuffer>) => void sinks.written.push(chunk.slice()),
    }),
    finish: async () => new Blob([]),
  }),
  removeSink: vi.fn(),
}));

import type { WitnessFact } from "../../lib/bundle/witness-leaves.ts";
import type { ExportReport } from "../../lib/extension/export-messages.ts";
import { runExport } from "../../lib/extension/exporter.ts";
import { countWithheld, withholdable } from "../../lib/extension/withholding.ts";
import type { OwnPost } from "../../lib/model/statement.ts";
import { readCapture, readCards } from "../../lib/vault/captures.ts";
import { database } from "../../lib/vault/database.ts";
import { enterExport } from "../../lib/vault/exported.ts";
import { storeCapture } from "../../lib/vault/store.ts";
import { keepIdentifiers } from "../../lib/vault/witness.ts";
import { WITNESS } from "../demo/witness.ts";
import { unpack } from "../fixtures/repack.ts";
import { tracesIn } from "../fixtures/traces.ts";
import { stubLocks } from "../vault/locks.ts";
import { capture, idOf, NOW } from "../vault/statement.ts";
import { report } from "../verify/anew.ts";

const device = {
  timeZone: "Antarctica/Troll",
  locale: "vi-VN-x-demo",
  screen: "1733x977",
  pixelRatio: "1.3333334",
  userAgent: WITNESS.userAgent,
};

const keep = async (number: number, own: OwnPost, text = "xin chào") => {
  const { statement, files } = await capture(text);
  await storeCapture({
    captureId: idOf(number),
    now: NOW,
    statement: { ...statement, witness: { device, own } },
    files,
  });
};

async function exported(numbers: number[], disclose: WitnessFact[] = []) {
  const bundleId = "b".repeat(32);
  const captureIds = numbers.map(idOf);
  const withheld = await countWithheld(await readCards(captureIds), [], disclose);
  const entries = await enterExport("default", { bundleId, captures: numbers.length, withheld });
  let last: ExportReport | null = null;
  sinks.written.length = 0;
  await runExport(
    {
      ...{ jobId: "j", bundleId, caseId: "default", captureIds, entries, stamps: 0, notes: false },
      ...{ createdAt: NOW, software: "Keepsake 0.1.0", withhold: [], disclose },
    },
    (told) => {
      last = told;
    },
    async () => ({ stamps: [] }),
  );
  const bytes = new Uint8Array(await new Blob(sinks.written).arrayBuffer());
  return { told: last as ExportReport | null, bytes };
}

beforeEach(async () => {
  stubLocks();
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:invented" }));
  await database.delete();
  await database.open();
  await keepIdentifiers([{ value: WITNESS.userAgent, what: "browser" }]);
});

describe("the device", () => {
  it("is kept, and in no byte of a bundle, which says how much is withheld and verifies", async () => {
    await keep(1, "no");
    expect((await readCapture(idOf(1)))?.statement.witness).toEqual({ device, own: "no" });
    const { bytes } = await exported([1]);
    expect(await tracesIn(bytes, { words: Object.values(device) })).toEqual([]);
    const { verdict, shown } = await report(bytes);
    expect(verdict).toBe("intact");
    expect(shown?.redaction).toMatchObject({ withheld: 2, packagedBy: "case" });
    const log = (await unpack(bytes)).get("custody/log.jsonl");
    expect(Buffer.from(log ?? []).toString()).toContain('"captures":1,"withheld":2');
  });

  it("is disclosed by choice, passes the leak gate there, and verifies", async () => {
    await keep(1, "no");
    const { told, bytes } = await exported([1], ["device"]);
    expect(told).toMatchObject({ url: "blob:invented" });
    const disclosed = [...(await unpack(bytes))].find(([name]) => name.endsWith("disclosures.jsonl"));
    const opened = Buffer.from(disclosed?.[1] ?? [])
      .toString()
      .split("\n")
      .filter(Boolean)
      .map((line) => Buffer.from(JSON.parse(line).disclosure, "base64url").toString());
    expect(opened.filter((leaf) => leaf.includes("witness/"))).toEqual([
      expect.stringContaining(device.timeZone),
    ]);
    expect((await report(bytes)).shown?.redaction).toMatchObject({ withheld: 1 });
  });

  it("does not pass it anywhere else, chosen or not", async () => {
    await keep(1, "no", `ai dùng ${WITNESS.userAgent}?`);
    const leak = { captureId: idOf(1), path: "extraction/text", kind: "device" };
    for (const disclose of [[], ["device"]] as WitnessFact[][])
      expect((await exported([1], disclose)).told?.leaks).toContainEqual(leak);
  });

  it("is nothing that could be left out by hand, for it is left out", async () => {
    await keep(1, "scrubbed");
    const [{ leaves } = { leaves: [] }] = await withholdable([idOf(1)]);
    expect(leaves.map(({ path }) => path).filter((path) => path.startsWith("witness/"))).toEqual([]);
  });
});

describe("whose post it is", () => {
  it("changes nothing that can be seen: bundles differ in no name, number or length of a part", async () => {
    const shapes: string[] = [];
    for (const [number, own] of (["no", "scrubbed", "kept", "unknown"] as const).entries()) {
      await keep(number, own);
      const { bytes } = await exported([number]);
      const { shown } = await report(bytes);
      shapes.push(
        JSON.stringify([shown?.withheld, shown?.captures[0]?.outcomes, shown?.redaction?.withheld]),
      );
    }
    expect(new Set(shapes).size).toBe(1);
  });

  it("is disclosed by choice alone", async () => {
    await keep(1, "kept");
    expect((await report((await exported([1], ["own"])).bytes)).shown?.withheld).toBe(1);
    expect((await report((await exported([1], ["device", "own"])).bytes)).shown?.redaction).toBeNull();
  });
});

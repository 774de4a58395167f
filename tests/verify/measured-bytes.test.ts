/** Records and disclosures are measured as they are read: once, and with the findings of a second reading. */
import { beforeAll, describe, expect, it } from "vitest";
import { type BundleSource, blobSource } from "../../lib/bundle/source.ts";
import { readZip } from "../../lib/bundle/zip-read.ts";
import { concat, utf8 } from "../../lib/evidence/bytes.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { editLines, type Files, packNow, refit, unpack } from "../fixtures/repack.ts";

type Bytes = Uint8Array<ArrayBuffer>;
const RECORDS = "evidence/records.jsonl";
const DISCLOSURES = "evidence/disclosures.jsonl";

let bundle: Bytes;
beforeAll(async () => {
  bundle = await bundleBytes(sampleInput(await sampleCase(3)));
});

/** How often each of the two files was read from its beginning, and what was found of it. */
async function seen(bytes: Bytes) {
  const inner = blobSource(new Blob([bytes]));
  const begun: number[] = [];
  const source: BundleSource = {
    size: inner.size,
    read(offset, length, into) {
      begun.push(offset);
      return inner.read(offset, length, into);
    },
  };
  const { findings } = await verifyBundle(source, { now: "2026-11-24T00:00:00.000Z" });
  const zip = await readZip(blobSource(new Blob([bytes])));
  const of = (path: string) => {
    const entry = zip?.files.get(path);
    if (!entry) throw new Error(`no ${path}`);
    const codes = findings.filter(({ file }) => file === path).map(({ code }) => code);
    return { times: begun.filter((at) => at === entry.dataAt).length, codes };
  };
  return { records: of(RECORDS), disclosures: of(DISCLOSURES) };
}

const changed = async (change: (files: Files) => unknown): Promise<Bytes> => {
  const files = await unpack(bundle);
  change(files);
  return packNow([...files]);
};

describe("records and disclosures", () => {
  it("are read once", async () => {
    const { records, disclosures } = await seen(bundle);
    expect(records).toEqual({ times: 1, codes: [] });
    expect(disclosures).toEqual({ times: 1, codes: [] });
  });

  it.each([RECORDS, DISCLOSURES])("are compared with the list all the same: %s", async (path) => {
    const found = await seen(await changed((files) => files.set(path, upsideDown(files, path))));
    expect((path === RECORDS ? found.records : found.disclosures).codes).toContain("resource-changed");
  });

  it.each([RECORDS, DISCLOSURES])("are compared with the zip's checksum all the same: %s", async (path) => {
    const entry = (await readZip(blobSource(new Blob([bundle]))))?.files.get(path);
    if (!entry) throw new Error(`no ${path}`);
    const at = entry.dataAt + entry.packed - 20;
    const found = await seen(bundle.with(at, (bundle[at] ?? 0) ^ 1) as Bytes);
    expect((path === RECORDS ? found.records : found.disclosures).codes).toEqual(
      expect.arrayContaining(["zip-checksum", "resource-changed"]),
    );
  });

  it.each([RECORDS, DISCLOSURES])("are measured anew where the end was not reached: %s", async (path) => {
    const files = await unpack(bundle);
    const tooLong = utf8(`${"x".repeat(18 * 1024 * 1024)}\n`); // above the limits of both (FORMAT §10.4)
    files.set(path, concat(tooLong, files.get(path) ?? new Uint8Array()));
    const found = await seen(packNow([...(await refit(files))]));
    const { times, codes } = path === RECORDS ? found.records : found.disclosures;
    expect({ times, codes }).toEqual({ times: 2, codes: [] }); // it fits the list
  });
});

/** The last line before the others. */
function upsideDown(files: Files, path: string): Bytes {
  const lines = editLines(files, path, (all) => [...all.slice(-1), ...all.slice(0, -1)]).get(path);
  return lines ?? new Uint8Array();
}

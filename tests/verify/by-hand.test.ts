/**
 * Forgeries by hand, each with what is found, and what cannot be: nothing inside a bundle can tell a log that was cut
 * back, or made anew, by the holder of its keys (FORMAT §6.7). Moving a time stamp is tried in stamps.test.ts.
 */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { canonicalText } from "../../lib/evidence/canonical.ts";
import { appendEntry } from "../../lib/evidence/custody.ts";
import { commitmentOf, disclosureOf, openDisclosure } from "../../lib/evidence/disclose.ts";
import { type CaseKeys, createCaseKeys } from "../../lib/evidence/keys.ts";
import { sealCapture } from "../../lib/evidence/seal.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import {
  bundleBytes,
  type SampleCase,
  sampleCase,
  sampleInput,
  sampleStatement,
} from "../fixtures/bundle.ts";
import { editLines, type Files, packNow, text, unpack } from "../fixtures/repack.ts";
import { signAll } from "../fixtures/resign.ts";
import { refitEvidence, refitList } from "../fuzz/forger.ts";

vi.setConfig({ testTimeout: 60_000 });

const now = "2026-11-21T00:00:00.000Z";
const RECORDS = "evidence/records.jsonl";
const DISCLOSURES = "evidence/disclosures.jsonl";
const LOG = "custody/log.jsonl";
const NOTE = "custody/checkpoint.txt";
const SECOND = "2".repeat(32);
let made: SampleCase;
/** The same case at two times: two captures exported; after that a third, and all exported again. */
let earlier: Files;
let later: Files;
let stranger: CaseKeys;

beforeAll(async () => {
  made = await sampleCase(2, 0, { mediaBytes: 300 });
  stranger = await createCaseKeys(now);
  earlier = await unpack(await bundleBytes(sampleInput(made)));
  const { statement, files } = await sampleStatement(2, 300);
  const captureId = "e".repeat(32);
  const sealed = await sealCapture(statement, {
    captureId,
    head: made.head,
    now: statement.capture.sealedAt,
  });
  const detail = { bundle: SECOND, captures: 3 };
  const exported = await appendEntry(sealed.head, { ts: now, type: "exported", commitment: null, detail });
  const third = {
    captureId,
    record: sealed.record,
    disclosures: sealed.disclosures,
    artefact: async (name: string) => new Blob([files.get(name) ?? ""]),
  };
  const captures = [...made.captures, third];
  const entries = [...made.entries, sealed.entry, exported.bytes];
  later = await unpack(await bundleBytes(sampleInput(made, { bundleId: SECOND, captures, entries })));
});

const bytesOf = (files: Files, path: string) => files.get(path) ?? utf8("");
const take = (files: Files, from: Files, ...paths: string[]): Files =>
  new Map([...files, ...paths.map((path) => [path, bytesOf(from, path)] as const)]);
async function look(files: Files, knownKeys: { name: string; keyId: string }[] = []) {
  const report = await verifyBundle(blobSource(new Blob([packNow([...files])])), { now, knownKeys });
  const codes = report.findings.map(({ code }) => code);
  return { ...report, codes, flaws: codes.filter((_, at) => report.findings[at]?.severity === "flaw") };
}
/** What someone without the keys can do: everything but signing. */
const careful = async (files: Files): Promise<Files> => {
  await refitEvidence(files);
  await refitList(files);
  return files;
};
const SIGNATURES = ["package-signature-wrong", "manifest-signature-wrong", "checkpoint-signature-wrong"];

describe("re-signed with another key", () => {
  it("whole: it is intact, for it is another bundle. Only the reader's list of keys can tell", async () => {
    const copied = await sampleCase(3, 0, { mediaBytes: 300, keys: stranger });
    const files = await unpack(await bundleBytes(sampleInput(copied)));
    const known = [{ name: "Lan", keyId: made.keys.statement.keyId }];
    const [honest, forged] = [await look(later, known), await look(files, known)];
    expect(honest.codes).toContain("key-known");
    expect(forged.verdict).toBe("intact");
    expect(forged.codes).toContain("key-unknown");
    expect(forged.codes).not.toContain("key-known");
    expect(forged.shown?.signer).toBe(stranger.statement.keyId);
  });

  it("in part: found by the keys that do not fit together", async () => {
    const listOnly = new Map(later);
    const digest = JSON.parse(text(listOnly, "datapackage-digest.json"));
    digest.signedData.publicKey = stranger.statement.p384Spki;
    listOnly.set("datapackage-digest.json", utf8(canonicalText(digest)));
    await refitList(listOnly, stranger);
    expect((await look(listOnly)).flaws).toEqual(["keys-other"]);
    // the manifest and the checkpoint too, under the key file of the case
    expect((await look(await signAll(new Map(listOnly), stranger))).flaws).toEqual(
      expect.arrayContaining(["manifest-key-other", "checkpoint-signature-wrong", "keys-other"]),
    );
    // and with the stranger's own key file: the log still names the case
    const own = new Map(listOnly).set("keys/device.json", utf8(canonicalText(stranger.statement)));
    expect((await look(await signAll(own, stranger))).flaws).toContain("manifest-key-other");
  });
});

describe("the last custody entry dropped", () => {
  const cut = (files: Files) => editLines(new Map(files), LOG, (lines) => lines.slice(0, -1));

  it("by someone without the keys: found by every signature", async () => {
    expect((await look(await careful(cut(later)))).flaws).toEqual(expect.arrayContaining(SIGNATURES));
  });

  it("by the holder of the keys, the export of this very bundle: found", async () => {
    expect((await look(await signAll(cut(later), made.keys))).flaws).toEqual(["custody-export"]);
  });

  it("by the holder of the keys, an earlier export forgotten: not found; only something outside could tell", async () => {
    const forgotten = editLines(new Map(later), LOG, (lines) => lines.filter((_, index) => index !== 2));
    const { verdict, codes } = await look(await signAll(forgotten, made.keys));
    expect(verdict).toBe("intact");
    expect(codes).toContain("time-claimed"); // it says that nobody outside confirms anything
  });

  it("by the holder of the keys, a sealing forgotten whose record is there: found", async () => {
    const files = editLines(new Map(later), LOG, (lines) => lines.slice(0, -2));
    expect((await look(await signAll(files, made.keys))).flaws).toContain("custody-records");
  });
});

describe("two bundles of one case spliced", () => {
  it.each([
    [
      "the later records under the earlier manifest",
      [RECORDS, DISCLOSURES],
      ["records-root", "custody-records"],
    ],
    ["the later log under the earlier checkpoint", [LOG], ["custody-root", "checkpoint-differs"]],
    ["the later log and checkpoint under the earlier manifest", [LOG, NOTE], ["custody-root"]],
    [
      "the later archive, index and pages",
      ["archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"],
      ["archive-differs"],
    ],
    [
      "all that is sealed, but not the archive",
      [RECORDS, DISCLOSURES, LOG, NOTE, "evidence/manifest.json", "evidence/manifest.sig.json"],
      ["archive-differs"],
    ],
  ])("%s: found even where the list is signed anew", async (_, paths, expected) => {
    const files = take(new Map(earlier), later, ...paths);
    await refitList(files, made.keys);
    expect((await look(files)).flaws).toEqual(expect.arrayContaining(expected));
  });
});

describe("an old checkpoint replayed", () => {
  it("over the newer log: found", async () => {
    const files = take(new Map(later), earlier, NOTE);
    await refitList(files, made.keys);
    expect((await look(files)).flaws).toEqual(["checkpoint-differs"]);
  });

  it("with the older log, under the newer manifest: found", async () => {
    const files = take(new Map(later), earlier, NOTE, LOG);
    await refitList(files, made.keys);
    expect((await look(files)).flaws).toEqual(expect.arrayContaining(["custody-root", "custody-records"]));
  });

  it("as a whole older bundle, shown as if it were the newest: not found, for it is what it was", async () => {
    expect((await look(earlier)).verdict).toBe("intact");
  });
});

describe("pictures swapped between two captures", () => {
  const isPicture = (line: string) =>
    openDisclosure(JSON.parse(line).disclosure)?.path === "artefact/media-0.png";

  it("by their disclosures, commitments left: found in both records", async () => {
    const files = editLines(new Map(later), DISCLOSURES, (lines) => {
      const [a = "", b = ""] = lines.filter(isPicture);
      const [one, two] = [JSON.parse(a), JSON.parse(b)];
      const swapped = new Map([
        [a, canonicalText({ ...one, disclosure: two.disclosure })],
        [b, canonicalText({ ...two, disclosure: one.disclosure })],
      ]);
      return lines.map((line) => swapped.get(line) ?? line);
    });
    expect(
      (await look(await careful(files))).flaws.filter((code) => code === "disclosure-foreign"),
    ).toHaveLength(2);
  });

  it("by their bytes in the archive, each in the other's place: found in both captures", async () => {
    const files = new Map(later);
    const warc = bytesOf(files, "archive/data.warc.gz").slice();
    const places = text(files, "indexes/index.cdx")
      .split("\n")
      .filter((line) => line.includes("_n.png"))
      .map((line) => JSON.parse(line.slice(line.indexOf("{"))) as { offset: string; length: string });
    const [a = 0, b = 0] = places.map(({ offset, length }) => Number(offset) + Number(length) - 8 - 4 - 300);
    const kept = warc.slice(a, a + 300);
    warc.copyWithin(a, b, b + 300);
    warc.set(kept, b);
    await refitList(files.set("archive/data.warc.gz", warc), made.keys);
    expect((await look(files)).flaws).toEqual(["artefact-changed", "artefact-changed"]);
  });
});

describe("a record re-dated", () => {
  /** Says another time in the first record and commits to it anew. */
  const redate = async (files: Files): Promise<Files> => {
    const lines = text(files, DISCLOSURES).split("\n").slice(0, -1);
    const at = lines.findIndex(
      (line) => openDisclosure(JSON.parse(line).disclosure)?.path === "capture/startedAt",
    );
    const { record, disclosure } = JSON.parse(lines[at] ?? "{}");
    const forged = disclosureOf({ path: "capture/startedAt", value: "2026-11-01T08:00:00.000Z" });
    const [from, to] = [await commitmentOf(disclosure), await commitmentOf(forged)];
    lines[at] = canonicalText({ record, disclosure: forged });
    editLines(files, DISCLOSURES, () => lines);
    return editLines(files, RECORDS, ([first = "", ...rest]) => {
      const sealed = JSON.parse(first);
      const commitments = sealed.commitments.map((each: string) => (each === from ? to : each)).sort();
      return [canonicalText({ ...sealed, commitments }), ...rest];
    });
  };

  it("by someone without the keys: found by the signatures over manifest and list, and by the log that names the record", async () => {
    expect((await look(await careful(await redate(new Map(later))))).flaws).toEqual(
      expect.arrayContaining(["package-signature-wrong", "manifest-signature-wrong", "custody-records"]),
    );
  });

  it("by the holder of the keys, after the log was written: found by the log, the archive and the next record", async () => {
    expect((await look(await signAll(await redate(new Map(later)), made.keys))).flaws).toEqual(
      expect.arrayContaining(["custody-records", "archive-differs"]),
    );
  });

  it("by the holder of the keys, from the beginning: not found; a time stamp bounds it from above, nothing from below", async () => {
    const { verdict, codes, shown } = await look(later);
    expect(verdict).toBe("intact");
    expect(codes).toContain("time-claimed");
    expect(shown?.captures.every(({ before }) => before === null)).toBe(true);
  });
});

/** An archive cut into files (FORMAT §8.1): by one rule, the same for the writer, both verifiers and whoever packages anew. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { archivePath, archivePaths, beginsFile, FILE_LENGTH } from "../../lib/bundle/archive-files.ts";
import { openReceived } from "../../lib/bundle/received.ts";
import { blobSource } from "../../lib/bundle/source.ts";
import { sha256 } from "../../lib/evidence/digest.ts";
import { contentOf } from "../../lib/verify/content.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { bundleBytes, type SampleCase, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { type Files, pack, refit, unpack } from "../fixtures/repack.ts";
import { secondOpinion } from "../fixtures/second-verifier.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = "2026-11-21T00:00:00.000Z";
const sourceOf = (bytes: Uint8Array<ArrayBuffer>) => blobSource(new Blob([bytes]));
const codesOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const { verdict, findings } = await verifyBundle(sourceOf(bytes), { now });
  return { verdict, codes: findings.filter(({ severity }) => severity === "flaw").map(({ code }) => code) };
};

let made: SampleCase;
let good: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  made = await sampleCase(4, 0, { mediaBytes: 1_500_000 });
  good = await bundleBytes(sampleInput(made));
});

describe("an archive of several files", () => {
  it("is cut where the next record would make a file too long", async () => {
    const files = await unpack(good);
    const paths = archivePaths((path) => files.has(path));
    expect(paths.slice(0, 2)).toEqual(["archive/data.warc.gz", "archive/data-1.warc.gz"]);
    expect([...files.keys()].slice(0, paths.length)).toEqual(paths);
    for (const path of paths) expect(files.get(path)?.length).toBeLessThanOrEqual(FILE_LENGTH);
    expect(beginsFile(500, 500, FILE_LENGTH)).toBe(false);
    expect(beginsFile(501, 500, FILE_LENGTH - 501)).toBe(false);
    expect(beginsFile(501, 500, FILE_LENGTH - 500)).toBe(true);
  });

  it("is found intact by both verifiers, and a single longer record has a file of its own", async () => {
    expect(await codesOf(good)).toEqual({ verdict: "intact", codes: [] });
    expect(secondOpinion(good)).toBeNull();
    const long = await bundleBytes(sampleInput(await sampleCase(2, 0, { mediaBytes: FILE_LENGTH + 1 })));
    expect(await codesOf(long)).toEqual({ verdict: "intact", codes: [] });
    expect(secondOpinion(long)).toBeNull();
    const lengths = [...(await unpack(long))].filter(([path]) => path.startsWith("archive/"));
    expect(lengths.filter(([, bytes]) => bytes.length > FILE_LENGTH)).toHaveLength(2);
  });

  it("gives out what stands in a later file, its hash checked", async () => {
    const content = contentOf(sourceOf(good));
    for (const { captureId } of made.captures)
      for (const artefact of (await content.capture(captureId))?.statement.artefacts ?? []) {
        const blob = await content.artefact(artefact);
        expect(await sha256(new Uint8Array((await blob?.arrayBuffer()) ?? []))).toBe(artefact.sha256);
      }
  });

  it("is read again by who packages it anew", async () => {
    const { content } = await openReceived(sourceOf(good));
    for await (const { captureId, artefact, record, disclosures } of content.captures) {
      const before = made.captures.find((capture) => capture.captureId === captureId);
      expect([record, disclosures]).toEqual([before?.record, before?.disclosures]);
      const [there, here] = [await artefact("media-0.png"), await before?.artefact("media-0.png")];
      expect(await hashOf(there)).toBe(await hashOf(here));
    }
  });

  const bent: [string, (files: Files) => void, string][] = [
    ["one left out", (files) => void files.delete(archivePath(1)), "part-missing"],
    ["the last left out", (files) => void files.delete(lastOf(files)), "part-missing"],
    [
      "two exchanged",
      (files) => {
        const [one, two] = [files.get(archivePath(0)), files.get(archivePath(1))];
        if (one && two) files.set(archivePath(0), two).set(archivePath(1), one);
      },
      "archive-differs",
    ],
    [
      "two joined into one",
      (files) => {
        const last = lastOf(files);
        const before = archivePath(archivePaths((path) => files.has(path)).length - 2);
        const joined = Buffer.concat([
          files.get(before) ?? Buffer.alloc(0),
          files.get(last) ?? Buffer.alloc(0),
        ]);
        files.set(before, new Uint8Array(joined)).delete(last);
      },
      "archive-differs",
    ],
    [
      "one more at the end",
      (files) => {
        const all = [...files];
        files.clear();
        for (const [path, bytes] of all) {
          if (path === "indexes/index.cdx")
            files.set(archivePath(archivePaths((each) => files.has(each)).length), all[0]?.[1] ?? bytes);
          files.set(path, bytes);
        }
      },
      "archive-differs",
    ],
  ];
  it.each(bent)("is found out: %s, all signed anew by the case's own key", async (_, bend, code) => {
    const files = await unpack(good);
    bend(files);
    const bytes = await pack(await refit(files, made.keys));
    const { verdict, codes } = await codesOf(bytes);
    expect(verdict).toBe("flawed");
    expect(codes).toContain(code);
    expect(secondOpinion(bytes)).not.toBeNull();
  });
});

const lastOf = (files: Files): string => archivePaths((path) => files.has(path)).at(-1) ?? "";
const hashOf = async (blob: Blob | undefined) =>
  sha256(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer()));

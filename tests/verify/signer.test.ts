/** What the holder of the keys could do: sign what does not fit together. */
import { describe, expect, it, vi } from "vitest";
import { toBase64 } from "../../lib/evidence/bytes.ts";
import { canonicalBytes } from "../../lib/evidence/canonical.ts";
import { createCaseKeys } from "../../lib/evidence/keys.ts";
import { sealCapture } from "../../lib/evidence/seal.ts";
import { inContext, signEd25519, signP384 } from "../../lib/evidence/sign.ts";
import {
  bundleBytes,
  type SampleCase,
  sampleCase,
  sampleInput,
  sampleStatement,
} from "../fixtures/bundle.ts";
import { type Files, pack, refit, unpack } from "../fixtures/repack.ts";
import { flaws, now } from "../fixtures/report.ts";

vi.setConfig({ testTimeout: 60_000 });

describe("a signer who signs what does not fit", () => {
  /** The bundle of a case changed, then signed again by the keys of the case itself. */
  const resign = async (change: (files: Files, made: SampleCase) => Files | Promise<Files>) => {
    const made = await sampleCase(2);
    const files = await change(await unpack(await bundleBytes(sampleInput(made))), made);
    return flaws(await pack(await refit(files, made.keys)));
  };

  it("a record that does not follow the one before", async () => {
    const made = await sampleCase(1);
    const { statement } = await sampleStatement(0);
    const head = { ...made.head, lastRecord: `sha256:${"1".repeat(64)}` };
    const sealed = await sealCapture(statement, { captureId: "e".repeat(32), head, now });
    const capture = { captureId: sealed.captureId, record: sealed.record, disclosures: sealed.disclosures };
    const artefact = made.captures[0]?.artefact ?? (async () => new Blob());
    const captures = [...made.captures, { ...capture, artefact }];
    const bytes = await bundleBytes(
      sampleInput(made, { captures, entries: [...made.entries, sealed.entry] }),
    );
    expect(await flaws(bytes)).toEqual(["record-previous"]);
  });

  it("keys that do not vouch for each other", async () => {
    const made = await sampleCase(1);
    const other = await createCaseKeys(now);
    const { binding } = other.statement;
    const keys = { ...made.keys, statement: { ...made.keys.statement, binding } };
    expect(await flaws(await bundleBytes(sampleInput(made, { keys })))).toEqual(["keys-unbound"]);
  });

  it("another statement of the same keys", async () => {
    const found = await resign(async (files, { keys }) => {
      const { binding: _, ...bare } = keys.statement;
      const changed = { ...bare, createdAt: now };
      const message = inContext("evidence-keys-v1", canonicalBytes(changed));
      const binding = {
        ed25519: toBase64(await signEd25519(keys.ed25519.privateKey, message)),
        p384: await signP384(keys.p384.privateKey, message),
      };
      return files.set("keys/device.json", canonicalBytes({ ...changed, binding }));
    });
    expect(found).toEqual(["manifest-key-other"]);
  });

  it("a WARC header, or bytes between payload and next record, that the sealed records do not give", async () => {
    const edit = (from: string, to: string) =>
      resign((files) => {
        const warc = Buffer.from(files.get("archive/data.warc.gz") ?? []).toString("latin1");
        return files.set(
          "archive/data.warc.gz",
          new Uint8Array(Buffer.from(warc.replace(from, to), "latin1")),
        );
      });
    expect(await edit("WARC-Date: 2026-11-20T08:00", "WARC-Date: 2026-11-19T08:00")).toEqual([
      "archive-differs",
    ]);
    expect(await edit("software: Keepsake", "software: Keepsafe")).toEqual(["archive-differs"]);
    expect(await edit('{"post_id":"1000"}\r\n\r\n', '{"post_id":"1000"}\r\n\r\r')).toEqual([
      "archive-differs",
    ]);
  });
});

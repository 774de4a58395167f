/** Bundles packaged anew by another key than that of the case. */
import { describe, expect, it, vi } from "vitest";
import { withholding } from "../../lib/bundle/withhold.ts";
import { fromBase64 } from "../../lib/evidence/bytes.ts";
import { sha256 } from "../../lib/evidence/digest.ts";
import { createCaseKeys } from "../../lib/evidence/keys.ts";
import { bundleBytes, sampleInput } from "../fixtures/bundle.ts";
import { unpack } from "../fixtures/repack.ts";
import { anew, black, later, now, report, sample } from "./anew.ts";

vi.setConfig({ testTimeout: 60_000 });

describe("a bundle packaged anew by another key", () => {
  it("keeps manifest, records, custody and keys byte for byte, is intact, and names the key and what is withheld", async () => {
    const { bundle, other, record } = await sample();
    const redacted = await anew(bundle, [black(record)], other);
    const [before, after] = [await unpack(bundle), await unpack(redacted)];
    for (const [path, bytes] of before)
      if (!/^(archive|indexes|pages|datapackage)|disclosures/.test(path))
        expect(Buffer.from(after.get(path) ?? []).equals(Buffer.from(bytes)), path).toBe(true);
    const { verdict, findings, shown } = await report(redacted);
    expect(verdict).toBe("intact");
    const by = await sha256(fromBase64(other.statement.p384Spki) ?? new Uint8Array());
    expect(findings).toContainEqual(expect.objectContaining({ code: "packaged-anew", detail: by }));
    expect(shown?.redaction).toMatchObject({
      withheld: 2,
      packagedBy: by,
      at: later,
      derived: [{ record, by }],
    });
    expect(shown?.createdAt).toBe("2026-11-20T08:30:00.000Z");
  });

  it("can be packaged anew again; a picture keeps the name of who blacked it out, or is dropped", async () => {
    const { made, other, record } = await sample();
    const captures = withholding(made.captures, [black(record)]);
    const first = await bundleBytes(sampleInput(made, { captures }));
    const second = await anew(first, [{ record, paths: ["extraction/text"], blackouts: [] }], other);
    const { verdict, shown } = await report(second);
    expect(verdict).toBe("intact");
    expect(shown?.redaction).toMatchObject({ withheld: 3, derived: [{ by: "case" }] });
    const third = await anew(
      second,
      [{ record, paths: ["derived/derived-0.png"], blackouts: [] }],
      await createCaseKeys(now),
    );
    expect((await report(third)).verdict).toBe("intact");
    expect((await report(third)).shown?.redaction).toMatchObject({ withheld: 3, derived: [] });
  });

  it("is refused where nothing is left out, or what is asked for is not there", async () => {
    const { bundle, other, record } = await sample();
    await expect(anew(bundle, [], other)).rejects.toThrow("export-failed");
    await expect(anew(bundle, [{ record, paths: ["comment/9"], blackouts: [] }], other)).rejects.toThrow(
      "not-found",
    );
  });
});

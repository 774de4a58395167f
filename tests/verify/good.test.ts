/** Bundles in which nothing is wrong: what the verifier says, and what it does not claim. */
import { describe, expect, it, vi } from "vitest";
import { openDisclosure } from "../../lib/evidence/disclose.ts";
import { bundleBytes, sampleBundle, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { pack, unpack } from "../fixtures/repack.ts";
import { flaws, report } from "../fixtures/report.ts";

vi.setConfig({ testTimeout: 60_000 });

describe("a good bundle", () => {
  it("is intact, names what it shows, and claims no more than it may", async () => {
    const { verdict, findings, shown } = await report(await sampleBundle(3));
    expect(verdict).toBe("intact");
    expect(findings.map(({ code }) => code)).toEqual([
      "time-claimed",
      "key-unknown",
      "origin-not-proven",
      "resources-hold",
      "package-signature-holds",
      "keys-hold",
      "manifest-signature-holds",
      "records-hold",
      "archive-holds",
      "custody-holds",
    ]);
    expect(shown).toMatchObject({ kind: "evidence", withheld: 0, custody: { entries: 4 } });
    expect(shown?.captures[1]).toMatchObject({
      seq: 1,
      author: "Nguyễn Thị Mẫu",
      notices: [{ class: "geo-legal" }],
    });
  });

  it("stays intact taken apart and put together again", async () => {
    const files = await unpack(await sampleBundle(1));
    expect(await flaws(await pack(files))).toEqual([]);
  });

  it("may hold some captures of a case, and says so by their numbers", async () => {
    const made = await sampleCase(4);
    const some = made.captures.filter((_, index) => index % 2 === 1);
    const { verdict, shown } = await report(await bundleBytes(sampleInput(made, { captures: some })));
    expect(verdict).toBe("intact");
    expect(shown?.captures.map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it("may withhold parts; then it says how many, and still verifies", async () => {
    const made = await sampleCase(2);
    const captures = made.captures.map((capture) => ({
      ...capture,
      disclosures: capture.disclosures.filter(
        (disclosure) =>
          !/^(artefact\/picture|extraction\/author|comment\/0|capture\/url)/.test(
            openDisclosure(disclosure)?.path ?? "",
          ),
      ),
    }));
    const bytes = await bundleBytes(sampleInput(made, { captures }));
    const { verdict, shown, findings } = await report(bytes);
    expect(verdict).toBe("intact");
    expect(shown?.withheld).toBe(8);
    expect(findings.find(({ code }) => code === "withheld")?.detail).toBe("8");
    expect(new TextDecoder().decode(bytes)).not.toContain("Nguyễn Thị Mẫu");
  });
});

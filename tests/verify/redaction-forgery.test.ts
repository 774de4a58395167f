/** What a forger would try with a bundle packaged anew: nothing but leaving out, and pictures under their own name, passes. */
import { describe, expect, it, vi } from "vitest";
import type { DerivedPicture, Redaction } from "../../lib/bundle/redaction.ts";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { canonicalBytes } from "../../lib/evidence/canonical.ts";
import { disclosureOf, openDisclosure } from "../../lib/evidence/disclose.ts";
import { createCaseKeys } from "../../lib/evidence/keys.ts";
import { editLines, type Files, pack, refit, text, unpack } from "../fixtures/repack.ts";
import { anew, type Bundle, black, flawsIn, now, REDACTION, region, sample } from "./anew.ts";

vi.setConfig({ testTimeout: 60_000 });

const redactionIn = (files: Files): Redaction => JSON.parse(text(files, REDACTION));

describe("forgeries", () => {
  /** A redacted bundle changed by a forger who holds the key that packaged it. */
  async function forge(
    change: (files: Files, of: Awaited<ReturnType<typeof sample>>) => unknown,
  ): Promise<string[]> {
    const of = await sample();
    const files = await unpack(await anew(of.bundle, [black(of.record)], of.other));
    await change(files, of);
    return flawsIn(await pack(await refit(files, of.other)));
  }
  const rewrite = (files: Files, change: (redaction: Redaction) => object) =>
    files.set(REDACTION, canonicalBytes(change(redactionIn(files))));
  const picture = (redaction: Redaction): DerivedPicture => redaction.derived[0] as DerivedPicture;

  it("nothing changed: nothing found", async () => {
    expect(await forge(() => undefined)).toEqual([]);
  });

  it("a disclosed field changed", async () => {
    const found = await forge((files) =>
      editLines(files, "evidence/disclosures.jsonl", (lines) =>
        lines.map((line) => {
          const { record, disclosure } = JSON.parse(line);
          const leaf = openDisclosure(disclosure);
          if (leaf?.path !== "extraction/text") return line;
          const forged = disclosureOf({ path: leaf.path, value: { value: "khác", from: "dom", rung: "x" } });
          return JSON.stringify({ disclosure: forged, record });
        }),
      ),
    );
    expect(found).toContain("disclosure-foreign");
  });

  it("a kept file, or a blacked-out picture, swapped in the archive", async () => {
    const swap = (from: string, to: string) => (files: Files) => {
      const warc = Buffer.from(files.get("archive/data.warc.gz") ?? []).toString("latin1");
      expect(warc).toContain(from);
      files.set("archive/data.warc.gz", new Uint8Array(Buffer.from(warc.replace(from, to), "latin1")));
    };
    expect(await forge(swap('{"post_id":"1000"}', '{"post_id":"9999"}'))).toContain("artefact-changed");
    expect(await forge(swap("IDAT", "IDAU"))).toEqual(
      expect.arrayContaining(["artefact-changed", "derived-differs"]),
    );
  });

  it("a disclosure dropped and not said; said and not dropped", async () => {
    const drop = (files: Files) =>
      editLines(files, "evidence/disclosures.jsonl", (lines) =>
        lines.filter((line) => openDisclosure(JSON.parse(line).disclosure)?.path !== "count/0"),
      );
    expect(await forge(drop)).toContain("redaction-lies");
    const lie = (change: (list: Redaction["withheld"]) => Redaction["withheld"]) =>
      forge((files) =>
        rewrite(files, (redaction) => ({ ...redaction, withheld: change(redaction.withheld) })),
      );
    expect(await lie(() => [])).toContain("redaction-lies");
    expect(await lie(([one]) => (one ? [{ ...one, commitments: one.commitments.slice(1) }] : []))).toContain(
      "redaction-lies",
    );
    expect(
      await lie((list) => [
        ...list,
        { record: "c".repeat(31).concat("1"), commitments: [`sha256:${"0".repeat(64)}`] },
      ]),
    ).toContain("redaction-lies");
  });

  it("that something is withheld hidden: redaction.json left out", async () => {
    const found = await forge((files) => files.delete(REDACTION));
    expect(found).toEqual(expect.arrayContaining(["redaction-missing", "keys-other"]));
  });

  it("a whole bundle signed by another key, with an empty redaction.json", async () => {
    const { bundle, other } = await sample();
    const files = await unpack(bundle);
    const said = { v: 1, type: "redaction", bundle: "b".repeat(32), at: "2026-11-20T08:30:00.000Z" };
    const empty = canonicalBytes({
      ...said,
      packagedBy: other.statement.p384Spki,
      withheld: [],
      derived: [],
    });
    const entries = [...files].flatMap(([path, bytes]): [string, Bundle][] =>
      path === "evidence/manifest.sig.json"
        ? [
            [path, bytes],
            [REDACTION, empty],
          ]
        : [[path, bytes]],
    );
    expect(await flawsIn(await pack(await refit(new Map(entries), other)))).toContain("redaction-lies");
  });

  it("the redaction.json of another bundle or time, another key's, or the case's key under its bytes", async () => {
    const set = (more: object) =>
      forge((files) => rewrite(files, (redaction) => ({ ...redaction, ...more })));
    expect(await set({ bundle: "a".repeat(32) })).toContain("redaction-other");
    expect(await set({ at: now })).toContain("redaction-other");
    expect(await set({ packagedBy: "case" })).toContain("keys-other");
    const third = await createCaseKeys(now);
    expect(await set({ packagedBy: third.statement.p384Spki })).toContain("keys-other");
    expect(await set({ more: 1 })).toContain("redaction-malformed");
    const found = await forge((files, { made }) =>
      rewrite(files, (redaction) => ({ ...redaction, packagedBy: made.keys.statement.p384Spki })),
    );
    expect(found).toEqual(expect.arrayContaining(["redaction-malformed", "keys-other"]));
  });

  it("a picture added where no original is withheld, twice, of another record, or passed off as the case's", async () => {
    const set = (change: (one: DerivedPicture) => DerivedPicture[]) =>
      forge((files) =>
        rewrite(files, (redaction) => ({ ...redaction, derived: change(picture(redaction)) })),
      );
    const none = `sha256:${"1".repeat(64)}`;
    expect(await set((one) => [{ ...one, of: none }])).toEqual(
      expect.arrayContaining(["derived-foreign", "derived-signature-wrong"]),
    );
    expect(await set((one) => [one, { ...one, file: "derived-1.png" }])).toContain("derived-foreign");
    expect(await set((one) => [{ ...one, record: "c".repeat(31).concat("1") }])).toContain("derived-foreign");
    expect(await set((one) => [{ ...one, record: "f".repeat(32) }])).toContain("derived-foreign");
    expect(await set((one) => [{ ...one, by: "case" }])).toContain("derived-signature-wrong");
    expect(await set((one) => [{ ...one, regions: [{ ...region, x: 1 }] }])).toEqual(
      expect.arrayContaining(["derived-differs", "derived-signature-wrong"]),
    );
  });

  it("the texts for people rewritten, or viewers led to another page first", async () => {
    expect(await forge((files) => files.set("docs/readme.txt", utf8("Trust the sender.")))).toContain(
      "docs-changed",
    );
    expect(
      await forge((files) => {
        const list = JSON.parse(text(files, "datapackage.json"));
        files.set("datapackage.json", canonicalBytes({ ...list, mainPageUrl: "https://other.example/" }));
      }),
    ).toContain("main-page-differs");
  });

  it("custody, keys or manifest touched", async () => {
    for (const path of ["custody/log.jsonl", "evidence/records.jsonl"])
      expect(await forge((files) => editLines(files, path, (lines) => lines.slice(0, -1)))).not.toEqual([]);
    const { bundle } = await sample();
    const foreign = await unpack(bundle);
    for (const path of [
      "evidence/manifest.json",
      "evidence/manifest.sig.json",
      "keys/device.json",
      "custody/checkpoint.txt",
    ])
      expect(await forge((files) => files.set(path, foreign.get(path) ?? utf8(""))), path).not.toEqual([]);
  });
});

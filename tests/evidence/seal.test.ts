import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { assemble } from "../../lib/evidence/assemble.ts";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { canonicalBytes } from "../../lib/evidence/canonical.ts";
import { emptyHead } from "../../lib/evidence/custody.ts";
import { NO_DIGEST } from "../../lib/evidence/digest.ts";
import {
  commitmentOf,
  commitmentsOf,
  disclosureOf,
  leavesOf,
  openDisclosure,
} from "../../lib/evidence/disclose.ts";
import { openPart } from "../../lib/evidence/open.ts";
import { openDisclosures, sealCapture } from "../../lib/evidence/seal.ts";
import type { Statement } from "../../lib/model/statement.ts";
import { sampleStatement } from "../fixtures/bundle.ts";

vi.setConfig({ testTimeout: 60_000 });

const at = { captureId: "a".repeat(32), now: "2026-11-20T08:00:02.000Z" };
const seal = async (statement: Statement, head = emptyHead()) => sealCapture(statement, { ...at, head });
const json = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));

describe("commitments", () => {
  it("to many are those to each, long and foreign ones among them", async () => {
    const disclosure = fc.oneof(
      fc.base64String(),
      fc.string({ unit: "binary" }),
      fc.constant("A".repeat(20_000)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(disclosure), async (all) => {
        const plain = (text: string) =>
          createHash("sha256").update(`evidence-disclosure-v1\0${text.toWellFormed()}`).digest("hex");
        expect(await commitmentsOf(all)).toEqual(all.map((text) => `sha256:${plain(text)}`));
        for (const text of all) expect(await commitmentOf(text)).toBe(`sha256:${plain(text)}`);
      }),
    );
  });
});

describe("sealing", () => {
  it("gives the statement back whole", async () => {
    const { statement } = await sampleStatement(1);
    const sealed = await seal(statement);
    expect(await openDisclosures(sealed.record, sealed.disclosures)).toEqual(statement);
    expect(await openDisclosures(sealed.record, [...sealed.disclosures].reverse())).toEqual({
      ...statement,
      artefacts: [...statement.artefacts].reverse(),
    });
  });

  it("gives it back whatever the page said", async () => {
    const { statement } = await sampleStatement(1);
    const text = fc.string({ unit: "binary", maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(text, { maxLength: 12 }),
        fc.json({ maxDepth: 5 }),
        async (words, comments, fact) => {
          const nobody = { name: null, id: null, handle: null, url: null };
          const changed: Statement = structuredClone(statement);
          changed.extraction.text = { value: words, from: "dom", rung: "x" };
          changed.extraction.comments = comments.map((comment) => ({
            id: null,
            parent: null,
            author: nobody,
            text: comment,
            published: { printed: null, read: null },
          }));
          changed.extraction.facts = [{ name: "x", value: JSON.parse(fact), from: "page-data", rung: "x" }];
          const sealed = await seal(changed);
          const opened = await openDisclosures(sealed.record, sealed.disclosures);
          expect(opened.extraction.comments.map((comment) => comment.text)).toEqual(
            comments.map((comment) => comment.toWellFormed()),
          );
          expect(opened.extraction.text?.value).toBe(words.toWellFormed());
          // what had to be changed is told inside the evidence
          const told = opened.outcomes.some(({ step, status }) => step === "seal" && status === "reduced");
          const exact = isDeepStrictEqual(opened.extraction, changed.extraction);
          expect(told || exact).toBe(true);
        },
      ),
      {
        numRuns: 60,
        examples: [
          ["", [], '{"b":1,"a":{"__proto__":1,"constructor":2}}'],
          ["\ud800", ["\udfff"], "-0"],
        ],
      },
    );
  });

  it("links each record to the one before and enters it in the log", async () => {
    const { statement } = await sampleStatement(1);
    const first = await seal(statement);
    const second = await seal(statement, first.head);
    expect(json(first.record)).toMatchObject({
      v: 1,
      type: "capture",
      seq: 0,
      previous: NO_DIGEST,
      id: at.captureId,
    });
    expect(json(second.record)).toMatchObject({ seq: 1, previous: first.leaf });
    const leaf = createHash("sha256").update(Uint8Array.of(0)).update(first.record).digest("hex");
    expect(first.leaf).toBe(`sha256:${leaf}`);
    expect(json(second.entry)).toMatchObject({
      type: "captured",
      seq: 1,
      commitment: second.leaf,
      detail: { record: 1 },
      prev: first.head.last,
    });
    expect(second.head).toMatchObject({ size: 2, records: 2, lastRecord: second.leaf });
  });

  it("hides: the record holds nothing but salted commitments, new ones each time", async () => {
    const { statement } = await sampleStatement(1);
    const [one, two] = [await seal(statement), await seal(statement)];
    const [a, b] = [json(one.record).commitments as string[], json(two.record).commitments as string[]];
    expect(a).toHaveLength(leavesOf(statement).length);
    expect(a.filter((commitment) => b.includes(commitment))).toEqual([]);
    expect([...a].sort()).toEqual(a);
    expect(Object.keys(json(one.record)).sort()).toEqual([
      "commitments",
      "id",
      "previous",
      "seq",
      "type",
      "v",
    ]);
  });

  it("opens a part, and says how much is withheld", async () => {
    const { statement } = await sampleStatement(1);
    const sealed = await seal(statement);
    const kept = sealed.disclosures.filter(
      (disclosure) =>
        !/^(comment\/0|extraction\/author|artefact\/picture)/.test(openDisclosure(disclosure)?.path ?? ""),
    );
    const opened = await openPart(sealed.record, kept);
    expect(opened).toMatchObject({ withheld: 3, statement: { extraction: { comments: [{ id: "2" }] } } });
    expect("statement" in opened && opened.statement.extraction.author).toBeUndefined();
    expect("statement" in opened && opened.statement.artefacts.map(({ name }) => name)).not.toContain(
      "picture.png",
    );
    await expect(openDisclosures(sealed.record, kept)).rejects.toThrow("missing");
  });

  it("refuses what was not committed, twice disclosed, or malformed", async () => {
    const { statement } = await sampleStatement(1);
    const sealed = await seal(statement);
    const [first = "", ...rest] = sealed.disclosures;
    const problem = async (record: Uint8Array, disclosures: string[]) => {
      const opened = await openPart(record, disclosures);
      return "problem" in opened ? opened.problem : null;
    };
    expect(
      await problem(sealed.record, [
        disclosureOf({ path: "capture/url", value: "https://x.test/" }),
        ...rest,
      ]),
    ).toBe("disclosure-foreign");
    expect(await problem(sealed.record, [first, first])).toBe("disclosure-foreign");
    expect(await problem(sealed.record.slice(1), [])).toBe("record-malformed");
    const commit = async (disclosures: string[]) =>
      canonicalBytes({
        ...json(sealed.record),
        commitments: (await Promise.all(disclosures.map(commitmentOf))).sort(),
      });
    const leaf = (path: string, value: unknown) => disclosureOf({ path, value });
    for (const [bad, why] of [
      [["bm9uc2Vuc2U"], "disclosure-malformed"],
      [[leaf("capture/url", 1)], "statement-malformed"],
      [[leaf("capture/__proto__", {})], "statement-malformed"],
      [[leaf("nothing/0", 1)], "statement-malformed"],
      [[leaf("comment/00", {})], "statement-malformed"],
      [[leaf("extraction/comments", [])], "statement-malformed"],
      [[leaf("capture/url", "a"), leaf("capture/url", "b")], "statement-malformed"],
      [[leaf("artefact/a.png", statement.artefacts[0])], "statement-malformed"],
    ] as const)
      expect(await problem(await commit([...bad]), [...bad]), bad[0]).toBe(why);
    const unsorted = { ...json(sealed.record), commitments: json(sealed.record).commitments.reverse() };
    expect(await problem(canonicalBytes(unsorted), [])).toBe("record-malformed");
    expect(await problem(utf8(JSON.stringify(json(sealed.record), null, 1)), [])).toBe("record-malformed");
  });

  it("commits as FORMAT §4.1-4.2 says, computed here by other means", async () => {
    const salt = Buffer.alloc(16, 7).toString("base64url");
    const disclosure = Buffer.from(JSON.stringify([salt, "capture/url", "https://x.test/"])).toString(
      "base64url",
    );
    const digest = createHash("sha256")
      .update("evidence-disclosure-v1\0")
      .update(disclosure, "ascii")
      .digest("hex");
    expect(await commitmentOf(disclosure)).toBe(`sha256:${digest}`);
    expect(openDisclosure(disclosure)).toEqual({ path: "capture/url", value: "https://x.test/" });
    expect(assemble([])).toMatchObject({ capture: {}, artefacts: [] });
  });
});

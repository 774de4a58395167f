/** The golden table: the core's judgement of each file, as committed. The other faces are held to it in tests/e2e/faces.test.ts. */
import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { nodeHasher } from "../../lib/cli/hasher.ts";
import { contentOf } from "../../lib/verify/content.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { type Expected, FOREIGN_NAMES, goldenFiles } from "../fixtures/golden.ts";

const TABLE = new URL("./golden.json", import.meta.url);
const golden: Record<string, Expected> = JSON.parse(readFileSync(TABLE, "utf8"));
let files: Awaited<ReturnType<typeof goldenFiles>>;
beforeAll(async () => {
  files = await goldenFiles();
}, 60_000);

const judge = async (bytes: Uint8Array<ArrayBuffer>): Promise<Expected> => {
  const { verdict, findings, grades } = await verifyBundle(blobSource(new Blob([bytes])), {
    now: "2026-11-21T00:00:00.000Z",
    hasher: nodeHasher,
  });
  return {
    verdict,
    codes: findings.map(({ code }) => code),
    grades: Object.fromEntries(grades.map(({ rung, code }) => [rung, code])),
  };
};

describe("the golden table", () => {
  it("has a line for each file, and each file is judged so", async () => {
    const found: Record<string, Expected> = {};
    for (const [name, bytes] of files) found[name] = await judge(bytes);
    // KEEPSAKE_GOLDEN=write: after a change that is meant; read the difference before it is committed
    if (process.env.KEEPSAKE_GOLDEN === "write") writeFileSync(TABLE, `${JSON.stringify(found, null, 2)}\n`);
    else {
      expect(Object.keys(golden).filter((name) => !FOREIGN_NAMES.includes(name))).toEqual(
        [...files.keys()].filter((name) => !FOREIGN_NAMES.includes(name)),
      );
      for (const [name, said] of Object.entries(found))
        expect({ [name]: said }).toEqual({ [name]: golden[name] });
    }
  }, 60_000);

  it("calls nothing intact that was bent", () => {
    const unharmed = ["good", "one-capture", "withheld", "traps", "foreign-plain"];
    for (const [name, { verdict, grades }] of Object.entries(golden))
      if (!unharmed.includes(name) && !FOREIGN_NAMES.includes(name)) {
        expect(verdict, name).not.toBe("intact");
        expect(
          Object.values(grades).filter(
            (code) =>
              /-(holds|anchored|known|none)$/.test(code) &&
              !/^(before|log|signed|withheld)-none$|^intact-un/.test(code),
          ),
          name,
        ).toEqual([]);
      }
  });
});

describe("what is shown of a bundle", () => {
  it("is read by ranges, and only where its hash holds", async () => {
    const good = files.get("good") ?? new Uint8Array();
    const content = contentOf(blobSource(new Blob([good])));
    const opened = await content.capture(`${"c".repeat(31)}1`);
    expect(opened?.statement.extraction.text?.value).toContain("Bài viết số 1");
    for (const artefact of opened?.statement.artefacts ?? []) {
      const blob = await content.artefact(artefact);
      expect(blob?.size).toBe(artefact.bytes);
      expect(blob?.type).toBe(artefact.mediaType);
    }
    expect(await content.capture("f".repeat(32))).toBeNull();
  });

  it("is refused where one byte of it was changed", async () => {
    const good = files.get("good") ?? new Uint8Array();
    const content = contentOf(blobSource(new Blob([good])));
    const opened = await content.capture(`${"c".repeat(31)}0`);
    const media = opened?.statement.artefacts.find(({ role }) => role === "media");
    if (!media) throw new Error("no media");
    const whole = new Uint8Array((await (await content.artefact(media))?.arrayBuffer()) ?? new ArrayBuffer());
    const at = Buffer.from(good).indexOf(whole.subarray(40_000, 40_200));
    expect(at).toBeGreaterThan(0);
    const copy = good.slice();
    copy[at] = (copy[at] ?? 0) ^ 1;
    const bad = contentOf(blobSource(new Blob([copy])));
    await expect(bad.artefact(media)).rejects.toMatchObject({ code: "artefact-differs" });
    await expect(bad.artefact({ ...media, sha256: `sha256:${"1".repeat(64)}` })).rejects.toMatchObject({
      code: "artefact-differs",
    });
  });
});

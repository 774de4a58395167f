/** Bundles that other tools wrote, judged as far as they go. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { verifyBundle } from "../../lib/verify/verify.ts";
import { FOREIGN_DIR, foreignSuite } from "../fixtures/foreign.ts";

vi.setConfig({ testTimeout: 60_000 });

const now = "2026-11-21T00:00:00.000Z";
const read = (name: string) => new Uint8Array(readFileSync(join(FOREIGN_DIR ?? "", "wacz", name)));
const report = (bytes: Uint8Array<ArrayBuffer>) => verifyBundle(blobSource(new Blob([bytes])), { now });

describe.skipIf(!FOREIGN_DIR)(foreignSuite("foreign bundles"), () => {
  it("an anonymous wacz-auth signature holds", async () => {
    const { verdict, findings, shown } = await report(read("anonymous-signed.wacz"));
    expect(verdict).toBe("intact");
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["package-signature-holds", "resources-hold", "foreign-bundle"]),
    );
    expect(shown).toMatchObject({
      kind: "foreign",
      signer: expect.stringMatching(/^sha256:/),
      pages: [{ url: expect.stringContaining("http") }],
    });
  });

  it("and no longer, once anything in the file is changed", async () => {
    const bytes = read("anonymous-signed.wacz");
    for (let at = 100; at < bytes.length - 1200; at += 16_001) {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ 1;
      expect((await report(copy)).verdict, `byte ${at}`).not.toBe("intact");
    }
  });

  it.each(["unsigned-1.wacz", "unsigned-2.wacz", "scoop-example.com.wacz"])(
    "%s is readable, and said to be unsigned",
    async (name) => {
      const { verdict, findings, shown } = await report(read(name));
      expect(verdict).toBe("intact");
      expect(findings.map(({ code }) => code)).toEqual(
        expect.arrayContaining(["foreign-unsigned", "resources-hold"]),
      );
      expect(shown?.signer).toBeNull();
      expect(shown?.pages.length).toBeGreaterThan(0);
    },
  );

  it("a domain signature is said to be unchecked", async () => {
    const { verdict, findings, shown } = await report(read("domain-signed.wacz"));
    expect(verdict).toBe("intact");
    expect(findings.map(({ code }) => code)).toContain("foreign-domain");
    expect(shown?.signer).toBeNull();
  });

  it("an invalid one is refused, with every reason", async () => {
    const { verdict, findings } = await report(read("invalid-1.wacz"));
    expect(verdict).toBe("flawed");
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["resource-missing", "resource-added", "foreign-incomplete"]),
    );
  });
});

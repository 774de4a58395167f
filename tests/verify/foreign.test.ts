/** Bundles that other tools wrote, judged as far as they go. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { FOREIGN_DIR, foreignSuite } from "../fixtures/foreign.ts";
import { packNow, text, unpack } from "../fixtures/repack.ts";
import { report } from "../fixtures/report.ts";

vi.setConfig({ testTimeout: 60_000 });

const read = (name: string) => new Uint8Array(readFileSync(join(FOREIGN_DIR ?? "", "wacz", name)));

/** The chain upside down: its root would be the signer. */
const swapCertificates = (pem: string) =>
  pem
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .reverse()
    .join("");
/** A well-formed DER signature that is not the stamped one. */
const otherDer = () =>
  Buffer.from(`3026${"0211"}00${"ab".repeat(16)}${"0211"}00${"cd".repeat(16)}`, "hex").toString("base64");

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

  it("a domain signature holds; whose it is, and when, is told as far as it can be known", async () => {
    const { verdict, findings, shown } = await report(read("domain-signed.wacz"));
    expect(verdict).toBe("intact");
    const said = (code: string) => findings.find((finding) => finding.code === code)?.detail;
    expect(said("domain-signature-holds")).toBe("btrix-sign-test.webrecorder.net");
    expect(said("foreign-domain")).toContain("ISRG Root X1"); // and that nothing here vouches for that name
    expect(said("domain-stamp-unknown")).toBe("2022-01-18T19:00:12.000Z · Free TSA, www.freetsa.org");
    expect(shown?.signer).toMatch(/^sha256:786b6f7a/); // as openssl x509 -pubkey -outform der | sha256sum gives
  });

  it.each([
    [
      "another signature",
      { signature: (text: string) => text.replace("MEYC", "MEUC") },
      "package-signature-wrong",
    ],
    ["another domain", { domain: () => "evil.example" }, "domain-certificate-wrong"],
    ["certificates in another order", { domainCert: swapCertificates }, "domain-certificate-wrong"],
    [
      "no chain",
      { domainCert: () => "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
      "digest-malformed",
    ],
    [
      "garbage for a time stamp",
      { timeSignature: (text: string) => text.slice(0, 400) },
      "domain-stamp-wrong",
    ],
    ["a stamp over something else", { signature: otherDer }, "domain-stamp-wrong"],
    ["no time stamp", { timeSignature: () => undefined }, "digest-malformed"],
  ])("a domain signature with %s does not", async (_, changes, code) => {
    const files = await unpack(read("domain-signed.wacz"));
    const digest = JSON.parse(text(files, "datapackage-digest.json"));
    for (const [key, change] of Object.entries(changes))
      digest.signedData[key] = change(digest.signedData[key]);
    files.set("datapackage-digest.json", utf8(JSON.stringify(digest)));
    const { verdict, findings, shown } = await report(packNow([...files]));
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(verdict).toBe("flawed");
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

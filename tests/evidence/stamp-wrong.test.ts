/** Time stamps wrong in one thing each: what is found, and what `openssl ts -verify` says of the same file. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { utf8 } from "../../lib/evidence/bytes.ts";
import { makeTsa, openssl } from "../fixtures/tsa.ts";
import { tsaBench } from "../fixtures/tsa-bench.ts";
import { statusOnly } from "../fixtures/tsa-token.ts";

vi.setConfig({ testTimeout: 60_000 });

const { folder, top, query, under, below, token, judge } = await tsaBench();
afterAll(() => rmSync(folder, { recursive: true }));

describe("a wrong stamp", () => {
  it.each<[string, string, RegExp, () => Uint8Array]>([
    [
      "another nonce",
      "stamp-other-nonce",
      /nonce mismatch/,
      () => token([top], { nonce: Uint8Array.of(0x41, 2, 3, 4, 5, 6, 7, 8).buffer }),
    ],
    ["no nonce", "stamp-other-nonce", /nonce not returned/, () => token([top], { nonce: null })],
    ["two signers", "stamp-not-one-signer", /there must be one signer/, () => token([top, under({})])],
    [
      "no ESSCertID",
      "stamp-certificate-not-named",
      /missing signing certificate attribute/,
      () => token([top], { ess: false }),
    ],
    [
      "no certificate",
      "stamp-no-signer-certificate",
      /signer certificate not found/,
      () => token([top], { certificates: false }),
    ],
    [
      "no extended key usage",
      "stamp-key-usage",
      /unsuitable certificate purpose/,
      () => token([under({ extendedKeyUsage: "" })]),
    ],
    [
      "another extended key usage",
      "stamp-key-usage",
      /unsuitable certificate purpose/,
      () => token([under({ extendedKeyUsage: "critical,codeSigning" })]),
    ],
    [
      "one more extended key usage",
      "stamp-key-usage",
      /unsuitable certificate purpose/,
      () => token([under({ extendedKeyUsage: "critical,timeStamping,codeSigning" })]),
    ],
    [
      "extended key usage not critical",
      "stamp-key-usage",
      /unsuitable certificate purpose/,
      () => token([under({ extendedKeyUsage: "timeStamping" })]),
    ],
    [
      "a key that may encipher too",
      "stamp-key-usage",
      /unsuitable certificate purpose/,
      () => token([under({ keyUsage: "critical,digitalSignature,keyEncipherment" })]),
    ],
    [
      "a signer expired when it was made",
      "stamp-expired",
      /certificate has expired/,
      () => token([under({ from: "20190101000000Z", until: "20210101000000Z" })]),
    ],
    [
      "a signer not yet valid when it was made",
      "stamp-expired",
      /certificate is not yet valid/,
      () => token([under({ from: "20400101000000Z", until: "20420101000000Z" })]),
    ],
    [
      "a signer issued by one that is no authority",
      "stamp-root-unknown",
      /invalid CA certificate|unsuitable/,
      () => {
        const leaf = under({
          constraints: "critical,CA:FALSE",
          keyUsage: "critical,keyCertSign,digitalSignature",
        });
        return token([under({}, below(leaf))], { certFile: leaf.certFile });
      },
    ],
    [
      "one authority more than the path may have",
      "stamp-root-unknown",
      /path length constraint exceeded/,
      () => {
        const first = under({ constraints: "critical,CA:TRUE,pathlen:0", keyUsage: "critical,keyCertSign" });
        const second = under(
          { constraints: "critical,CA:TRUE", keyUsage: "critical,keyCertSign" },
          below(first),
        );
        writeFileSync(
          join(folder, "both.pem"),
          openssl(folder, "x509", "-in", first.certFile) + openssl(folder, "x509", "-in", second.certFile),
        );
        return token([under({}, below(second))], { certFile: join(folder, "both.pem") });
      },
    ],
    [
      "another content",
      "stamp-malformed",
      /bad pkcs7 type/,
      () => token([top], { contentType: "1.2.840.113549.1.7.1" }),
    ],
    ["another version", "stamp-malformed", /unsupported version/, () => token([top], { version: 2 })],
    ["a refusal", "stamp-refused", /bad status|response is missing|invalid|status/i, () => statusOnly(2)],
    ["a refusal with a token", "stamp-refused", /token present/, () => token([top], { status: 2 })],
    [
      "the beginning only",
      "stamp-malformed",
      /too long|asn1|not enough/i,
      () => top.reply(query.der).slice(0, -1),
    ],
  ])("%s: %s, and openssl refuses too", async (_, problem, said, reply) => {
    const [problems, openssls] = await judge(reply());
    expect(problems).toEqual([problem]);
    expect(openssls).toMatch(said);
  });

  it.each<[string, string, () => Uint8Array]>([
    ["a key of 1,024 bits", "stamp-algorithm", () => token([under({ key: "rsa:1024" })])],
    ["a certificate signed with SHA-1", "stamp-root-unknown", () => token([under({ digest: "sha1" })])],
    ["another name than its signer's", "stamp-name-other", () => token([top], { tsa: "someone else" })],
    [
      "a signer with a critical extension nobody knows",
      "stamp-root-unknown",
      () => token([under({ constraints: "critical,CA:FALSE\n1.2.3.4=critical,ASN1:UTF8String:x" })]),
    ],
    [
      "an authority for some names only",
      "stamp-root-unknown",
      () => {
        const constraints = "critical,CA:TRUE\nnameConstraints=critical,permitted;DNS:example.org";
        const some = under({ constraints, keyUsage: "critical,keyCertSign" });
        return token([under({}, below(some))], { certFile: some.certFile });
      },
    ],
  ])("%s: %s", async (_, problem, reply) => {
    expect((await judge(reply()))[0]).toEqual([problem]);
  });

  it("is not trusted by a root of 1,024 bits, even if that is trusted", async () => {
    const weak = makeTsa(mkdtempSync(join(folder, "weak-")), { name: "weak", key: "rsa:1024" });
    const signer = under({}, weak);
    expect((await judge(token([signer]), weak))[0]).toEqual(["stamp-root-unknown"]);
  });

  it("is found where the data is another", async () => {
    const [problems, said] = await judge(top.reply(query.der), top, utf8("một văn bản khác"));
    expect(problems).toEqual(["stamp-other-imprint"]);
    expect(said).toContain("message imprint mismatch");
  });

  it.each<[string, string, () => Uint8Array]>([
    ["signed with SHA-1", "stamp-algorithm", () => token([top], { digest: "sha1" })],
    ["with a critical extension nobody knows", "stamp-malformed", () => token([top], { critical: "1.2.3" })],
    ["with something after it", "stamp-malformed", () => Uint8Array.of(...top.reply(query.der), 0)],
    [
      "through an authority for web servers",
      "stamp-root-unknown",
      () => {
        const web = under({
          constraints: "critical,CA:TRUE",
          keyUsage: "critical,keyCertSign",
          extendedKeyUsage: "serverAuth",
        });
        return token([under({}, below(web))], { certFile: web.certFile });
      },
    ],
  ])("%s: %s, where openssl is less strict", async (_, problem, reply) => {
    expect(await judge(reply())).toEqual([[problem], "OK"]);
  });
});

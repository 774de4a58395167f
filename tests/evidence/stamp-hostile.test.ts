/** Bytes that only look like a time stamp: a clean refusal each, never an exception, never a hang, never another time. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Integer, Sequence } from "asn1js";
import fc from "fast-check";
import { Certificate, ContentInfo, SignedData, TimeStampResp } from "pkijs";
import { afterAll, describe, expect, it, vi } from "vitest";
import { concat, utf8 } from "../../lib/evidence/bytes.ts";
import { isDer } from "../../lib/evidence/der.ts";
import { trustedRoots } from "../../lib/evidence/stamp-roots.ts";
import { verifyStamp } from "../../lib/evidence/stamp-verify.ts";
import { makeTsa, openssl, type TestTsa } from "../fixtures/tsa.ts";
import { tsaBench } from "../fixtures/tsa-bench.ts";

vi.setConfig({ testTimeout: 60_000 });

const { folder, data, top, query, under } = await tsaBench();
afterAll(() => rmSync(folder, { recursive: true }));
const roots = trustedRoots(top.rootPem);
const judge = (der: Uint8Array) => verifyStamp(der, { data, nonce: query.nonce, roots });
const good = top.reply(query.der);
const told = await judge(good);

/** The object identifier of TSTInfo, after which the signed content stands. */
const CONTENT = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];

describe("garbage", () => {
  it("one changed bit never verifies as anything else than what was signed (FORMAT §12.9)", async () => {
    expect(told.problems).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(7), async (at, bit) => {
        const copy = good.slice();
        copy[at] = (copy[at] ?? 0) ^ (1 << bit);
        const verdict = await judge(copy);
        if (verdict.problems.length === 0) expect(verdict).toEqual(told);
      }),
      { numRuns: 300, seed: 31611 },
    );
  });

  it("no bit of what is signed can be changed at all", async () => {
    const content = at(good, CONTENT) + CONTENT.length + 7;
    await fc.assert(
      fc.asyncProperty(fc.nat(130), fc.nat(7), async (offset, bit) => {
        const copy = good.slice();
        copy[content + offset] = (copy[content + offset] ?? 0) ^ (1 << bit);
        expect((await judge(copy)).problems).not.toEqual([]);
      }),
      { numRuns: 100, seed: 31612 },
    );
  });

  it("splices of two tokens, cuts and random bytes are refused cleanly", async () => {
    const other = under({}).reply(query.der);
    const toldByOther = await judge(other);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc
            .tuple(fc.nat(good.length), fc.nat(other.length))
            .map(([a, b]) => concat(good.subarray(0, a), other.subarray(b))),
          fc.nat(good.length - 1).map((end) => good.slice(0, end)),
          fc.uint8Array({ maxLength: 400 }),
          fc.uint8Array({ maxLength: 60 }).map((inner) => concat(Uint8Array.of(0x30, inner.length), inner)),
        ),
        async (bytes) => {
          const verdict = await judge(bytes);
          if (verdict.problems.length === 0) expect([told, toldByOther]).toContainEqual(verdict);
        },
      ),
      { numRuns: 300, seed: 31613 },
    );
  });

  it.each([
    ["nested without end", () => new Uint8Array(65_536).fill(0x30)],
    ["nested with true lengths", () => nested(3000)],
    [
      "of ten thousand values",
      () =>
        new Uint8Array(
          new Sequence({ value: Array.from({ length: 10_000 }, () => new Integer({ value: 1 })) }).toBER(),
        ),
    ],
    ["of indefinite length", () => Uint8Array.of(0x30, 0x80, 0, 0)],
    ["of a length in too many bytes", () => Uint8Array.of(0x30, 0x84, 0, 0, 0, 1, 0)],
    ["of a length that lies", () => Uint8Array.of(0x30, 0x82, 0xff, 0xff, 0)],
    ["longer than any stamp", () => new Uint8Array(65_537)],
    ["empty", () => new Uint8Array()],
  ])("%s", async (_, bytes) => {
    expect((await judge(bytes())).problems).toEqual(["stamp-malformed"]);
  });

  it("DER is told from what is not", () => {
    expect(isDer(good)).toBe(true);
    expect(isDer(concat(good, Uint8Array.of(0)))).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        isDer(bytes);
      }),
      { numRuns: 500, seed: 31614 },
    );
  });
});

describe("a careful forger", () => {
  it("who changes the time and the digest over it is found by the signature", async () => {
    const copy = good.slice();
    const text = utf8((told.genTime ?? "").replace(/\D/g, "").slice(0, 14));
    const start = at(copy, CONTENT) + CONTENT.length + 6;
    const end = start + 3 + (copy[start + 2] ?? 0);
    const digest = () => createHash("sha256").update(copy.subarray(start, end)).digest();
    const bound = at(copy, [...digest()]);
    expect(bound).toBeGreaterThan(end);
    const year = at(copy, [...text]) + 3;
    copy[year] = (copy[year] ?? 0) ^ 1;
    copy.set(digest(), bound);
    const { problems, genTime } = await judge(copy);
    expect(genTime).not.toBe(told.genTime);
    expect(problems).toEqual(["stamp-signature-wrong"]);
  });

  it("who changes the signature is found", async () => {
    const copy = good.slice();
    copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
    expect((await judge(copy)).problems).toEqual(["stamp-signature-wrong"]);
  });

  it("who calls their root by another's name is not trusted for it", async () => {
    const namesake = makeTsa(mkdtempSync(join(folder, "namesake-")), { name: "top" });
    expect((await judge(namesake.reply(query.der))).problems).toEqual(["stamp-root-unknown"]);
  });

  it("who spells lengths otherwise is refused: one token has one spelling", async () => {
    expect(good.subarray(0, 2)).toEqual(Uint8Array.of(0x30, 0x82));
    for (const spelt of [
      concat(Uint8Array.of(0x30, 0x83, 0), good.subarray(2)),
      concat(Uint8Array.of(0x30, 0x80), good.subarray(4), Uint8Array.of(0, 0)),
    ])
      expect((await judge(spelt)).problems).toEqual(["stamp-malformed"]);
  });
});

describe("certificates that lead nowhere", () => {
  it("two authorities that issue each other end the search", async () => {
    const [a, b] = [top, makeTsa(folder, { name: "ring" })];
    const ring = [crossed(a, b), crossed(b, a)].map((pem) => pem.trim()).join("\n");
    const { problems } = await verifyStamp(withCertificates(good, ring), {
      data,
      nonce: query.nonce,
      roots: trustedRoots(),
    });
    expect(problems).toEqual(["stamp-root-unknown"]);
    expect((await judge(withCertificates(good, ring))).problems).toEqual([]);
  });

  it("more of them than any token needs are refused", async () => {
    const pem = openssl(folder, "x509", "-in", top.certFile);
    expect((await judge(withCertificates(good, pem.repeat(15)))).problems).toEqual([]);
    expect((await judge(withCertificates(good, pem.repeat(16)))).problems).toEqual(["stamp-malformed"]);
  });

  it("one of the same issuer and number as the signer's does not take its place", async () => {
    const decoy = under({});
    const serial = openssl(folder, "x509", "-in", top.certFile, "-noout", "-serial")
      .trim()
      .replace("serial=", "0x");
    openssl(
      decoy.folder,
      ..."x509 -req -in tsa.csr -extfile tsa.ext -out decoy.crt -set_serial".split(" "),
      ...[serial, "-CA", top.rootFile, "-CAkey", top.rootKeyFile],
    );
    const pem = openssl(decoy.folder, "x509", "-in", "decoy.crt");
    expect(await judge(withCertificates(good, pem))).toEqual(told);
  });
});

const at = (bytes: Uint8Array, part: readonly number[]): number =>
  bytes.findIndex((_, from) => part.every((byte, index) => bytes[from + index] === byte));

function nested(depth: number): Uint8Array {
  let der: Uint8Array = Uint8Array.of(0x05, 0x00);
  for (let level = 0; level < depth; level++)
    der = new Uint8Array(concat(Uint8Array.of(0x30, 0x82, der.length >> 8, der.length & 255), der));
  return der;
}

/** The root of `a`, issued by that of `b`. */
function crossed(a: TestTsa, b: TestTsa): string {
  openssl(
    b.folder,
    ..."ca -batch -notext -config ca.cnf -extfile root.ext -startdate 20150101000000Z -enddate 20450101000000Z".split(
      " ",
    ),
    ...["-in", `${a.folder}/root.csr`, "-out", "crossed.crt", "-cert", b.rootFile, "-keyfile", b.rootKeyFile],
  );
  return openssl(b.folder, "x509", "-in", "crossed.crt");
}

/** The token with more certificates in it: they are not signed. */
function withCertificates(der: Uint8Array, pem: string): Uint8Array {
  const response = TimeStampResp.fromBER(der.slice().buffer);
  const signed = new SignedData({ schema: response.timeStampToken?.content });
  const more = pem.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? [];
  for (const one of more)
    signed.certificates?.push(
      Certificate.fromBER(Buffer.from(one.replace(/-----[^-]+-----|\s/g, ""), "base64")),
    );
  response.timeStampToken = new ContentInfo({
    contentType: "1.2.840.113549.1.7.2",
    content: signed.toSchema(true),
  });
  return new Uint8Array(response.toSchema().toBER());
}

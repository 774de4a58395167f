/** Time stamps in which nothing is wrong: ours and `openssl ts -verify` agree on each file. */
import { rmSync } from "node:fs";
import { afterAll, describe, expect, it, vi } from "vitest";
import { stampRequest } from "../../lib/evidence/stamp-request.ts";
import { trustedRoots } from "../../lib/evidence/stamp-roots.ts";
import { verifyStamp } from "../../lib/evidence/stamp-verify.ts";
import { makeTsa, openssl } from "../fixtures/tsa.ts";
import { tsaBench } from "../fixtures/tsa-bench.ts";

vi.setConfig({ testTimeout: 60_000 });

const { folder, data, top, query, under, below, token, judge } = await tsaBench();
afterAll(() => rmSync(folder, { recursive: true }));

describe("a query", () => {
  it("is what openssl reads it to be, with a nonce of its own each time", async () => {
    const read = openssl(folder, "ts", "-query", "-in", "query.tsq", "-text");
    expect(read).toMatch(/Version: 1\n/);
    expect(read).toContain("Hash Algorithm: sha256");
    expect(read).toContain(`Nonce: 0x${query.nonce.toUpperCase()}`);
    expect(read).toContain("Certificate required: yes");
    expect(read).toContain("Policy OID: unspecified");
    const more = await Promise.all(Array.from({ length: 50 }, () => stampRequest(data)));
    expect(new Set(more.map(({ nonce }) => nonce)).size).toBe(50);
    for (const { nonce, der } of more) {
      expect(nonce).toMatch(/^[4-7][0-9a-f]{31}$/);
      expect(der.length).toBe(query.der.length);
    }
  });
});

describe("a good stamp", () => {
  it.each([
    ["of openssl's own authority", () => top.reply(query.der)],
    ["with ESSCertID of version 1", () => under({ essDigest: "sha1" }).reply(query.der)],
    ["signed by hand", () => token([top])],
    ["with SHA-512", () => token([top], { digest: "sha512" })],
    ["granted with modifications", () => token([top], { status: 1 })],
    [
      "by a signer long expired, made while its certificate was valid",
      () =>
        token([under({ from: "20190101000000Z", until: "20210101000000Z" })], {
          genTime: new Date("2020-06-01T00:00:00Z"),
        }),
    ],
    [
      "through an authority between signer and root",
      () => {
        const between = under({
          constraints: "critical,CA:TRUE,pathlen:0",
          keyUsage: "critical,keyCertSign",
        });
        return token([under({}, below(between))], { certFile: between.certFile });
      },
    ],
  ])("%s holds, as openssl says too", async (_, reply) => {
    expect(await judge(reply())).toEqual([[], "OK"]);
  });

  it("is trusted by whoever trusts the root, and by nobody else", async () => {
    const other = makeTsa(folder, { name: "other" });
    const reply = top.reply(query.der);
    const [problems, said] = await judge(reply, other);
    expect(problems).toEqual(["stamp-root-unknown"]);
    expect(said).toMatch(/unable to get (local )?issuer certificate|self.signed certificate/);
    const { authority, root, genTime, accuracyMs } = await verifyStamp(reply, {
      data,
      nonce: query.nonce,
      roots: trustedRoots(top.rootPem),
    });
    expect({ authority, root, accuracyMs }).toEqual({
      authority: "Keepsake tests, top",
      root: "Keepsake tests, top root",
      accuracyMs: 1000,
    });
    expect(Math.abs(Date.parse(genTime ?? "") - Date.now())).toBeLessThan(3_600_000);
  });
});

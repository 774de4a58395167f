/** Time stamps by other people's authorities: what is said of each, beside `openssl ts -verify` on the same file. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { toHex, utf8 } from "../../lib/evidence/bytes.ts";
import { readPem, toPem, trustedRoots } from "../../lib/evidence/stamp-roots.ts";
import { readStamp } from "../../lib/evidence/stamp-token.ts";
import { verifyStamp } from "../../lib/evidence/stamp-verify.ts";
import { FOREIGN_DIR, foreignSuite } from "../fixtures/foreign.ts";

const work = mkdtempSync(join(tmpdir(), "keepsake-"));
afterAll(() => rmSync(work, { recursive: true }));
const folder = join(FOREIGN_DIR ?? "", "rfc3161");
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
/** Whom to trust beside the pinned roots: the self-signed of a chain; the others are helpers, as tsa-chain.pem is. */
function chainOf(name: string | null) {
  const all = name === null ? [] : (readPem(readFileSync(join(folder, name), "utf8")) ?? []);
  return { all, roots: all.filter(({ subject, issuer }) => subject.isEqual(issuer)) };
}

/** The data of some is not known: then the imprint alone may be found wrong, and openssl is given the digest. */
const TOKENS = [
  [
    "digicert.tsr",
    null,
    ["stamp-other-imprint"],
    "2025-03-24T11:17:47.000Z",
    "DigiCert, DigiCert Timestamp 2024",
    "OK",
  ],
  [
    "self_signed.tsr",
    null,
    ["stamp-other-imprint", "stamp-root-unknown"],
    "2025-03-24T11:38:16.000Z",
    "BANCO CENTRAL DE COSTA RICA, TSA SINPE v3",
    "unable to get",
  ],
  [
    "sigstage-response-no-embedded-cert.tsr",
    "sigstage-chain.pem",
    [],
    "2025-06-18T08:13:02.000Z",
    "sigstore.dev, sigstore-tsa",
    "OK",
  ],
  [
    "sigstage-response-sha256.tsr",
    "sigstage-chain.pem",
    [],
    "2025-05-09T11:58:55.000Z",
    "sigstore.dev, sigstore-tsa",
    "OK",
  ],
  [
    "sigstage-response-sha512.tsr",
    "sigstage-chain.pem",
    [],
    "2025-05-09T11:58:56.000Z",
    "sigstore.dev, sigstore-tsa",
    "OK",
  ],
  [
    "sigstore.mock-response-expired.tsr",
    "sigstore.mock-chain.pem",
    ["stamp-other-imprint"],
    "2023-02-01T00:00:00.000Z",
    "sigstore.mock, tsa signing",
    "OK",
  ],
  [
    "test_tsa-other_response.tsr",
    "test_tsa-chain.pem",
    ["stamp-root-unknown"],
    "2024-10-31T13:31:44.000Z",
    "local, Test TSA Timestamping",
    "unable to get",
  ],
  [
    "test_tsa-response.tsr",
    "test_tsa-chain.pem",
    [],
    "2024-10-08T15:40:32.000Z",
    "local, Test TSA Timestamping",
    "OK",
  ],
] as const;

describe.skipIf(!FOREIGN_DIR)(foreignSuite("foreign time stamps"), () => {
  it("are all looked at", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".tsr"));
    expect(TOKENS.map(([name]) => name)).toEqual(files.sort());
  });

  it.each(TOKENS)("%s", async (name, chain, problems, genTime, authority, said) => {
    const der = read(name);
    const token = readStamp(der);
    if ("problem" in token || token.nonce === null) throw new Error("unread");
    const { all, roots } = chainOf(chain);
    const trusted = [...trustedRoots(), ...roots];
    const verdict = await verifyStamp(der, {
      data: utf8("hello"),
      nonce: token.nonce,
      roots: trusted,
      helpers: all,
    });
    expect(verdict).toMatchObject({ problems, genTime, authority });

    const trustFile = join(work, "roots.pem");
    writeFileSync(trustFile, toPem(trusted));
    const at = String(Date.parse(genTime) / 1000);
    const digest = toHex(token.imprint.digest);
    const given = chain === null ? [] : ["-untrusted", join(folder, chain)];
    const { stdout, stderr } = spawnSync(
      "openssl",
      [
        "ts",
        "-verify",
        "-in",
        join(folder, name),
        "-digest",
        digest,
        "-attime",
        at,
        "-CAfile",
        trustFile,
        ...given,
      ],
      { encoding: "utf8" },
    );
    expect(stdout + stderr).toContain(said === "OK" ? "Verification: OK" : said);
  });

  it("count only by the root that is really theirs", async () => {
    const der = read("sigstage-response-sha256.tsr");
    const { all, roots } = chainOf("sigstage-chain.pem");
    const other = chainOf("test_tsa-chain.pem");
    const nonce = "051708b19a1d2e209c2236ffc3238bf24dcecc40";
    const by = async (trusted: typeof all) =>
      (await verifyStamp(der, { data: utf8("hello"), nonce, roots: trusted, helpers: all })).problems;
    expect(await by(roots)).toEqual([]);
    expect(await by(other.roots)).toEqual(["stamp-root-unknown"]);
    expect(await by([])).toEqual(["stamp-root-unknown"]);
  });
});

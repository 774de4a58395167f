/** What we write, read by other people's tools. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, createPublicKey, verify } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AsyncIterReader, WARCParser } from "warcio";
import { VERIFY } from "../../lib/bundle/readme.ts";
import { writeWacz } from "../../lib/bundle/wacz-write.ts";
import { bundleBytes, sampleBundle, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { handSteps, runByHand } from "../fixtures/by-hand.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
const bundle = join(folder, "sample.wacz");
const unpacked = join(folder, "unpacked");
const json = (path: string) => JSON.parse(readFileSync(join(unpacked, path), "utf8"));
const has = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

beforeAll(async () => {
  writeFileSync(bundle, await sampleBundle(3));
  mkdirSync(unpacked);
  if (has("unzip")) execFileSync("unzip", ["-q", bundle, "-d", unpacked]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!has("unzip"))("a bundle", () => {
  it("is a clean zip, neutral in its metadata", () => {
    expect(execFileSync("unzip", ["-t", bundle], { encoding: "utf8" })).toContain("No errors detected");
    const listing = execFileSync("unzip", ["-Z", "-T", bundle], {
      encoding: "utf8",
      env: { ...process.env, TZ: "Asia/Ho_Chi_Minh" },
    });
    expect(listing.match(/19800101\.000000/g)).toHaveLength(14);
  });

  it("is written the same in every time zone", () => {
    const script = `import { sampleBundle } from "./tests/fixtures/bundle.ts"; sampleBundle(1).then((b) => process.stdout.write(Buffer.from(b.subarray(0, 20)).toString("hex")))`;
    const heads = ["Asia/Ho_Chi_Minh", "America/Los_Angeles"].map((TZ) =>
      execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
        encoding: "utf8",
        env: { ...process.env, TZ },
      }),
    );
    expect(heads[0]).toBe(heads[1]);
    expect(heads[0]).toMatch(/^504b0304/);
  });

  it("bears a wacz-auth signature that Node's own crypto accepts", () => {
    const text = readFileSync(join(unpacked, "datapackage.json"));
    const { hash, signedData } = json("datapackage-digest.json");
    expect(hash).toBe(`sha256:${createHash("sha256").update(text).digest("hex")}`);
    const key = createPublicKey({
      key: Buffer.from(signedData.publicKey, "base64"),
      format: "der",
      type: "spki",
    });
    expect(key.asymmetricKeyDetails?.namedCurve).toBe("secp384r1");
    const signature = Buffer.from(signedData.signature, "base64");
    expect(verify("sha256", Buffer.from(hash), { key, dsaEncoding: "ieee-p1363" }, signature)).toBe(true);
    expect(Object.keys(signedData).sort()).toEqual([
      "created",
      "hash",
      "publicKey",
      "signature",
      "software",
      "version",
    ]);
    expect(signedData.created).toBe(json("datapackage.json").created);
  });

  it("lists every file as py-wacz and the Frictionless standard demand", () => {
    const { resources, profile, wacz_version } = json("datapackage.json");
    expect([profile, wacz_version]).toEqual(["data-package", "1.1.1"]);
    for (const { name, path, hash, bytes } of resources) {
      const content = readFileSync(join(unpacked, path));
      expect(name).toMatch(/^[-a-z0-9._/]+$/);
      expect(path.split("/")).toHaveLength(2);
      expect(hash).toBe(`sha256:${createHash("sha256").update(content).digest("hex")}`);
      expect(bytes).toBe(content.length);
    }
    expect(new Set(resources.map(({ name }: { name: string }) => name)).size).toBe(12);
  });

  it("can be checked with unzip, sha256sum and openssl alone, as docs/verify.txt says", () => {
    if (!has("openssl") || !has("sha256sum")) return console.warn("SKIPPED: needs openssl and sha256sum");
    const text = readFileSync(join(unpacked, "docs/verify.txt"), "utf8");
    expect(text).toBe(VERIFY);
    expect(handSteps()).toBe(7);
    const output = runByHand(7, bundle, unpacked);
    for (const expected of [
      "No errors detected",
      "archive/data.warc.gz: OK",
      "docs/verify.txt: OK",
      "SAME",
      "Verified OK",
      "Signature Verified Successfully",
    ])
      expect(output).toContain(expected);
    expect(new Set(output.trim().split("\n").slice(-3)).size).toBe(1);
    expect(output).not.toContain("FAILED");
  });

  it("holds a WARC that warcio indexes and reads, each payload as sealed", async () => {
    const warc = join(unpacked, "archive/data.warc.gz");
    const index = execFileSync(process.execPath, ["node_modules/warcio/dist/cli.js", "index", warc], {
      encoding: "utf8",
    });
    const lines = index
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(1 + 3 * 7);
    const cdx = readFileSync(join(unpacked, "indexes/index.cdx"), "utf8").trim().split("\n");
    expect(Buffer.compare(Buffer.from(cdx.join("\n")), Buffer.from([...cdx].sort().join("\n")))).toBe(0);
    const offsets = new Map(lines.map((line) => [line["warc-target-uri"], line.offset]));
    for (const line of cdx) {
      const { url, offset } = JSON.parse(line.slice(line.indexOf("{")));
      expect(Number(offset)).toBe(offsets.get(url));
    }
    let payloads = 0;
    for await (const record of new WARCParser(new AsyncIterReader([readFileSync(warc)]), {
      parseHttp: false,
    })) {
      const digest = record.warcHeader("WARC-Payload-Digest");
      const payload = await record.readFully(false);
      expect(record.warcType).toBe(payloads === 0 ? "warcinfo" : "resource");
      if (payloads++ > 0) expect(`sha256:${createHash("sha256").update(payload).digest("hex")}`).toBe(digest);
    }
    expect(payloads).toBe(22);
  });

  it("shows each page at its own address, marked as derived, and never makes up a response", () => {
    const warc = execFileSync("gzip", ["-dc", join(unpacked, "archive/data.warc.gz")], {
      encoding: "latin1",
    });
    expect(warc).not.toMatch(/^WARC-Type: (?!resource|warcinfo)/m);
    const heads = warc.split("WARC/1.1\r\n").map((part) => part.slice(0, part.indexOf("\r\n\r\n")));
    const derived = heads.filter((head) => head.includes("Keepsake-Derived: replay"));
    expect(derived.map((head) => /WARC-Target-URI: (.*)/.exec(head)?.[1])).toEqual(
      [1000, 1001, 1002].map((n) => `https://www.facebook.com/nguoi.mau/posts/${n}`),
    );
    expect(warc).not.toMatch(/cookie|authorization/i);
  });
});

describe("writing", () => {
  it("errors, and does not write, where a kept file is not the one that was sealed", async () => {
    const made = await sampleCase(2);
    const [first, second] = made.captures;
    if (!first || !second) throw new Error("no captures");
    const rotten = {
      ...second,
      artefact: async (name: string) => (name === "picture.png" ? new Blob(["x"]) : second.artefact(name)),
    };
    await expect(bundleBytes(sampleInput(made, { captures: [first, rotten] }))).rejects.toThrow(
      "picture.png",
    );
    await expect(
      bundleBytes(
        sampleInput(made, {
          captures: [{ ...second, artefact: async () => Promise.reject(new Error("gone")) }],
        }),
      ),
    ).rejects.toThrow("gone");
  });

  it("errors where captures are out of order, foreign, none, or can be read only once", async () => {
    const made = await sampleCase(2);
    const [first, second] = made.captures;
    if (!first || !second) throw new Error("no captures");
    const once = (async function* () {
      yield first;
    })();
    for (const captures of [
      [second, first],
      [{ ...first, captureId: "d".repeat(32) }],
      [{ ...first, disclosures: second.disclosures }],
      [],
      once,
    ])
      await expect(bundleBytes(sampleInput(made, { captures }))).rejects.toThrow("export-failed");
  });

  it("reads what it writes next, and that only as fast as it is read itself", async () => {
    const made = await sampleCase(3, 0, { mediaBytes: 3_000_000 });
    let open = 0;
    const captures = made.captures.map((capture) => ({
      ...capture,
      artefact: async (name: string) => {
        open++;
        return capture.artefact(name);
      },
    }));
    const progress: number[] = [];
    const reader = writeWacz(
      sampleInput(made, { captures, onProgress: (done) => progress.push(done) }),
    ).getReader();
    await reader.read();
    expect(open).toBeLessThanOrEqual(5); // of the first capture, none of the others
    let length = 1024 * 1024;
    for (let next = await reader.read(); !next.done; next = await reader.read()) length += next.value.length;
    expect(open).toBe(15); // the page stands in the archive twice, and is read once
    expect(progress.at(-1)).toBeGreaterThanOrEqual(length);
  });
});

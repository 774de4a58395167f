/** The worked example of FORMAT.md §13 is true: recomputed from the text alone, and what the code writes. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exampleBundle, exampleText, withExample } from "../fixtures/example.ts";
import { expectedArchive, gzip, surt } from "../fixtures/second-archive.ts";
import { crc32, digest, ed25519Holds, jcs, leaf, p384Holds, root } from "../fixtures/second-tools.ts";
import { secondOpinion } from "../fixtures/second-verifier.ts";

const format = readFileSync("lib/bundle/FORMAT.md", "utf8");
const block = (name: string): string => {
  const found = format.split(`\n\`\`\`example ${name}\n`)[1]?.split("\n```")[0];
  if (found === undefined) throw new Error(`FORMAT.md has no example "${name}"`);
  return found;
};
const json = (name: string) => JSON.parse(block(name));
const lines = (name: string) => block(name).split("\n");
const bytes = (name: string) => Buffer.from(block(name).replace(/\s/g, ""), "hex");
const message = (context: string, text: string) => Buffer.from(`${context}\0${text}`);
const ofLines = (name: string) => `${block(name)}\n`;

describe("the worked example", () => {
  it("is what the code writes (else: npx tsx tests/fixtures/example.ts)", async () => {
    expect(withExample(format, await exampleText())).toBe(format);
    expect(secondOpinion(await exampleBundle())).toBeNull();
    expect(format).toContain(digest(await exampleBundle()));
  });

  it("keys: id, verifier key and both bindings", () => {
    const { binding, ...bare } = json("keys/device.json");
    expect(jcs({ binding, ...bare })).toBe(block("keys/device.json"));
    expect(digest(Buffer.from(bare.ed25519, "base64"))).toBe(bare.keyId);
    expect(ed25519Holds(bare.ed25519, message("evidence-keys-v1", jcs(bare)), binding.ed25519)).toBe(true);
    expect(p384Holds(bare.p384Spki, message("evidence-keys-v1", jcs(bare)), binding.p384)).toBe(true);
  });

  it("disclosure, commitment, record, leaf", () => {
    expect(Buffer.from(block("opened")).toString("base64url")).toBe(block("disclosure"));
    expect(digest(message("evidence-disclosure-v1", block("disclosure")))).toBe(block("commitment"));
    const record = json("evidence/records.jsonl");
    const disclosed = lines("evidence/disclosures.jsonl").map((line) => JSON.parse(line));
    const commitments = disclosed
      .map(({ disclosure }) => digest(message("evidence-disclosure-v1", disclosure)))
      .sort();
    expect(disclosed[0].disclosure).toBe(block("disclosure"));
    expect(disclosed.every((line) => line.record === record.id)).toBe(true);
    expect(record.commitments).toEqual(commitments);
    expect(`sha256:${leaf(block("evidence/records.jsonl")).toString("hex")}`).toBe(block("record-leaf"));
  });

  it("custody: leaves, chain, root, checkpoint", () => {
    const log = lines("custody/log.jsonl");
    expect(log.map((line) => `sha256:${leaf(line).toString("hex")}`)).toEqual(lines("log-leaves"));
    expect(JSON.parse(log[1] ?? "").prev).toBe(lines("log-leaves")[0]);
    expect(JSON.parse(log[0] ?? "").commitment).toBe(block("record-leaf"));
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = log.map(leaf);
    const top = createHash("sha256")
      .update(Buffer.concat([Buffer.of(1), first, second]))
      .digest();
    expect(root([first, second])).toEqual(top);
    expect(block("log-root")).toBe(`sha256:${top.toString("hex")}`);
    const note = ofLines("custody/checkpoint.txt");
    const [text = "", signature = ""] = [
      note.slice(0, note.indexOf("\n\n") + 1),
      note.trim().split(" ").at(-1),
    ];
    expect(text).toBe(`${json("evidence/manifest.json").custody.origin}\n2\n${top.toString("base64")}\n`);
    expect(
      ed25519Holds(
        json("keys/device.json").ed25519,
        Buffer.from(text),
        Buffer.from(signature, "base64").subarray(4),
      ),
    ).toBe(true);
  });

  it("manifest, list, and their signatures", () => {
    const { publicKey, signature, signed } = json("evidence/manifest.sig.json");
    expect(signed).toBe(digest(block("evidence/manifest.json")));
    expect(
      ed25519Holds(publicKey, message("evidence-manifest-v1", block("evidence/manifest.json")), signature),
    ).toBe(true);
    expect(json("evidence/manifest.json").keys).toBe(digest(block("keys/device.json")));
    const { hash, signedData } = json("datapackage-digest.json");
    expect(hash).toBe(digest(block("datapackage.json")));
    expect(p384Holds(signedData.publicKey, Buffer.from(hash), signedData.signature)).toBe(true);
    for (const { path, hash: stated, bytes: length } of json("datapackage.json").resources) {
      if (/^(docs|archive)\//.test(path)) continue; // not printed whole
      const content = /\.(jsonl|cdx|txt)$/.test(path) ? ofLines(path) : block(path);
      expect([digest(content), Buffer.byteLength(content)], path).toEqual([stated, length]);
    }
  });

  it("archive, index and pages follow from the disclosures", () => {
    const { bundleId, createdAt, tool } = json("evidence/manifest.json");
    const leaves = lines("evidence/disclosures.jsonl").map((line) =>
      JSON.parse(Buffer.from(JSON.parse(line).disclosure, "base64url").toString()),
    );
    const record = bytes("member").subarray(15, -8);
    expect(gzip(record)).toEqual(bytes("member"));
    // an archive with nothing but this member at its place: the one payload that is not made of disclosures
    const place = Number(
      JSON.parse(
        lines("indexes/index.cdx")
          .find((line) => line.includes("urn:text:"))
          ?.replace(/^[^{]*/, "") ?? "",
      ).offset,
    );
    const found = Buffer.concat([Buffer.alloc(place), bytes("member")]);
    const part = {
      id: json("evidence/records.jsonl").id,
      leaves: leaves.map(([, path, value]): [string, unknown] => [path, value]),
    };
    const expected = expectedArchive([part], { bundleId, createdAt, tool }, () => found);
    expect(expected.index).toBe(ofLines("indexes/index.cdx"));
    expect(expected.pages).toBe(ofLines("pages/pages.jsonl"));
    expect(digest(expected.files[0]?.bytes ?? Buffer.alloc(0))).toBe(
      json("datapackage.json").resources[0].hash,
    );
    expect(surt("https://www2.Example.com:444/B?z=1&a=2")).toBe("com,example:444)/b?a=2&z=1");
  });

  it("the zip's bytes", () => {
    const content = Buffer.from(block("datapackage-digest.json"));
    const [local, entry, end] = [bytes("zip-local"), bytes("zip-entry"), bytes("zip-end")];
    expect(local.subarray(30).toString()).toBe("datapackage-digest.json");
    expect(local.subarray(0, 26).toString("hex")).toBe(
      "504b03042d00080800000000210000000000000000000000000000".slice(0, 52),
    );
    const numbers = Buffer.alloc(12);
    numbers.writeUInt32LE(crc32(content), 0);
    numbers.writeUInt32LE(content.length, 4);
    numbers.writeUInt32LE(content.length, 8);
    expect(bytes("zip-descriptor")).toEqual(Buffer.concat([Buffer.from("PK\x07\x08"), numbers]));
    expect(entry.subarray(16, 28)).toEqual(numbers);
    const [start, size] = [end.readUInt32LE(16), end.readUInt32LE(12)];
    expect(entry.readUInt32LE(42)).toBe(start - 16 - content.length - local.length);
    expect(format).toContain(`The bundle has ${start + size + 22} bytes`);
  });
});

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { fromHex, utf8 } from "../../lib/evidence/bytes.ts";
import { parseCheckpoint, readNote, vkeyOf, writeCheckpoint } from "../../lib/evidence/checkpoint.ts";
import { appendEntry, emptyHead } from "../../lib/evidence/custody.ts";
import { label } from "../../lib/evidence/digest.ts";
import { createCaseKeys, keysHold } from "../../lib/evidence/keys.ts";
import { leafHash, rootOf, treeRoot } from "../../lib/evidence/tree.ts";

vi.setConfig({ testTimeout: 60_000 });

describe("RFC 6962 tree", () => {
  it("gives the roots of Certificate Transparency's reference vectors", async () => {
    const inputs = [
      "",
      "00",
      "10",
      "2021",
      "3031",
      "40414243",
      "5051525354555657",
      "606162636465666768696a6b6c6d6e6f",
    ];
    const roots = [
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    const leaves = await Promise.all(inputs.map((hex) => leafHash(fromHex(hex) ?? new Uint8Array())));
    for (const [size, root] of roots.entries())
      expect(await treeRoot(leaves.slice(0, size))).toBe(`sha256:${root}`);
  });

  it("agrees with the recursive definition of RFC 9162 §2.1.1", async () => {
    const sha = (...parts: Uint8Array[]) =>
      parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
    const mth = (entries: Uint8Array[]): Buffer => {
      const [only] = entries;
      if (!only) return sha();
      if (entries.length === 1) return sha(Uint8Array.of(0), only);
      let cut = 1;
      while (cut * 2 < entries.length) cut *= 2;
      return sha(Uint8Array.of(1), mth(entries.slice(0, cut)), mth(entries.slice(cut)));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 40 }), async (entries) => {
        expect(await treeRoot(await Promise.all(entries.map(leafHash)))).toBe(label(mth(entries)));
      }),
      { numRuns: 40 },
    );
  });

  it("keeps a head of a few digests however long the log, from which the root can be had", async () => {
    let head = emptyHead();
    const leaves: string[] = [];
    for (let n = 0; n < 100; n++) {
      const made = await appendEntry(head, {
        ts: "2026-11-20T08:00:00.000Z",
        type: "annotated",
        commitment: null,
        detail: { n },
      });
      expect(JSON.parse(new TextDecoder().decode(made.bytes))).toMatchObject({
        v: 1,
        seq: n,
        prev: head.last,
      });
      head = made.head;
      leaves.push(await leafHash(made.bytes));
      expect(head.last).toBe(leaves.at(-1));
    }
    expect(head.peaks).toHaveLength(3); // 100 = 64 + 32 + 4
    expect(await rootOf(head.peaks)).toBe(await treeRoot(leaves));
  });
});

describe("signed notes", () => {
  it("verify the example of the C2SP specification", async () => {
    const vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const note =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    expect(await readNote(note, vkey)).toMatchObject({ signed: true });
    expect(await readNote(note.replace("know", "knew"), vkey)).toMatchObject({ signed: false });
    expect(await readNote(note.slice(0, -1), vkey)).toBeNull();
    expect(await readNote("nothing", vkey)).toBeNull();
  });

  it("carry a checkpoint there and back; signatures by others are passed over", async () => {
    const keys = await createCaseKeys("2026-11-20T08:00:00.000Z");
    const raw = new Uint8Array(await crypto.subtle.exportKey("raw", keys.ed25519.publicKey));
    const origin = keys.statement.vkey.split("+")[0] ?? "";
    const checkpoint = { origin, size: 7, root: `sha256:${"ab".repeat(32)}` };
    const note = await writeCheckpoint(checkpoint, keys.ed25519.privateKey, raw);
    const read = await readNote(note, keys.statement.vkey);
    expect(read?.signed && parseCheckpoint(read.text)).toEqual(checkpoint);
    const other = await createCaseKeys("2026-11-20T08:00:00.000Z");
    expect(await readNote(note, other.statement.vkey)).toMatchObject({ signed: false });
    expect(parseCheckpoint("x\n01\nAAAA\n")).toBeNull();
    expect(keys.statement.vkey).toBe(await vkeyOf(origin, raw));
  });
});

describe("case keys", () => {
  it("vouch for each other, and share nothing between cases", async () => {
    const [one, two] = [
      await createCaseKeys("2026-11-20T08:00:00.000Z"),
      await createCaseKeys("2026-11-20T08:00:00.000Z"),
    ];
    expect(await keysHold(one.statement)).toBe(true);
    for (const changed of [
      { ...one.statement, createdAt: "2026-11-21T08:00:00.000Z" },
      { ...one.statement, p384Spki: two.statement.p384Spki },
      { ...one.statement, ed25519: two.statement.ed25519 },
      { ...one.statement, keyId: two.statement.keyId },
      { ...one.statement, vkey: two.statement.vkey },
      { ...one.statement, binding: two.statement.binding },
      { ...one.statement, binding: { ...one.statement.binding, p384: two.statement.binding.p384 } },
    ])
      expect(await keysHold(changed)).toBe(false);
    expect(one.statement.vkey).not.toBe(two.statement.vkey);
    expect(utf8(JSON.stringify(one.statement)).length).toBeLessThan(1000);
  });
});

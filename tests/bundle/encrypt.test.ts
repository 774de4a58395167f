/** Encryption to receivers: the community's age vectors, the `age` program both ways, and what is refused. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import {
  armor,
  Decrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from "age-encryption";
import * as vectors from "cctv-age";
import { afterAll, describe, expect, it } from "vitest";
import { decryptWith, encryptTo } from "../../lib/bundle/encrypt.ts";
import type { MakeSeal } from "../../lib/bundle/seal-chunks.ts";
import { FaultError } from "../../lib/model/fault.ts";
import { codeOf } from "../fixtures/code-of.ts";
import { nodeSeal } from "../fixtures/node-seal.ts";

const hasAge = spawnSync("age", ["--version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The library's own, in JavaScript, and one of the runtime's kind. */
const CIPHERS: MakeSeal[] = [async () => null, nodeSeal];

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
/** Compared by digest: the test runner's own comparison of long arrays takes minutes. */
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

interface Vector {
  expect: string;
  payload: string | undefined;
  identities: string[];
  passphrases: string[];
  armored: boolean;
  body: Uint8Array;
}

/** Header lines `key: value`, an empty line, the file (C2SP CCTV, age). */
function readVector(bytes: Uint8Array): Vector {
  const text = Buffer.from(bytes).toString("latin1");
  const cut = text.indexOf("\n\n");
  const lines = text
    .slice(0, cut)
    .split("\n")
    .map((line) => line.split(": ", 2) as [string, string]);
  const all = (key: string) => lines.filter(([name]) => name === key).map(([, value]) => value);
  const packed = bytes.slice(cut + 2);
  return {
    expect: all("expect")[0] ?? "",
    payload: all("payload")[0],
    identities: all("identity"),
    passphrases: all("passphrase"),
    armored: all("armored")[0] === "yes",
    body: all("compressed")[0] === "zlib" ? new Uint8Array(inflateSync(packed)) : packed,
  };
}

describe("the age vectors of C2SP's CCTV", () => {
  const named = Object.entries(vectors as unknown as Record<string, Uint8Array>);

  it("are there", () => expect(named.length).toBeGreaterThan(100));

  it.each(named)("%s", async (_, bytes) => {
    const vector = readVector(bytes);
    const open = async (): Promise<Uint8Array> => {
      const body = vector.armored ? armor.decode(Buffer.from(vector.body).toString("latin1")) : vector.body;
      if (vector.passphrases.length === 0)
        return bytesOf(await decryptWith(vector.identities, streamOf(body)));
      const decrypter = new Decrypter(); // passphrases are not ours to take: the library alone is tried
      for (const passphrase of vector.passphrases) decrypter.addPassphrase(passphrase);
      return bytesOf(await decrypter.decrypt(streamOf(body)));
    };
    if (vector.expect !== "success") return expect(open()).rejects.toThrow();
    const plain = await open();
    expect(digest(plain)).toBe(vector.payload);
    if (vector.identities.length === 0) return;
    // The way back: what was read is written again to the same identity, and read again.
    const recipients = await Promise.all(vector.identities.slice(0, 1).map(identityToRecipient));
    for (const makeSeal of CIPHERS) {
      const again = await bytesOf((await encryptTo(recipients, streamOf(plain), makeSeal)).stream);
      expect(digest(await bytesOf(await decryptWith(vector.identities, streamOf(again))))).toBe(
        vector.payload,
      );
    }
  });
});

describe("encrypting to a partner", () => {
  const plain = new Uint8Array(300_000).map((_, index) => (index * 7) & 255);

  it
    .skipIf(!hasAge)
    .each(
      CIPHERS.map((makeSeal, index) => [index ? "a runtime's cipher" : "the library's", makeSeal] as const),
    )(
    "is opened by the age program, with either of two identities; its size is foretold: %s",
    async (_, makeSeal) => {
      const identities = [await generateX25519Identity(), await generateX25519Identity()];
      const recipients = await Promise.all(identities.map(identityToRecipient));
      const { stream, size } = await encryptTo(recipients, streamOf(plain), makeSeal);
      const sealed = await bytesOf(stream);
      expect(size(plain.length)).toBe(sealed.length);
      const file = join(folder, "ours.age");
      writeFileSync(file, sealed);
      for (const [index, identity] of identities.entries()) {
        const path = join(folder, `identity-${index}`);
        writeFileSync(path, `${identity}\n`);
        expect(digest(execFileSync("age", ["-d", "-i", path, file]))).toBe(digest(plain));
      }
    },
  );

  it.skipIf(!hasAge)("opens what the age program wrote", async () => {
    const identity = await generateX25519Identity();
    const file = join(folder, "plain");
    writeFileSync(file, plain);
    execFileSync("age", ["-r", await identityToRecipient(identity), "-o", join(folder, "theirs.age"), file]);
    const theirs = readFileSync(join(folder, "theirs.age"));
    expect(digest(await bytesOf(await decryptWith([identity], streamOf(theirs))))).toBe(digest(plain));
  });

  it("is the same file in whatever pieces it came, at every length around a chunk's", async () => {
    const identity = await generateX25519Identity();
    const recipients = [await identityToRecipient(identity)];
    const chunk = 65_536;
    const lengths = [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 9 * chunk, 9 * chunk + 1, 20 * chunk];
    const long = new Uint8Array(21 * chunk).map((_, index) => (index * 13) >> 3);
    const inPieces = (length: number, piece: number) =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < length; at += piece)
            controller.enqueue(long.slice(at, Math.min(at + piece, length)));
          controller.close();
        },
      });
    for (const length of lengths)
      for (const piece of [70_001, chunk, 1024 * 1024]) {
        const { stream, size } = await encryptTo(recipients, inPieces(length, piece), nodeSeal);
        const sealed = await bytesOf(stream);
        expect(sealed.length).toBe(size(length));
        const opened = await bytesOf(await decryptWith([identity], streamOf(sealed)));
        expect(digest(opened), `${length} in ${piece}`).toBe(digest(long.subarray(0, length)));
      }
  });

  it("fails as a whole where the cipher or what it reads fails", async () => {
    const recipients = [await identityToRecipient(await generateX25519Identity())];
    let sealed = 0;
    const failing: MakeSeal = async () => async (_, bytes) =>
      sealed++ < 3 ? bytes.slice() : Promise.reject(new Error("no cipher"));
    await expect(
      encryptTo(recipients, streamOf(plain), failing).then(({ stream }) => bytesOf(stream)),
    ).rejects.toThrow("no cipher");
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(plain);
        controller.error(new FaultError("leak-found"));
      },
    });
    expect(await codeOf(encryptTo(recipients, broken, nodeSeal).then(({ stream }) => bytesOf(stream)))).toBe(
      "leak-found",
    );
  });

  it("refuses no recipient, one twice, a malformed one, and post-quantum mixed with classic", async () => {
    const classic = await identityToRecipient(await generateX25519Identity());
    const hybrid = await identityToRecipient(await generateHybridIdentity());
    const asked = [[], [classic, classic], ["age1nonsense"], [classic, hybrid]];
    for (const recipients of asked)
      expect(await codeOf(encryptTo(recipients, streamOf(plain)))).toBe("recipient-refused");
    expect(await codeOf(encryptTo([hybrid], streamOf(plain)))).toBe("fine");
  });

  it("gives other bytes each time, and none of the plain ones", async () => {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const text = new TextEncoder().encode("một dấu hiệu rất dễ nhận ra ".repeat(20));
    const [one, two] = await Promise.all(
      [1, 2].map(async () =>
        Buffer.from(await bytesOf((await encryptTo([recipient], streamOf(text))).stream)),
      ),
    );
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(false);
    expect(one?.includes("dấu hiệu")).toBe(false);
  });

  it("says when a file is for others, cut, altered, or no age file", async () => {
    const [identity, other] = [await generateX25519Identity(), await generateX25519Identity()];
    const sealed = await bytesOf(
      (await encryptTo([await identityToRecipient(identity)], streamOf(plain))).stream,
    );
    expect(await codeOf(decryptWith([other], streamOf(sealed)))).toBe("not-for-us");
    expect(await codeOf(decryptWith([identity], streamOf(plain)))).toBe("ciphertext-broken");
    expect(await codeOf(decryptWith(["AGE-SECRET-KEY-1"], streamOf(sealed)))).toBe("identity-malformed");
    const altered = sealed.slice();
    altered[30] = (altered[30] ?? 0) ^ 1;
    expect(["ciphertext-broken", "not-for-us"]).toContain(
      await codeOf(decryptWith([identity], streamOf(altered))),
    );
    for (const broken of [sealed.slice(0, -1), sealed.slice(0, 70_000)])
      await expect(decryptWith([identity], streamOf(broken)).then(bytesOf)).rejects.toThrow();
  });
});

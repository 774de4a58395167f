/** What arrives at a desk, by whatever hands: each fault has its code, keeps nothing half, and loses nothing that was there. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { encryptTo } from "../../lib/bundle/encrypt.ts";
import { openDelivery } from "../../lib/cli/partner-open.ts";
import { checkBeside, ciphertextOf, leaveReceipt, receiptText } from "../../lib/cli/partner-receipt.ts";
import { newSigningKey } from "../../lib/evidence/signing-key.ts";
import { bundleBytes, sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { codeOf } from "../fixtures/code-of.ts";

vi.setConfig({ testTimeout: 60_000 });

const now = "2026-11-21T00:00:00.000Z";
const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
afterAll(() => rmSync(folder, { recursive: true }));
const hasAge = spawnSync("age", ["--version"]).status === 0;
const [identity, stranger] = [await generateX25519Identity(), await generateX25519Identity()];
const recipient = await identityToRecipient(identity);
const key = await newSigningKey("keepsake-receipt-key");

let bundle: Uint8Array<ArrayBuffer>;
let other: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const made = await sampleCase(2);
  bundle = await bundleBytes(sampleInput(made, { padded: true }));
  other = await bundleBytes(sampleInput(made)); // the same bundle id
});

let count = 0;
const place = (): string => {
  const path = join(folder, String(count++));
  mkdirSync(path);
  return path;
};
async function arrived(
  plain: Uint8Array<ArrayBuffer>,
  to = [recipient],
  name = "a.wacz.age",
): Promise<string> {
  const { stream } = await encryptTo(to, new Blob([plain]).stream());
  const path = join(place(), name);
  writeFileSync(
    path,
    new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer()),
  );
  return path;
}
const everything = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: "utf8" }).sort();

describe("what is not as it should be", () => {
  it.each<[string, (path: string) => void, string]>([
    ["cut by a byte", (path) => writeFileSync(path, readFileSync(path).subarray(0, -1)), "ciphertext-broken"],
    [
      "cut where a chunk ends",
      (path) => writeFileSync(path, readFileSync(path).subarray(0, 200 + 16 + 65_552 * 3)),
      "ciphertext-broken",
    ],
    [
      "cut in its header",
      (path) => writeFileSync(path, readFileSync(path).subarray(0, 60)),
      "ciphertext-broken",
    ],
    ["altered in the midst", (path) => alter(path, 500_000), "ciphertext-broken"],
    ["altered at the end", (path) => alter(path, statSync(path).size - 1), "ciphertext-broken"],
    ["longer by a byte", (path) => writeFileSync(path, "x", { flag: "a" }), "ciphertext-broken"],
    ["empty", (path) => writeFileSync(path, ""), "ciphertext-broken"],
    ["gone", (path) => rmSync(path), "not-found"],
  ])("a file that is %s", async (_, spoil, code) => {
    const path = await arrived(bundle);
    spoil(path);
    const out = place();
    expect(await codeOf(openDelivery(path, [identity], out, now))).toBe(code);
    expect(everything(out)).toEqual([]);
  });

  const alter = (path: string, at: number) => {
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };

  it("a key of others, or none", async () => {
    const path = await arrived(bundle);
    const out = place();
    expect(await codeOf(openDelivery(path, [stranger], out, now))).toBe("not-for-us");
    expect(await codeOf(openDelivery(path, [await generateHybridIdentity()], out, now))).toBe("not-for-us");
    expect(await codeOf(openDelivery(path, ["AGE-SECRET-KEY-1NONE"], out, now))).toBe("identity-malformed");
    expect(everything(out)).toEqual([]);
  });

  it("no bundle inside, or a flawed one: filed, with what is wrong in the report", async () => {
    const out = place();
    const notes = await openDelivery(await arrived(new Uint8Array(1000)), [identity], out, now);
    expect([notes.report.verdict, notes.path]).toEqual([
      "unreadable",
      expect.stringContaining("unsigned/unread-"),
    ]);
    const flawed = await openDelivery(
      await arrived(bundle.with(3000, (bundle[3000] ?? 0) ^ 1)),
      [identity],
      out,
      now,
    );
    expect(flawed.report.verdict).toBe("flawed");
  });

  it("a disk that is full: nothing is kept of it, and what arrived is as it was", async () => {
    const path = await arrived(bundle);
    const before = readFileSync(path);
    writeFileSync(join(folder, "identity.txt"), `${identity}\n`);
    const out = place();
    // a limit on the length of files, in blocks of 1,024 bytes: to the program it is a disk without room
    const args = [
      "--import",
      "tsx",
      "lib/cli/partner.ts",
      "open",
      path,
      "--identity",
      join(folder, "identity.txt"),
      "--out",
      out,
    ];
    const line = `ulimit -f 500; exec "$0" "$@"`;
    const { status, stderr } = spawnSync("bash", ["-c", line, process.execPath, ...args], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining("The disk is full")]);
    expect(everything(out)).toEqual([]);
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe("what came twice", () => {
  it("is kept once, also where both are opened at once; another bundle of the same id is refused", async () => {
    const out = place();
    const paths = [await arrived(bundle), await arrived(bundle)];
    const opened = await Promise.all(paths.map((path) => openDelivery(path, [identity], out, now)));
    expect(opened.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(await codeOf(openDelivery(await arrived(other), [identity], out, now))).toBe("already-there");
    const [path = ""] = opened.map((one) => one.path);
    expect(readFileSync(path).equals(Buffer.from(bundle))).toBe(true);
    expect(everything(out)).toHaveLength(2); // the case and the bundle
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it("has a receipt for each ciphertext, and the same words for the same", async () => {
    const [one, two] = [await arrived(bundle), await arrived(bundle)];
    const names = [join(place(), "x.receipt.json"), join(place(), "y.receipt.json")];
    const first = await leaveReceipt(names, await ciphertextOf(one), key, null);
    expect(await leaveReceipt(names, await ciphertextOf(one), key, null)).toEqual({
      path: first.path,
      isNew: false,
    });
    expect((await leaveReceipt(names, await ciphertextOf(two), key, null)).path).toBe(names[1]);
    expect(await codeOf(leaveReceipt(names, await ciphertextOf(await arrived(bundle)), key, null))).toBe(
      "already-there",
    );
  });
});

describe("a receipt beside the file", () => {
  const opening = async (path: string, beside: string, text: string) => {
    writeFileSync(beside, text);
    const check = (ciphertext: { digest: string; bytes: number }) =>
      checkBeside(path, ciphertext, key.publicKey);
    return codeOf(openDelivery(path, [identity], place(), now, check));
  };

  it.each(["a.wacz.age", "0123456789abcdef0123456789abcdef"])(
    "of %s must fit what is opened",
    async (name) => {
      const path = await arrived(bundle, [recipient], name);
      const beside = name.includes(".")
        ? `${path}.receipt.json`
        : `${path.slice(0, -32)}${name}.receipt.json`;
      const right = await receiptText(await ciphertextOf(path), key, null);
      expect(await opening(path, beside, right)).toBe("fine");
      const wrong = await receiptText(await ciphertextOf(await arrived(bundle)), key, null);
      expect(await opening(path, beside, wrong)).toBe("receipt-other-file");
      const stolen = await receiptText(
        await ciphertextOf(path),
        await newSigningKey("keepsake-receipt-key"),
        null,
      );
      expect(await opening(path, beside, stolen)).toBe("receipt-other-key");
      expect(await opening(path, beside, right.replace(/20\d\d-/, "1999-"))).toBe("receipt-signature");
      expect(await opening(path, beside, "{}")).toBe("receipt-malformed");
    },
  );
});

describe.skipIf(!hasAge)("the age program", () => {
  const age = (...args: string[]) =>
    execFileSync("age", args, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1e8 });

  it("opens what is sent here, and what it wrote is opened here", async () => {
    writeFileSync(join(folder, "key.txt"), `# a comment\n${identity}\n`);
    expect(age("-d", "-i", join(folder, "key.txt"), await arrived(bundle)).equals(Buffer.from(bundle))).toBe(
      true,
    );
    writeFileSync(join(folder, "plain.wacz"), bundle);
    const theirs = join(folder, "theirs.wacz.age");
    age("-r", recipient, "-o", theirs, join(folder, "plain.wacz"));
    expect((await openDelivery(theirs, [identity], place(), now)).report.verdict).toBe("intact");
  });

  it("may have written to a thousand others first: ours is found all the same", async () => {
    const others = Array.from({ length: 999 }, () => ["-r", strangers]).flat();
    const many = join(folder, "many.wacz.age");
    age(...others, "-r", recipient, "-o", many, join(folder, "plain.wacz"));
    expect((await openDelivery(many, [identity], place(), now)).report.verdict).toBe("intact");
  });
});
const strangers = await identityToRecipient(stranger);

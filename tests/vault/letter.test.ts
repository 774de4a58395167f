/** Letters to the locked vault: read by it alone, and by nobody where a byte was altered. */
import "fake-indexeddb/auto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dropLetter, gate, getLetter, letterIds, putLetter } from "../../lib/vault/gate.ts";
import { newSecrets, type VaultSecrets } from "../../lib/vault/header.ts";
import { openLetter, sealLetter } from "../../lib/vault/letter.ts";

let secrets: VaultSecrets;
const content = { kind: "had", words: "ghi lúc đang khóa" };
const files = new Map([
  ["text.txt", new Blob(["xin chào"], { type: "text/plain" })],
  ["empty.txt", new Blob([], { type: "text/plain" })],
  ["picture.png", new Blob([new Uint8Array(200_000).fill(7)], { type: "image/png" })],
]);

beforeAll(async () => {
  secrets = await newSecrets();
});
beforeEach(async () => {
  await gate.delete();
  await gate.open();
});

describe("a letter", () => {
  it("is opened by the vault it is for, files and all", async () => {
    const opened = await openLetter(
      secrets.identity,
      await sealLetter(secrets.recipient, { content, files }),
    );
    expect(opened.content).toEqual(content);
    expect([...opened.files.keys()]).toEqual([...files.keys()]);
    for (const [name, file] of files) {
      expect(opened.files.get(name)?.type).toBe(file.type);
      expect(await opened.files.get(name)?.text()).toBe(await file.text());
    }
  });

  it("tells neither content nor exact length", async () => {
    const one = await sealLetter(secrets.recipient, { content, files });
    const two = await sealLetter(secrets.recipient, { content: { ...content, more: "x".repeat(50) }, files });
    expect(one.size).toBe(two.size);
    expect(Buffer.from(await one.arrayBuffer()).includes("khóa")).toBe(false);
  });

  it("is opened by no other vault, and not altered or cut short", async () => {
    const sealed = await sealLetter(secrets.recipient, { content, files });
    const other = await newSecrets();
    await expect(openLetter(other.identity, sealed)).rejects.toMatchObject({ code: "vault-damaged" });
    const bytes = new Uint8Array(await sealed.arrayBuffer());
    for (const at of [30, 250, bytes.length - 5]) {
      const altered = bytes.slice();
      altered[at] = (altered[at] ?? 0) ^ 1;
      const attempt = openLetter(secrets.identity, new Blob([altered]));
      await expect(attempt).rejects.toMatchObject({ code: "vault-damaged" });
    }
    const cut = new Blob([bytes.subarray(0, bytes.length - 70_000)]);
    await expect(openLetter(secrets.identity, cut)).rejects.toMatchObject({ code: "vault-damaged" });
  });

  it("is kept only as ciphertext", async () => {
    await expect(putLetter({ id: "1", cipher: new Blob(["xin chào"]) })).rejects.toMatchObject({
      code: "seal-failed",
    });
    await putLetter({ id: "1", cipher: await sealLetter(secrets.recipient, { content, files }) });
    expect(await letterIds()).toEqual(["1"]);
    const kept = await getLetter("1");
    expect((await openLetter(secrets.identity, kept?.cipher ?? new Blob())).content).toEqual(content);
    await dropLetter("1");
    expect(await letterIds()).toEqual([]);
  });
});

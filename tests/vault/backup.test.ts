/** A backup brings back all of the vault elsewhere, log and keys included, or nothing. */
import "fake-indexeddb/auto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fromBase64, utf8 } from "../../lib/evidence/bytes.ts";
import { inContext, signEd25519, verifyEd25519 } from "../../lib/evidence/sign.ts";
import { backupBlob } from "../../lib/vault/backup.ts";
import { countCaptures, listCaptures, readArtefact, readCapture } from "../../lib/vault/captures.ts";
import { DEFAULT_CASE, readHead, readKeys, readLog } from "../../lib/vault/cases.ts";
import { database } from "../../lib/vault/database.ts";
import { gate, isRestoring, letterIds, putLetter, readHeader, writeHeader } from "../../lib/vault/gate.ts";
import { newSecrets, type VaultSecrets } from "../../lib/vault/header.ts";
import { dropKey, holdKey } from "../../lib/vault/keyring.ts";
import { sealLetter } from "../../lib/vault/letter.ts";
import { protect, unlock } from "../../lib/vault/protection.ts";
import { countSealed } from "../../lib/vault/raw.ts";
import { dropForeign, restoreBackup } from "../../lib/vault/restore.ts";
import { readSetting, writeSetting } from "../../lib/vault/settings.ts";
import { stubLocks } from "./locks.ts";
import { idOf, storeOne } from "./statement.ts";

const PASSPHRASE = "mưa rơi trên phố cũ";
let secrets: VaultSecrets;

beforeAll(async () => {
  secrets = await newSecrets();
});
/** A machine where nothing was ever kept. */
async function freshMachine(): Promise<void> {
  dropKey();
  await database.delete();
  await gate.delete();
  await gate.open();
}
beforeEach(async () => {
  stubLocks();
  await freshMachine();
  holdKey(secrets.dataKey);
  await database.open();
});

async function filled(): Promise<Blob> {
  await protect(secrets, PASSPHRASE);
  for (const number of [1, 2, 3]) await storeOne(number, `bài số ${number}`);
  await writeSetting("secret-setting", { words: "riêng" });
  await putLetter({
    id: idOf(50),
    cipher: await sealLetter(secrets.recipient, { content: 1, files: new Map() }),
  });
  return backupBlob();
}
async function restored(file: Blob, passphrase = PASSPHRASE): Promise<void> {
  await freshMachine();
  await restoreBackup(file, passphrase);
  holdKey((await unlock(passphrase)).dataKey);
}

/** The key derivation takes half a second or more each time, by design. */
describe("a backup", { timeout: 120_000 }, () => {
  it("brings captures, files, log, keys, settings and letters to another machine", async () => {
    const file = await filled();
    const log = await readLog(DEFAULT_CASE, 99);
    const [head, { statement }] = [await readHead(DEFAULT_CASE), await readKeys(DEFAULT_CASE)];
    await restored(file);
    expect((await listCaptures()).map((card) => card.id)).toEqual([idOf(3), idOf(2), idOf(1)]);
    expect((await readCapture(idOf(2)))?.statement.extraction.text?.value).toBe("bài số 2");
    expect(await (await readArtefact(idOf(2), "text.txt"))?.text()).toBe("bài số 2");
    expect(await readLog(DEFAULT_CASE, 99)).toEqual(log);
    expect(await readHead(DEFAULT_CASE)).toEqual(head);
    const keys = await readKeys(DEFAULT_CASE);
    expect(keys.statement).toEqual(statement);
    expect(keys.ed25519.privateKey.extractable).toBe(false);
    const message = inContext("test", utf8("ký"));
    const signature = await signEd25519(keys.ed25519.privateKey, message);
    expect(await verifyEd25519(fromBase64(statement.ed25519) ?? utf8(""), message, signature)).toBe(true);
    expect(await readSetting("secret-setting")).toEqual({ words: "riêng" });
    expect(await letterIds()).toEqual([idOf(50)]);
    // And it goes on from there.
    expect((await storeOne(4)).head.records).toBe(4);
  });

  it("tells nothing to who has not the passphrase", async () => {
    const bytes = Buffer.from(await (await filled()).arrayBuffer());
    for (const marker of [
      "bài số",
      "Tưởng Tượng",
      "facebook",
      "text.txt",
      idOf(1),
      "secret-setting",
      "default",
      "AGE-SECRET",
    ])
      expect(bytes.includes(marker), marker).toBe(false);
    await freshMachine();
    await expect(restoreBackup(new Blob([bytes]), "mưa rơi")).rejects.toMatchObject({
      code: "wrong-passphrase",
    });
    expect(await countSealed()).toMatchObject({ rows: 0 });
  });

  it("is restored whole or not at all: cut, altered, with a frame dropped or put in another place", async () => {
    const bytes = Buffer.from(await (await filled()).arrayBuffer());
    const frames = frameStarts(bytes);
    const [third = 0, fourth = 0, fifth = 0] = frames.slice(3);
    const flipped = Buffer.from(bytes);
    flipped[third + 200] = (flipped[third + 200] ?? 0) ^ 1;
    const forged = [
      bytes.subarray(0, bytes.length - 1),
      bytes.subarray(0, frames.at(-1)),
      Buffer.concat([bytes.subarray(0, third), bytes.subarray(fourth)]),
      Buffer.concat([
        bytes.subarray(0, third),
        bytes.subarray(fourth, fifth),
        bytes.subarray(third, fourth),
        bytes.subarray(fifth),
      ]),
      Buffer.concat([bytes, bytes.subarray(third, fourth)]),
      flipped,
      Buffer.from("keepsake-backup-v1\n"),
      Buffer.from("anything else"),
      Buffer.alloc(0),
    ];
    for (const [index, one] of forged.entries()) {
      await freshMachine();
      const attempt = restoreBackup(new Blob([one]), PASSPHRASE);
      await expect(attempt, String(index)).rejects.toMatchObject({ code: "backup-malformed" });
      expect(await countSealed()).toMatchObject({ rows: 0 });
      expect(await letterIds()).toEqual([]);
    }
  });

  it("is never laid over what another vault keeps", async () => {
    const file = await filled();
    await freshMachine();
    const others = await newSecrets();
    holdKey(others.dataKey);
    await database.open();
    await protect(others, PASSPHRASE);
    await storeOne(1, "của người khác");
    await expect(restoreBackup(file, PASSPHRASE)).rejects.toMatchObject({ code: "vault-taken" });
    expect(await countCaptures()).toBe(1);
    expect((await unlock(PASSPHRASE)).id).toBe(others.id);
  });

  it.each([
    ["lost", () => gate.headers.clear()],
    [
      "altered unseen",
      async () => {
        const header = await readHeader();
        if (header?.kind !== "passphrase") throw new Error("no header");
        await writeHeader({ ...header, wrapped: header.wrapped.replace(/^...../, "AAAAA") });
      },
    ],
  ])("opens what lies here again where its header was %s, with what was kept since", async (_, harm) => {
    const file = await filled();
    await storeOne(4, "sau ngày sao lưu");
    await harm();
    await expect(unlock(PASSPHRASE)).rejects.toThrow();
    await expect(restoreBackup(file, "cụm khác hẳn, sai rồi")).rejects.toMatchObject({
      code: "wrong-passphrase",
    });
    expect(await restoreBackup(file, PASSPHRASE)).toBe("mended");
    dropKey();
    holdKey((await unlock(PASSPHRASE)).dataKey);
    expect(await countCaptures()).toBe(4);
    expect(await letterIds()).toHaveLength(1);
  });

  it("says that a later version wrote it, and keeps nothing of it", async () => {
    const file = await filled();
    const bytes = Buffer.from(await file.arrayBuffer());
    const at = bytes.indexOf('"table":"custody"');
    bytes.write('"table":"kustody"', at);
    await freshMachine();
    await expect(restoreBackup(new Blob([bytes]), PASSPHRASE)).rejects.toMatchObject({ code: "store-newer" });
    expect(await countSealed()).toMatchObject({ rows: 0 });
    expect(await isRestoring()).toBe(false);
  });

  it("leaves no row of a vault that nobody had chosen, captured while it was restored", async () => {
    const file = await filled();
    await freshMachine();
    const passing = await newSecrets();
    holdKey(passing.dataKey);
    expect(await restoreBackup(file, PASSPHRASE)).toBe("restored");
    await storeOne(9, "trong lúc khôi phục");
    holdKey((await unlock(PASSPHRASE)).dataKey);
    await dropForeign(PASSPHRASE);
    expect((await listCaptures()).map(({ seq }) => seq)).toEqual([2, 1, 0]);
    expect((await database.heads.toArray()).length).toBe(1);
  });

  it("is not made of a vault that a backup's passphrase would not protect", async () => {
    await protect(secrets, null);
    await expect(backupBlob()).rejects.toMatchObject({ code: "bad-request" });
  });
});

/** Where each frame begins, by the sizes that it states. */
function frameStarts(bytes: Buffer): number[] {
  const starts: number[] = [];
  for (let at = 19; at < bytes.length; ) {
    starts.push(at);
    const length = bytes.readUInt32BE(at);
    const json = bytes.subarray(at + 12, at + 12 + bytes.readUInt32BE(at + 8)).toString("utf8");
    const { sizes } = JSON.parse(json) as { sizes: number[] };
    at += 4 + length + sizes.reduce((sum, size) => sum + size, 0);
  }
  return starts;
}

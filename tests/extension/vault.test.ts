/** The vault as the background keeps it: chosen, locked, opened; captures go on all the while, and nothing lies in clear. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));
vi.mock("../../lib/extension/shot.ts", () => ({ photograph: vi.fn() }));
vi.mock("../../lib/extension/looks.ts", () => ({ looksAfter: async () => [], startLooks: vi.fn() }));
vi.mock("../../lib/extension/stamps.ts", () => ({ askDue: vi.fn(), stampSoon: vi.fn() }));

import { lockIfUnused } from "../../lib/extension/auto-lock.ts";
import { abandonCapture, beginCapture, finishCapture } from "../../lib/extension/recorder.ts";
import { getSetting, setSetting } from "../../lib/extension/settings.ts";
import { vaultHandlers } from "../../lib/extension/vault-desk.ts";
import {
  changeVault,
  isLocked,
  keepVault,
  lockVault,
  protectVault,
  rekeyVault,
  unlockVault,
} from "../../lib/extension/vault-keeper.ts";
import { takeUp } from "../../lib/extension/vault-opened.ts";
import { countCaptures, readArtefact, readCapture } from "../../lib/vault/captures.ts";
import { chooseCase, createCase } from "../../lib/vault/case-list.ts";
import { database } from "../../lib/vault/database.ts";
import { gate, letterIds, markRestoring, readHeader } from "../../lib/vault/gate.ts";
import { listInterrupted } from "../../lib/vault/journal.ts";
import { dropKey } from "../../lib/vault/keyring.ts";
import { finishRekey } from "../../lib/vault/rekey.ts";
import { stubLocks } from "../vault/locks.ts";
import { rawText } from "../vault/raw-text.ts";
import { local, session } from "./browser.ts";
import { material } from "./material.ts";

const PASSPHRASE = "sông lặng trôi qua bến";
const TAB = 7;

/** The worker dies and another begins: its memory is gone, `storage.session` is not. */
async function nextWorker(): Promise<void> {
  dropKey();
  database.close();
  await database.open();
  await takeUp(Promise.resolve());
}
async function restartBrowser(): Promise<void> {
  session.clear();
  await nextWorker();
}

beforeEach(async () => {
  stubLocks();
  session.clear();
  local.clear();
  dropKey();
  keepVault(() => undefined);
  await database.delete();
  await gate.delete();
  await gate.open();
  await database.open();
});

async function capture(text = "bài viết"): Promise<{ captureId: string; kept: string | undefined }> {
  const captureId = await beginCapture(TAB, "button");
  const { kept } = await finishCapture(captureId, TAB, material(0, { text }));
  return { captureId, kept };
}

/** A guess takes half a second or more, by design, and far more on a machine that is busy. */
describe("the vault", { timeout: 120_000 }, () => {
  it("keeps for this browser session until a choice is made, and says what was lost", async () => {
    expect(await capture()).toMatchObject({ kept: "unchosen" });
    await nextWorker();
    expect(await countCaptures()).toBe(1);
    await restartBrowser();
    expect(await countCaptures()).toBe(0);
    expect(await readHeader()).toMatchObject({ kind: "unchosen", lost: 1 });
    expect(await capture()).toMatchObject({ kept: "unchosen" });
  });

  it("keeps what was captured before the choice, once it is made", async () => {
    const { captureId } = await capture();
    await protectVault(PASSPHRASE);
    expect((await capture()).kept).toBeUndefined();
    await restartBrowser();
    expect(await isLocked()).toBe(true);
    await expect(readCapture(captureId)).rejects.toMatchObject({ code: "vault-locked" });
    await expect(unlockVault("sông lặng trôi")).rejects.toMatchObject({ code: "wrong-passphrase" });
    expect(await isLocked()).toBe(true);
    await unlockVault(PASSPHRASE);
    expect(await countCaptures()).toBe(2);
    await nextWorker();
    expect(await countCaptures()).toBe(2);
  });

  it("is open after each start where the person chose so", async () => {
    await capture();
    await protectVault(null);
    await lockVault();
    await restartBrowser();
    expect(await isLocked()).toBe(false);
    expect(await countCaptures()).toBe(1);
    await expect(protectVault(PASSPHRASE)).rejects.toMatchObject({ code: "bad-request" });
  });

  it("is locked from the moment an open one is given a passphrase, and opens when all is encrypted with it", async () => {
    await protectVault(null);
    const { captureId: before } = await capture("trước");
    const under = await beginCapture(TAB, "button");
    await rekeyVault(PASSPHRASE);
    expect(await vaultHandlers["vault/state"]({}, null)).toMatchObject({ locked: true, anew: true });
    expect(await finishCapture(under, TAB, material())).toMatchObject({ kept: "locked" });
    const { captureId: during } = await capture("trong lúc đó");
    await restartBrowser();
    expect(await isLocked()).toBe(true);
    await expect(unlockVault(PASSPHRASE)).rejects.toMatchObject({ code: "vault-locked" });
    await finishRekey(PASSPHRASE);
    await unlockVault(PASSPHRASE);
    await takeUp(Promise.resolve());
    expect(await vaultHandlers["vault/state"]({}, null)).toMatchObject({
      locked: false,
      anew: false,
      held: 0,
    });
    for (const id of [before, under, during]) expect((await readCapture(id))?.card.id).toBe(id);
  });

  it("refuses a short passphrase, and a second choice", async () => {
    await expect(protectVault("ngắn quá")).rejects.toMatchObject({ code: "bad-request" });
    await protectVault(PASSPHRASE);
    await expect(protectVault(null)).rejects.toMatchObject({ code: "bad-request" });
    expect(await readHeader()).toMatchObject({ kind: "passphrase" });
  });

  it("holds what is captured while it is locked, and seals it with both times when it is opened", async () => {
    const { captureId: before } = await capture();
    await protectVault(PASSPHRASE);
    await restartBrowser();
    const { captureId, kept } = await capture("ghi lúc khóa");
    expect(kept).toBe("locked");
    // The answer was lost: it is given again.
    expect(await finishCapture(captureId, TAB, material())).toMatchObject({ kept: "locked" });
    expect(await letterIds()).toHaveLength(1);
    await unlockVault(PASSPHRASE);
    await takeUp(Promise.resolve());
    expect(await letterIds()).toEqual([]);
    const { statement } = (await readCapture(captureId)) ?? {};
    const { heldSince = "", sealedAt = "", startedAt = "" } = statement?.capture ?? {};
    expect(startedAt <= heldSince && heldSince < sealedAt).toBe(true);
    expect(await (await readArtefact(captureId, "text.txt"))?.text()).toContain("ghi lúc khóa");
    expect((await readCapture(before))?.statement.capture.heldSince).toBeUndefined();
    expect(await database.journal.count()).toBe(0);
  });

  it("goes on with a capture over a lock or an unlocking, in the case it began in", async () => {
    await protectVault(PASSPHRASE);
    const other = await createCase("Hồ sơ khác", new Date().toISOString());
    const unlocked = await beginCapture(TAB, "button");
    await chooseCase(other);
    await lockVault();
    expect(await finishCapture(unlocked, TAB, material())).toMatchObject({ kept: "locked" });
    const locked = await beginCapture(TAB, "button");
    await unlockVault(PASSPHRASE);
    await takeUp(Promise.resolve());
    expect(await listInterrupted()).toEqual([]);
    expect((await finishCapture(locked, TAB, material())).kept).toBeUndefined();
    expect((await readCapture(unlocked))?.card.caseId).toBe("default");
    expect((await readCapture(locked))?.card.caseId).toBe(other);
    expect(await letterIds()).toEqual([]);
  });

  it("tells of a capture begun while locked that the browser's end cut short, and forgets an abandoned one", async () => {
    await protectVault(PASSPHRASE);
    await lockVault();
    const cut = await beginCapture(TAB, "button");
    const left = await beginCapture(TAB, "button");
    await abandonCapture(left, TAB, { code: "target-gone" });
    await restartBrowser();
    await unlockVault(PASSPHRASE);
    await takeUp(Promise.resolve());
    expect((await listInterrupted()).map((row) => row.captureId)).toEqual([cut]);
  });

  it("opens by another passphrase after a change, and by no other", async () => {
    await capture();
    await protectVault(PASSPHRASE);
    const cipher = await rawText();
    await expect(changeVault("falsch und lang genug", "một cụm khác hẳn")).rejects.toMatchObject({
      code: "wrong-passphrase",
    });
    await changeVault(PASSPHRASE, "một cụm khác hẳn");
    expect(await rawText()).toBe(cipher);
    await restartBrowser();
    await expect(unlockVault(PASSPHRASE)).rejects.toMatchObject({ code: "wrong-passphrase" });
    await unlockVault("một cụm khác hẳn");
    expect(await countCaptures()).toBe(1);
  });

  it("locks after the time without use, and not before", async () => {
    await protectVault(PASSPHRASE);
    await setSetting("autoLock", 5);
    session.set("vault:used", 1_000_000);
    await lockIfUnused(1_000_000 + 4 * 60_000);
    expect(await isLocked()).toBe(false);
    await lockIfUnused(1_000_000 + 5 * 60_000);
    expect(await isLocked()).toBe(true);
    // While it is locked a setting is what it was before anybody set it.
    expect(await getSetting("autoLock")).toBe(15);
  });

  it("says so where rows are there and no header is, and throws nothing away", async () => {
    await capture();
    await protectVault(PASSPHRASE);
    await gate.headers.clear();
    session.clear();
    dropKey();
    await expect(isLocked()).rejects.toMatchObject({ code: "vault-damaged" });
    expect(await vaultHandlers["vault/state"]({}, null)).toMatchObject({
      protection: "damaged",
      locked: true,
    });
    await expect(beginCapture(TAB, "button")).rejects.toMatchObject({ code: "vault-damaged" });
    expect(await rawText()).not.toBe("");
    expect(await readHeader()).toBeNull();
  });

  it("begins no new one where the databases are gone and something was kept", async () => {
    await capture();
    await protectVault(null);
    await database.delete();
    await gate.delete();
    await gate.open();
    session.clear();
    dropKey();
    expect(await vaultHandlers["vault/state"]({}, null)).toMatchObject({ protection: "damaged" });
    expect(await readHeader()).toBeNull();
  });

  it("clears away what a restoring wrote that was cut short, and says so, and calls nothing lost", async () => {
    await capture();
    await gate.headers.clear();
    await markRestoring();
    await restartBrowser();
    expect(await vaultHandlers["vault/state"]({}, null)).toMatchObject({ halfRestored: true, lost: 0 });
    expect(await countCaptures()).toBe(0);
    await protectVault(null);
    expect(await vaultHandlers["vault/state"]({}, null)).toMatchObject({ halfRestored: false });
  });
});

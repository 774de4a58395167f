/**
 * The vault in a real browser: what is captured, unlocked or locked, lies encrypted on the disk when the browser is killed,
 * and everything is there again for the passphrase.
 */
import { readFileSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { bundleOf, capture, openPage } from "../drive/act.ts";
import { extensionFiles, findOnDisk } from "../drive/disk.ts";
import { keptIn } from "../drive/kept.ts";
import { killStage } from "../drive/kill.ts";
import { askBackground, Refusal } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";
import { killWorker } from "../drive/worker.ts";

const PASSPHRASE = "thuyen giay troi qua ngo nho";
const CONTROL = "doi-chung-4711-nam-o-dang-doc-duoc";
const [first, second, third] = POSTS;
if (!first || !second || !third) throw new Error("the demo lost its posts");
/** Words of a post, long enough to be nobody else's. */
const startOf = (post: typeof first) => post.text.slice(0, 40).split("\n")[0] ?? "";

let profile: string;
let stage: Stage;
const ids: string[] = [];
let dataKey = "";

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), "keepsake-vault-"));
  stage = await openStage({ profile });
});
afterAll(async () => {
  await stage?.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

const state = () => askBackground(stage.own, "vault/state", {});
/** A change after which our pages begin anew, the one that asked for it too: its answer may be lost with it. */
const change = async (
  kind: "vault/protect" | "vault/lock",
  request: { passphrase?: string },
): Promise<void> => {
  const anew = stage.own.page.waitForEvent("load");
  await stage.own.run(`void chrome.runtime.sendMessage(${JSON.stringify({ kind, request })})`);
  await anew;
};
const keep = async (post: typeof first): Promise<string | undefined> => {
  const page = await openPage(stage, FEED_URL, false);
  const { captureId, kept } = await capture(stage, page, startOf(post));
  ids.push(captureId);
  await page.close();
  return kept;
};

/** Looks again and again for what stands in every bundle, in what the extension itself leaves; ends when it is asked. */
function watchDisk(): () => Promise<string[]> {
  const found = new Set<string>();
  let ended = false;
  const look = () => {
    for (const hit of findOnDisk(profile, ["datapackage-digest.json", "custody/checkpoint.txt"]))
      found.add(hit);
  };
  const looking = (async () => {
    for (; !ended; await new Promise((resolve) => setImmediate(resolve))) look();
  })();
  return async () => {
    ended = true;
    await looking;
    look();
    return [...found];
  };
}

describe("the vault", () => {
  it("says that nothing lasts before a protection is chosen, and keeps what was captured when it is", async () => {
    expect(await state()).toMatchObject({ protection: "unchosen", locked: false });
    expect(await keep(first)).toBe("unchosen");
    await change("vault/protect", { passphrase: PASSPHRASE });
    expect(await state()).toMatchObject({ protection: "passphrase", locked: false });
    expect((await keptIn(stage.own)).captures).toEqual(ids);
  });

  it("stays open when the worker is ended", async () => {
    await killWorker(stage.session, stage.own);
    expect(await state()).toMatchObject({ locked: false });
    expect(await keep(second)).toBeUndefined();
  });

  it("shows nothing and hands out no key while it is locked, and captures go on", async () => {
    dataKey = (await askBackground(stage.own, "vault/key", {})).key ?? "";
    expect(dataKey).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    await change("vault/lock", {});
    expect(await state()).toMatchObject({ locked: true });
    expect(await askBackground(stage.own, "vault/key", {})).toEqual({ key: null });
    const page = stage.own.page;
    await until("the way in", async () => page.locator(".vault input[type=password]").first().isVisible());
    expect(await page.locator("main").textContent()).not.toContain(first.author.name);
    const attempt = askBackground(stage.own, "export/start", { captureIds: ids });
    await expect(attempt).rejects.toSatisfy(
      (error) => error instanceof Refusal && error.code === "vault-locked",
    );
    await killWorker(stage.session, stage.own);
    expect(await keep(third)).toBe("locked");
    expect(await state()).toMatchObject({ locked: true, held: 1 });
  });

  it("leaves no word of it readable on the disk when the browser is killed", async () => {
    // What the search would find, were anything there: in the extension's own database and storage, in clear.
    await stage.own.run(`(async () => {
      await chrome.storage.local.set({ control: ${JSON.stringify(`${CONTROL}-kho`)} });
      localStorage.setItem("control", ${JSON.stringify(`${CONTROL}-trang`)});
      const opening = indexedDB.open("control", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("control");
      await new Promise((resolve) => { opening.onsuccess = resolve; });
      const writing = opening.result.transaction("control", "readwrite", { durability: "strict" });
      writing.objectStore("control").put(${JSON.stringify(`${CONTROL}-bang`)}, 1);
      writing.objectStore("control").put(new Blob([${JSON.stringify(`${CONTROL}-tep`.repeat(5000))}]), 2);
      await new Promise((resolve) => { writing.oncomplete = resolve; });
    })()`);
    await until(
      "the control on the disk",
      async () => findOnDisk(profile, [`${CONTROL}-kho`, `${CONTROL}-trang`]).length >= 2,
    );
    await killStage(stage);
    expect(extensionFiles(profile).length).toBeGreaterThan(10);
    for (const control of ["kho", "trang", "bang", "tep"])
      expect(findOnDisk(profile, [`${CONTROL}-${control}`]), control).not.toEqual([]);
    const words = [first, second, third].flatMap((post) => [
      startOf(post),
      post.author.name,
      post.postId,
      post.pfbid,
    ]);
    expect(findOnDisk(profile, [...words, ...ids, PASSPHRASE, dataKey])).toEqual([]);
    const key = Buffer.from(dataKey, "base64");
    for (const path of extensionFiles(profile)) expect(readFileSync(path).includes(key), path).toBe(false);
  });

  it("is all there again for the passphrase where the profile was moved, in a bundle that verifies", async () => {
    await rename(profile, `${profile}-moved`);
    profile = `${profile}-moved`;
    stage = await openStage({ profile });
    expect(await state()).toMatchObject({ protection: "passphrase", locked: true, held: 1 });
    const wrong = askBackground(stage.own, "vault/unlock", { passphrase: `${PASSPHRASE} oi` });
    await expect(wrong).rejects.toSatisfy(
      (error) => error instanceof Refusal && error.code === "wrong-passphrase",
    );
    // As a person does it.
    await stage.own.page.locator(".vault input[type=password]").first().fill(PASSPHRASE);
    const anew = stage.own.page.waitForEvent("load");
    await stage.own.page.locator(".vault button[type=submit]").first().click();
    await anew;
    await until("the letter sealed", async () => {
      const { locked, held } = await state();
      return !locked && held === 0;
    });
    expect((await keptIn(stage.own)).captures).toEqual(ids);
    const file = join(profile, "bundle.wacz");
    const lain = watchDisk();
    const { captures } = await bundleOf(stage, ids, file);
    expect(await lain(), "in the profile while it was exported").toEqual([]);
    expect(captures.map(({ statement }) => Boolean(statement.capture?.heldSince))).toEqual([
      false,
      false,
      true,
    ]);
    const { exit, output } = runVerifier(file);
    expect(exit, output).toBe(0);
  });
});

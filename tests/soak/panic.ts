/** Panic with gigabytes kept, in seconds; and cut short in the middle: what the next start takes to finish it. */
import { mkdtemp, rm, stat, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { capture, openPage } from "../drive/act.ts";
import { extensionFiles } from "../drive/disk.ts";
import { openOwnPage } from "../drive/speak.ts";
import { until } from "../drive/waiting.ts";
import { grep, look } from "./check.ts";
import { begin, change, type Life, serveDemo, stateOf } from "./life.ts";

const PASSPHRASE = "cụm mật khẩu của kho này";
const PIECE = 16 * 1024 * 1024;
/** Left free on the disk. */
const SPARE = 8e9;
const [post] = POSTS;
const WORDS = post ? [post.text.slice(0, 24), post.author.name, post.postId] : [];

/** As much as is wished for, or as the disk allows. Gives flaws; says figures. */
export async function panicSeries(gigabytes: number, say: (line: string) => void): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "keepsake-soak-"));
  const served = await serveDemo();
  const flaws: string[] = [];
  try {
    const { bavail, bsize } = await statfs(folder);
    const bytes = Math.max(0, Math.min(gigabytes * 1e9, bavail * bsize - SPARE));
    if (bytes < gigabytes * 1e9) say(`the disk allows ${(bytes / 1e9).toFixed(1)} GB of ${gigabytes}`);
    const profile = join(folder, "profile");
    for (const cut of [false, true]) {
      let life = await begin(served, profile);
      await comesBack(life);
      await fill(life, bytes, say);
      const kept = await onDisk(profile);
      const began = performance.now();
      const closed = life.own.page.waitForEvent("close", { timeout: 300_000 });
      closed.catch(() => undefined);
      await life.own.run(`void chrome.runtime.sendMessage({ kind: "panic/now", request: {} })`);
      if (cut) {
        await keysGone(life);
        await life.kill();
        life = await begin(served, profile);
      } else {
        await closed;
        say(
          `${(kept / 1e9).toFixed(1)} GB on the disk: all erased ${seconds(began)} s after panic was asked for`,
        );
      }
      const { own } = cut
        ? life
        : {
            own: await until("the page", () =>
              openOwnPage(life.session, "archive.html").catch(() => undefined),
            ),
          };
      const { protection } = await until(
        "the state of a new one",
        async () => {
          const state = await stateOf(own).catch(() => undefined);
          return state?.locked === false ? state : undefined;
        },
        300,
      );
      if (cut)
        say(
          `the same, killed when the keys were gone: finished by the next start; ${seconds(began)} s in all, with that start`,
        );
      if (protection !== "unchosen") flaws.push(`panic: the vault is ${protection}`);
      const seen = await look(own, new Set());
      flaws.push(...seen.flaws, ...seen.captures.map((id) => `panic: ${id} is still there`));
      await life.kill();
      const left = await onDisk(profile);
      if (left > 50e6) flaws.push(`panic: ${left} bytes are left`);
      say(`left in the extension's part of the profile: ${(left / 1e6).toFixed(1)} MB`);
      flaws.push(...grep(profile, WORDS));
    }
  } finally {
    await served.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return flaws;
}

const seconds = (began: number): string => ((performance.now() - began) / 1000).toFixed(1);

/** An extension that was loaded by hand comes back from a reload only in developer mode. */
async function comesBack({ session }: Life): Promise<void> {
  const settings = await session.context.newPage();
  await settings.goto("chrome://extensions");
  await settings.evaluate("chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })");
  await settings.close();
}

/** A vault with a capture, and beside it what many captures would be, laid down by hand. */
async function fill(life: Life, bytes: number, say: (line: string) => void): Promise<void> {
  await change(life.own, "vault/protect", { passphrase: PASSPHRASE });
  await capture(life, await openPage(life, FEED_URL, false), post?.text.slice(0, 30).split("\n")[0] ?? "");
  const pieces = Math.ceil(bytes / PIECE);
  const began = performance.now();
  for (let at = 0; at < pieces; at += 16)
    await life.own.run(`(async () => {
      const database = await new Promise((resolve) => { indexedDB.open("kept").onsuccess = (event) => resolve(event.target.result); });
      for (let at = ${at}; at < ${Math.min(at + 16, pieces)}; at++) {
        const writing = database.transaction("artefacts", "readwrite");
        writing.objectStore("artefacts").put({ captureId: "x", name: String(at), blobs: [new Blob([crypto.getRandomValues(new Uint8Array(65536)), new Uint8Array(${PIECE - 65536})])] });
        await new Promise((resolve, reject) => { writing.oncomplete = resolve; writing.onabort = () => reject(writing.error); });
      }
      database.close();
    })()`);
  say(`${pieces} files of 16 MiB laid beside a capture in ${seconds(began)} s`);
}

/** Waits until nothing could be opened any more. */
async function keysGone(life: Life): Promise<void> {
  const reader = await openOwnPage(life.session, "icon/48.png").catch(() => null);
  if (!reader) return;
  const headers = `new Promise((resolve) => { const opening = indexedDB.open("gate"); opening.onerror = () => resolve([]); opening.onsuccess = ({ target: { result } }) => {
    try {
      const ask = result.transaction("headers").objectStore("headers").getAll();
      ask.onsuccess = () => { result.close(); resolve(ask.result); };
    } catch { result.close(); resolve([]); }
  }; })`;
  await until("the end of the keys", async () => {
    const rows = await reader.run<{ id: string }[]>(headers).catch(() => []);
    return !rows.some(({ id }) => id === "header");
  });
}

async function onDisk(profile: string): Promise<number> {
  let sum = 0;
  for (const path of extensionFiles(profile)) sum += (await stat(path).catch(() => null))?.size ?? 0;
  return sum;
}

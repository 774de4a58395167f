/** What a profile goes through once: restoring, a passphrase for an open vault, the first version's database, the end of it all. */
import { readFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "../../lib/cli/missing.ts";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { capture, openPage } from "../drive/act.ts";
import type { Served } from "../drive/server.ts";
import { ownUrl } from "../drive/targets.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";
import type { World } from "./acts.ts";
import { look } from "./check.ts";
import { begin, change, type Life, launch, stateOf, unlock } from "./life.ts";

interface Given {
  served: Served;
  folder: string;
  world: World;
  /** When to kill, in milliseconds. */
  at: number;
  flaws: string[];
}
export interface Apart {
  name: string;
  weight: number;
  lasts: number;
  /** Gives how it ended. */
  apart(given: Given): Promise<string>;
}

const PASSPHRASE = "cụm mật khẩu của kho này";
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A profile of its own: made once by `make`, copied each time. */
async function copyOf(
  folder: string,
  name: string,
  make: (profile: string) => Promise<void>,
): Promise<string> {
  const [template, profile] = [join(folder, `of-${name}`), join(folder, name)];
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  const copy = () => cp(template, profile, { recursive: true, verbatimSymlinks: true });
  try {
    await copy();
  } catch (error) {
    if (!isMissing(error)) throw error;
    await make(template);
    await copy();
  }
  return profile;
}

/** Two captures in a vault of this protection. */
const filled = (served: Served, passphrase: string | null) => async (profile: string) => {
  const life = await begin(served, profile);
  await change(life.own, "vault/protect", { passphrase });
  for (const post of POSTS.slice(0, 2))
    await capture(life, await openPage(life, FEED_URL, false), post.text.slice(0, 30).split("\n")[0] ?? "");
  await life.close();
};

/** The first version's database, as it lay on a disk. */
const first = (served: Served) => async (profile: string) => {
  const lying = readFileSync(new URL("../fixtures/vault-1.json", import.meta.url), "utf8");
  const life = await begin(served, profile, "icon/48.png");
  await life.own.run(`(async () => {
    const unpacked = (value) => {
      if (Array.isArray(value)) return value.map(unpacked);
      if (typeof value !== "object" || value === null) return value;
      const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
      if (typeof value.bytes === "string") return bytes(value.bytes);
      if (typeof value.blob === "string") return new Blob([bytes(value.blob)]);
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpacked(part)]));
    };
    for (const [name, { version, stores }] of Object.entries(${lying})) {
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error);
      });
      await new Promise((resolve, reject) => {
        const request = indexedDB.open(name, version);
        request.onupgradeneeded = () => {
          for (const [table, { keyPath, indexes, rows }] of Object.entries(stores)) {
            const store = request.result.createObjectStore(table, { keyPath });
            for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique });
            for (const row of rows) store.put(unpacked(row));
          }
        };
        request.onsuccess = () => { request.result.close(); resolve(); };
        request.onerror = () => reject(request.error);
      });
    }
    await chrome.storage.session.clear();
  })()`);
  await life.close();
};

/** Until the room is there and it was asked; then the wait, and the kill. */
async function killedAfter(life: Life, at: number, ask: () => Promise<unknown>): Promise<void> {
  const asked = ask().catch(() => undefined);
  await wait(at);
  await life.kill();
  // What it asks of a browser that is gone may never be answered.
  await Promise.race([asked, wait(2000)]);
}

/** The number of captures, or that there are none by right. */
async function expectWhole(life: Life, flaws: string[], captures: number): Promise<void> {
  const seen = await look(life.own, new Set());
  flaws.push(...seen.flaws);
  const found = seen.captures.length - seen.looks;
  if (found !== captures) flaws.push(`${found} captures of ${captures}`);
}

export const APART: readonly Apart[] = [
  {
    name: "restoring",
    weight: 3,
    lasts: 1500,
    async apart({ served, folder, world, at, flaws }) {
      const { backup } = world;
      if (!backup) return "finished: no backup yet";
      const profile = join(folder, "restored");
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      const life = await begin(served, profile);
      await stateOf(life.own);
      const { page } = life.own;
      await page.goto("about:blank");
      await page.goto(`${ownUrl(life.session)}archive.html#/protect`);
      await page.locator("summary").last().click();
      await page.locator("input[type=file]").setInputFiles(backup.file);
      await page.locator("input[type=password]").last().fill(backup.passphrase);
      const button = page.getByRole("button", { name: wordOf("vi", "vault.restore_button"), exact: true });
      await killedAfter(life, at, () => button.click());
      const next = await begin(served, profile);
      const { protection, halfRestored, lost } = await stateOf(next.own);
      if (protection === "passphrase") {
        await unlock(next, [backup.passphrase]);
        await expectWhole(next, flaws, backup.sealed);
      } else {
        await expectWhole(next, flaws, 0);
        if (lost > 0) flaws.push("what was never kept here is called lost");
      }
      await next.kill();
      return protection === "passphrase"
        ? "finished before"
        : halfRestored
          ? "killed, and said"
          : "killed before it began";
    },
  },
  {
    name: "a passphrase for an open vault",
    weight: 3,
    lasts: 1000,
    async apart({ served, folder, at, flaws }) {
      const profile = await copyOf(folder, "open", filled(served, null));
      const life = await begin(served, profile);
      await change(life.own, "vault/rekey", { passphrase: PASSPHRASE });
      await killedAfter(life, at, () => unlock(life, [PASSPHRASE]));
      const next = await begin(served, profile);
      const { locked, anew } = await stateOf(next.own);
      if (!locked) flaws.push("it stands open");
      await unlock(next, [PASSPHRASE]);
      await expectWhole(next, flaws, 2);
      await next.kill();
      return anew ? "killed, and gone on with" : "finished before";
    },
  },
  {
    name: "migration",
    weight: 3,
    lasts: 700,
    async apart({ served, folder, at, flaws }) {
      const profile = await copyOf(folder, "first", first(served));
      const { kill } = await launch(served, profile);
      await wait(at);
      await kill();
      const next = await begin(served, profile);
      // Three captures, one of them in a second case; one was deleted before. A second look waits, and may be made.
      await expectWhole(next, flaws, 3);
      await next.kill();
      return "killed";
    },
  },
  {
    name: "panic",
    weight: 3,
    lasts: 500,
    async apart({ served, folder, at, flaws }) {
      const profile = await copyOf(folder, "panicked", filled(served, PASSPHRASE));
      const life = await begin(served, profile);
      await killedAfter(life, at, () =>
        life.own.run(`chrome.runtime.sendMessage({ kind: "panic/now", request: {} })`),
      );
      const next = await begin(served, profile);
      const { protection } = await until("the start", () => stateOf(next.own));
      if (protection === "passphrase") {
        await unlock(next, [PASSPHRASE]);
        await expectWhole(next, flaws, 2);
      } else {
        if (protection !== "unchosen") flaws.push(`half destroyed: ${protection}`);
        await expectWhole(next, flaws, 0);
      }
      await next.kill();
      return protection === "passphrase" ? "killed before it began" : "killed, and all gone";
    },
  },
];

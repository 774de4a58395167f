/** A disk that is really full: a small file system in memory, filled up around the profile. Needs the right to mount one (root, Linux). */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { capture, openPage } from "../drive/act.ts";
import { Refusal } from "../drive/speak.ts";
import { look } from "./check.ts";
import { fill } from "./fill.ts";
import { handingOver } from "./full-parcel.ts";
import { begin, change, type Life, serveDemo, stateOf, unlock } from "./life.ts";

const PASSPHRASE = "cụm mật khẩu của kho này";
const MEGABYTES = 300;
/** Left when the captures are tried, in kilobytes: not even a row; a row, but no file; nearly enough. */
const LEFT = [0, 64, 256, 1024];

/** Milliseconds after a capture was asked for at which the disk is filled: before it is looked at, read, sealed, written. */
const AFTER = [0, 60, 120, 200, 300, 450];

/** Gives flaws; says figures. */
export async function fullSeries(say: (line: string) => void): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "keepsake-full-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${MEGABYTES}m`, "tmpfs", folder]);
  if (status !== 0) {
    await rm(folder, { recursive: true, force: true });
    say("full disk: SKIPPED, no file system can be mounted here");
    return [];
  }
  const served = await serveDemo();
  const flaws: string[] = [];
  try {
    const profile = join(folder, "profile");
    const sealed = new Set<string>();
    let life = await begin(served, profile);
    await change(life.own, "vault/protect", { passphrase: PASSPHRASE });
    await one(life, sealed, 0);
    for (const [at, kilobytes] of LEFT.entries()) {
      await fill(join(folder, "filler"), kilobytes * 1024);
      const told = await one(life, sealed, at);
      say(`full disk, ${kilobytes} kB left: ${told}`);
      if (!/^(kept|store-full|store-unavailable)$/.test(told))
        flaws.push(`full disk, ${kilobytes} kB left: ${told}`);
      await life.kill();
      await rm(join(folder, "filler"));
      life = await begin(served, profile);
      await unlock(life, [PASSPHRASE]);
      const seen = await look(life.own, sealed);
      flaws.push(...seen.flaws.map((flaw) => `full disk, ${kilobytes} kB left: ${flaw}`));
    }
    for (const [at, ms] of AFTER.entries()) {
      let begun: () => void = () => undefined;
      const ready = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const asked = one(life, sealed, at, begun);
      asked.catch(() => undefined);
      await ready;
      await new Promise((resolve) => setTimeout(resolve, ms));
      await fill(join(folder, "filler"), 0);
      const told = await asked;
      say(`full disk, filled ${ms} ms after the capture began: ${told}`);
      if (!/^(kept|store-full|store-unavailable)$/.test(told))
        flaws.push(`disk filled after ${ms} ms: ${told}`);
      await life.kill();
      await rm(join(folder, "filler"));
      life = await begin(served, profile);
      const { protection } = await stateOf(life.own);
      if (protection !== "passphrase") {
        flaws.push(`disk filled after ${ms} ms (${told}): at the next start the vault is ${protection}`);
        await life.kill();
        return flaws;
      }
      await unlock(life, [PASSPHRASE]);
      const seen = await look(life.own, sealed);
      flaws.push(...seen.flaws.map((flaw) => `disk filled after ${ms} ms: ${flaw}`));
    }
    flaws.push(...(await handingOver(life, folder, [...sealed], say)));
    const after = await one(life, sealed, 0);
    if (after !== "kept") flaws.push(`with room again: ${after}`);
    await life.close();
  } finally {
    await served.close();
    spawnSync("umount", ["-l", folder]);
    await rm(folder, { recursive: true, force: true });
  }
  return flaws;
}

/** Captures one; says what the person is told. */
async function one(
  life: Life,
  sealed: Set<string>,
  at: number,
  begun: () => void = () => undefined,
): Promise<string> {
  const page = await openPage(life, FEED_URL, false);
  begun();
  try {
    const start = POSTS[at % 4]?.text.slice(0, 30).split("\n")[0] ?? "";
    sealed.add((await capture(life, page, start)).captureId);
    return "kept";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  } finally {
    await page.close().catch(() => undefined);
  }
}

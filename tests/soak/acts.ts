/** What the browser is killed in the middle of, in the profile that lives through the whole series. */
import { copyFile } from "node:fs/promises";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { capture, openPage } from "../drive/act.ts";
import { exportTo, newestDownload } from "../drive/exporting.ts";
import { askBackground } from "../drive/speak.ts";
import { ownUrl } from "../drive/targets.ts";
import { wordOf } from "../drive/words.ts";
import type { Dice } from "../fuzz/dice.ts";
import { change, type Life } from "./life.ts";

/** What was promised so far, and what could be true besides. */
export interface World {
  profile: string;
  /** The passphrases of which one must open it; the surest first. */
  passphrases: string[];
  sealed: Set<string>;
  /** A backup that was finished, its passphrase, and what was sealed by then. */
  backup: { file: string; passphrase: string; sealed: number } | null;
  dice: Dice;
}

export interface Act {
  name: string;
  /** How likely, beside the others. */
  weight: number;
  /** Milliseconds, about as long as it takes once it has begun: the moment to kill is anywhere in it. */
  lasts: number;
  /** Captures that may come of it. */
  captures: number;
  /** `begun`: to be called when what came before, such as opening a page, is done. */
  run(life: Life, world: World, begun: () => void): Promise<void>;
}

const startOf = ({ text }: { text: string }) => text.slice(0, 40).split("\n")[0] ?? "";

async function captureOne(
  life: Life,
  { dice, sealed }: World,
  painted: boolean,
  begun: () => void,
): Promise<void> {
  const page = await openPage(life, FEED_URL, painted);
  begun();
  const { captureId } = await capture(life, page, startOf(dice.pick(POSTS)));
  sealed.add(captureId);
}

export const ACTS: readonly Act[] = [
  {
    name: "capture",
    weight: 5,
    lasts: 1000,
    captures: 1,
    run: (life, world, begun) => captureOne(life, world, true, begun),
  },
  {
    name: "two captures at once",
    weight: 3,
    lasts: 1500,
    captures: 2,
    run: async (life, world, begun) => {
      await Promise.all([captureOne(life, world, false, begun), captureOne(life, world, false, begun)]);
    },
  },
  {
    name: "capture while locked",
    weight: 3,
    lasts: 1000,
    captures: 1,
    run: async (life, world, begun) => {
      await change(life.own, "vault/lock", {});
      await captureOne(life, world, false, begun);
    },
  },
  {
    name: "export",
    weight: 4,
    lasts: 600,
    captures: 0,
    run: async ({ own }, { sealed, profile }, begun) => {
      begun();
      await exportTo(own, [...sealed].slice(-8), `${profile}.wacz`);
    },
  },
  {
    name: "another passphrase",
    weight: 4,
    lasts: 1600,
    captures: 0,
    run: async ({ own }, world, begun) => {
      begun();
      const [passphrase = ""] = world.passphrases;
      const next = `cụm mật khẩu số ${world.dice.roll(1_000_000)}`;
      world.passphrases.push(next);
      await askBackground(own, "vault/change", { passphrase, next });
      world.passphrases = [next];
    },
  },
  {
    name: "backup",
    weight: 2,
    lasts: 800,
    captures: 0,
    run: async ({ own, session }, world, begun) => {
      const [passphrase = ""] = world.passphrases;
      await own.page.goto("about:blank");
      await own.page.goto(`${ownUrl(session)}archive.html#/settings`);
      begun();
      await own.page.getByRole("button", { name: wordOf("vi", "vault.backup_button") }).click();
      await own.page.getByText(wordOf("vi", "vault.backed_up")).waitFor();
      const file = `${world.profile}.backup`;
      await copyFile(await newestDownload(own), file);
      world.backup = { file, passphrase, sealed: world.sealed.size };
    },
  },
  {
    name: "deletion",
    weight: 1,
    lasts: 300,
    captures: 0,
    run: async ({ own }, { sealed, dice }, begun) => {
      begun();
      if (sealed.size < 4) return;
      const id = dice.pick([...sealed]);
      // From the moment it is asked for nobody is promised that it stays.
      sealed.delete(id);
      await askBackground(own, "capture/delete", { captureIds: [id] });
    },
  },
];

/** The series of kills: one profile that lives through all of it, and others beside it for what cannot be done twice in one. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { POSTS } from "../demo/facebook/posts.ts";
import { exportTo } from "../drive/exporting.ts";
import { runVerifier } from "../drive/verifier.ts";
import { diceOf } from "../fuzz/dice.ts";
import { ACTS, type Act, type World } from "./acts.ts";
import { APART, type Apart } from "./apart.ts";
import { grep, look, type Seen } from "./check.ts";
import { begin, change, type Life, serveDemo, unlock } from "./life.ts";
import { type Figures, keep, keptIn, newFigures } from "./resume.ts";

const WORDS = POSTS.slice(0, 4).flatMap(({ text, author }) => [text.slice(0, 24), author.name]);
/** All of it is exported and verified, and the disk searched, so often. */
const WHOLE_EVERY = 20;

export interface Wish {
  seed: number;
  /** Kills in all. */
  rounds: number;
  /** Acts of these names alone. */
  only?: readonly string[];
  /** Where all of it lies; what stands there is gone on with. */
  folder?: string;
  /** No round is begun after so many; the rest is for another time. */
  minutes?: number;
}

/** Kills the browser. `say`: a line for whoever waits. */
export async function killSeries(wish: Wish, say: (line: string) => void): Promise<Figures> {
  const { seed, rounds, only = [], minutes = 1000 } = wish;
  const folder = wish.folder ?? (await mkdtemp(join(tmpdir(), "keepsake-soak-")));
  const served = await serveDemo();
  const profile = join(folder, "profile");
  const last = await keptIn(folder);
  const world: World = {
    profile,
    passphrases: ["cụm mật khẩu đầu tiên"],
    sealed: new Set(),
    backup: null,
    ...last?.world,
    dice: diceOf(seed, -1),
  };
  const figures = last?.figures ?? newFigures();
  const wanted = <T extends { name: string }>(acts: readonly T[]) =>
    acts.filter(({ name }) => only.length === 0 || only.includes(name));
  const all = [...wanted(ACTS), ...wanted(APART)].flatMap((act) => Array<Act | Apart>(act.weight).fill(act));
  /** How long each took when it ended: the kill shall come before. */
  const lasts = new Map<string, number>();
  const until = performance.now() + minutes * 60_000;
  let life = await begin(served, profile);
  try {
    if (last) await unlock(life, world.passphrases);
    else {
      await change(life.own, "vault/protect", { passphrase: world.passphrases[0] });
      for (const name of ["capture", "backup"])
        await ACTS.find((act) => act.name === name)?.run(life, world, () => undefined);
    }
    let before = await look(life.own, world.sealed);
    for (let round = figures.rounds; round < rounds && performance.now() < until; round++) {
      world.dice = diceOf(seed, round);
      const act = world.dice.pick(all);
      const at = world.dice.roll(Math.round(lasts.get(act.name) ?? act.lasts));
      const tally = figures.acts[act.name] ?? { killed: 0, finished: 0 };
      figures.acts[act.name] = tally;
      const flaws: string[] = [];
      let ended = "";
      if ("apart" in act) {
        await life.kill();
        ended = await act.apart({ served, folder, world, at, flaws });
      } else {
        ended = await killed(act, life, world, at, (ms) => lasts.set(act.name, ms));
      }
      const cut = !ended.startsWith("finished");
      tally[ended.startsWith("finished") ? "finished" : "killed"]++;
      life = await begin(served, profile);
      world.passphrases = [await unlock(life, world.passphrases)];
      const seen = await look(life.own, world.sealed);
      flaws.push(...seen.flaws);
      if ("captures" in act) flaws.push(...count(figures, act, before, seen, world));
      figures.exports.told += seen.exports;
      if (act.name === "export" && cut && seen.exports === 0) figures.exports.unbegun++;
      if (seen.exports > (act.name === "export" && cut ? 1 : 0))
        flaws.push("an export is told as cut short that was saved");
      if (round % WHOLE_EVERY === WHOLE_EVERY - 1 || round === rounds - 1) {
        flaws.push(...(await whole(life, seen, folder)), ...grep(profile, WORDS));
        figures.bundles++;
      }
      before = seen;
      figures.rounds++;
      figures.flaws.push(...flaws.map((flaw) => `round ${round} (${act.name}, ${at} ms): ${flaw}`));
      say(
        `${round + 1}/${rounds}  ${act.name}, ${at} ms: ${ended}; ${seen.captures.length} sealed${flaws.length > 0 ? `  !! ${flaws.join("; ")}` : ""}`,
      );
    }
  } finally {
    await keep(folder, world, figures);
    await life.close().catch(() => undefined);
    await served.close();
    if (figures.rounds >= rounds) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return figures;
}

/** Runs the act and kills in the middle; says whether it had ended by then. */
async function killed(
  act: Act,
  life: Life,
  world: World,
  at: number,
  onEnd: (ms: number) => void,
): Promise<string> {
  let began = performance.now();
  let ended = "killed";
  let begun: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const run = act.run(life, world, begun).then(
    () => {
      ended = "finished before";
      onEnd(performance.now() - began);
    },
    (error: unknown) => {
      // Whatever it was asking when the browser went; a refusal before that is a failure of its own.
      if (ended === "killed")
        ended = `killed (${error instanceof Error ? error.message.split("\n")[0]?.slice(0, 60) : ""})`;
    },
  );
  await Promise.race([ready, run]);
  began = performance.now();
  await new Promise((resolve) => setTimeout(resolve, at));
  const state = ended;
  await life.kill();
  // What it asks of a browser that is gone may never be answered.
  await Promise.race([run, new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
  return state;
}

/** A capture under way is sealed whole, or told as cut short, or had not begun. */
function count(figures: Figures, act: Act, before: Seen, seen: Seen, world: World): string[] {
  const fresh = seen.captures.filter((id) => !before.captures.includes(id));
  for (const id of fresh) world.sealed.add(id);
  const ended = fresh.length + seen.told.length;
  figures.captures.sealed += fresh.length;
  figures.captures.told += seen.told.length;
  figures.captures.unbegun += Math.max(0, act.captures - ended);
  return ended > act.captures ? [`${ended} captures came of ${act.captures}`] : [];
}

/** All of it as a bundle, checked by the command line's verifier. */
async function whole({ own }: Life, { captures }: Seen, folder: string): Promise<string[]> {
  const file = join(folder, "whole.wacz");
  await exportTo(own, captures, file);
  const { exit, output } = runVerifier(file, "--lang", "en");
  return exit === 0 ? [] : [`the bundle does not verify: ${output.slice(0, 400)}`];
}

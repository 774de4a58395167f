/**
 * What watching a page costs while its feed grows to 2,000 posts: ours beside an observer that asks the whole page at
 * every change; and what stays behind in memory when the posts are gone again, beside a page that nobody watches.
 */
import type { CDPSession, Page } from "playwright-core";
import { emptyFeed, growFeed } from "./growing-feed.ts";
import { NAIVE_HOST, PLAIN_HOST } from "./peers.ts";
import type { BenchStage } from "./stage.ts";
import { judge, median, type Row } from "./table.ts";
import { type Trace, traced } from "./trace.ts";

const POSTS = 2000;
const PER_FRAME = 4;
const ROUNDS = 2;

interface Round {
  /** Milliseconds of main thread in the watcher's script: in all, and for each hundred posts. */
  total: number;
  hundreds: number[];
  calls: number;
  heap: number;
  nodes: number;
}

/** Grows and empties the feed for each watcher in turn, in three pages of one browser. */
export async function measureFeedGrowth(stage: BenchStage): Promise<Row[]> {
  const watchers = await Promise.all([
    open(stage, "www.facebook.com", `chrome-extension://${stage.extensionId}/`, ROUNDS),
    open(stage, NAIVE_HOST, `chrome-extension://${stage.peerId}/`, 1), // half a minute each: once is enough
    open(stage, PLAIN_HOST, "chrome-extension://nobody/", ROUNDS),
  ]);
  for (let round = 0; round < ROUNDS; round++)
    for (const watcher of watchers)
      if (round < watcher.turns) watcher.rounds.push(await grow(stage, watcher, round));
  for (const { page } of watchers) await page.close();
  const [ours = [], naive = [], plain = []] = watchers.map(({ rounds }) => rounds);
  if (ours.some(({ calls }) => calls === 0)) throw new Error("our content script was never called");
  const total = (rounds: Round[]) => median(rounds.map((round) => round.total));
  const hundred = (rounds: Round[], at: number) =>
    median(rounds.map((round) => (round.hundreds.at(at) ?? 0) / 100));
  const how = `CPU time of FunctionCall events of the trace, attributed by script address (what they force included); medians of ${ROUNDS} rounds (naive: 1) of ${POSTS} posts, ${PER_FRAME} a frame, 3 changes a post`;
  const calls = `calls ${ours.map((round) => round.calls)} : ${naive.map((round) => round.calls)}`;
  const kept = (rounds: Round[]) => (rounds.at(-1)?.heap ?? 0) - (rounds[0]?.heap ?? 0);
  const keptNodes = (rounds: Round[]) => (rounds.at(-1)?.nodes ?? 0) - (rounds[0]?.nodes ?? 0);
  return [
    judge({
      name: `feed grown to ${POSTS} posts, content script`,
      peerName: "naive observer",
      unit: "ms",
      ours: total(ours),
      peer: total(naive),
      goal: { ratio: 0.01 },
      how: `${how}; ${calls}`,
    }),
    judge({
      name: "per new post, last hundred",
      peerName: "ours, first hundred",
      unit: "ms",
      ours: hundred(ours, -1),
      peer: hundred(ours, 0),
      goal: { ratio: 1.25 },
      how: `${how}; a quarter more is taken as noise`,
    }),
    judge({
      name: "per new post, last hundred",
      peerName: "naive, last hundred",
      unit: "ms",
      ours: hundred(ours, -1),
      peer: hundred(naive, -1),
      how,
    }),
    judge({
      name: `heap kept after another ${POSTS} posts came and went`,
      peerName: "page watched by nobody",
      unit: "kB",
      ours: kept(ours) / 1000,
      peer: kept(plain) / 1000,
      goal: { atMost: Math.max(0, kept(plain) / 1000) + 500 },
      how: "JSHeapUsedSize after collectGarbage: second emptying less first; at most 500 kB above the unwatched page",
    }),
    judge({
      name: `DOM nodes kept after another ${POSTS} posts came and went`,
      peerName: "page watched by nobody",
      unit: "nodes",
      ours: keptNodes(ours),
      peer: keptNodes(plain),
      goal: { atMost: Math.max(0, keptNodes(plain)) + 100 },
      how: "Nodes of Performance.getMetrics after collectGarbage: second emptying less first",
    }),
  ];
}

interface Watcher {
  page: Page;
  session: CDPSession;
  /** Beginning of the addresses of the watcher's scripts. */
  scripts: string;
  /** How many rounds it takes part in. */
  turns: number;
  rounds: Round[];
}

async function open(stage: BenchStage, host: string, scripts: string, turns: number): Promise<Watcher> {
  const page = await stage.context.newPage();
  const session = await stage.context.newCDPSession(page);
  await session.send("Performance.enable");
  await page.goto(`https://${host}/growing`, { waitUntil: "load" });
  return { page, session, scripts, turns, rounds: [] };
}

async function grow(stage: BenchStage, watcher: Watcher, round: number): Promise<Round> {
  const { page, session, scripts } = watcher;
  await page.bringToFront();
  await page.waitForTimeout(1000);
  const from = round * POSTS + 1;
  const range = { from, to: from + POSTS - 1, perFrame: PER_FRAME };
  const trace = await traced(stage.browser, () => page.evaluate(growFeed, range));
  await page.evaluate(emptyFeed);
  return { ...read(trace, scripts, from), ...(await remains(page, session)) };
}

function read(trace: Trace, scripts: string, from: number): Pick<Round, "total" | "hundreds" | "calls"> {
  const start = trace.markAt(`bench-${from}`) ?? 0;
  const end = trace.markAt("bench-end") ?? Number.POSITIVE_INFINITY;
  const calls = trace.callsInto(scripts).filter(({ at }) => at >= start && at <= end);
  const hundreds: number[] = [];
  for (let post = from; post < from + POSTS; post += 100) {
    const since = trace.markAt(`bench-${post}`) ?? start;
    const until = trace.markAt(`bench-${post + 100}`) ?? end;
    hundreds.push(sum(calls.filter(({ at }) => at >= since && at < until).map(({ took }) => took)));
  }
  return { total: sum(calls.map(({ took }) => took)), hundreds, calls: calls.length };
}

const sum = (microseconds: number[]) => microseconds.reduce((all, each) => all + each, 0) / 1000;

/** What is left when the garbage is gone: bytes of JavaScript heap (all worlds of the page) and DOM nodes. */
async function remains(page: Page, session: CDPSession): Promise<{ heap: number; nodes: number }> {
  for (let turn = 0; turn < 3; turn++) {
    await page.waitForTimeout(300);
    await session.send("HeapProfiler.collectGarbage");
  }
  const { metrics } = await session.send("Performance.getMetrics");
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { heap: value("JSHeapUsedSize"), nodes: value("Nodes") };
}

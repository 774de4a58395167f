/** A bundle verified in the archive's page, until the report stands there; beside `sha256sum` over the same file, in turn. */
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchStage } from "../stage.ts";
import { judge, type Row } from "../table.ts";
import { makeMaterial } from "./material.ts";
import { pageFloor } from "./page-floor.ts";
import { buildChild, child, list, middle, program, rest, type Took } from "./processes.ts";

const TURNS = 5;

/** Writes a bundle of some `bytes` to the folder for temporary files, measures, and removes it. */
export async function measureVerifyPage(stage: BenchStage, bytes: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "keepsake-bench-"));
  const ours: Seen[] = [];
  const floor: Took[] = [];
  const least: Pick<Took, "ms">[] = [];
  try {
    await makeMaterial(folder, bytes);
    await buildChild();
    await child("export", folder);
    await rest(folder);
    for (let turn = 0; turn < TURNS; turn++) {
      ours.push(await look(stage, join(folder, "bundle.wacz")));
      floor.push(await program("sha256sum", ["bundle.wacz"], folder));
    }
    // afterwards: all pages of the extension share one process, and its garbage
    for (let turn = 0; turn < TURNS; turn++)
      least.push({ ms: await pageFloor(stage, join(folder, "bundle.wacz")) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const own = ours.map(({ ownMegabytes }) => ownMegabytes);
  const whole = Math.max(...ours.map(({ wholeMegabytes }) => wholeMegabytes));
  const name = "verify in the extension's page";
  const how = `a bundle of ${Math.round(bytes / 1e6)} MB, from its choice to its report; ours ${list(ours)}; `;
  const seconds = { name, unit: "s", ours: middle(ours) };
  const peak = (which: string, megabytes: number) =>
    judge({
      name: `${name}, peak memory, ${which}`,
      unit: "MB",
      ours: megabytes,
      goal: { atMost: 200 },
      how: `most that the page's process held of its own, its threads included, seen every 20 ms, ${own.map((each) => Math.round(each)).join(" ")}; with the browser's program, which all its processes share, ${Math.round(whole)} MB`,
    });
  const bare = `a page's least in one thread (one stream, each byte hashed twice by WebCrypto, nothing compared) ${list(least)}`;
  return [
    judge({
      ...seconds,
      peerName: "sha256sum",
      peer: middle(floor),
      goal: { ratio: 1 },
      how: `${how}sha256sum ${list(floor)}`,
    }),
    judge({ ...seconds, peerName: "read, hash twice, in a page", peer: middle(least), how: how + bare }),
    judge({
      name: "read, hash twice, in a page",
      peerName: "sha256sum",
      unit: "s",
      ours: middle(least),
      peer: middle(floor),
      how: `${bare}; sha256sum ${list(floor)}`,
    }),
    peak("first of a row", own[0] ?? Number.NaN),
    peak("later of a row, with what closed pages left", Math.max(...own.slice(1))),
  ];
}

/** Runs in the page: resolves when the report was drawn. To look at every frame whether it stands there would make the page draw each. */
function untilDrawn(): Promise<void> {
  const status = document.querySelector(".verify > [role=status]");
  if (!status) throw new Error("the page has no place for its verdict");
  return new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      if (status.textContent === "") return;
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(resolve));
    });
    seen.observe(status, { childList: true, characterData: true, subtree: true });
  });
}

interface Seen {
  ms: number;
  ownMegabytes: number;
  wholeMegabytes: number;
}

async function look(stage: BenchStage, path: string): Promise<Seen> {
  const page = await stage.context.newPage();
  const cdp = await stage.context.newCDPSession(page);
  try {
    await page.goto(`chrome-extension://${stage.extensionId}/archive.html#/verify`);
    await page.locator(".drop input").waitFor({ state: "attached" });
    // whoever chooses a file does so in a page that stands
    await page.evaluate(() => new Promise<unknown>((idle) => requestIdleCallback(idle)));
    const before = await renderers(stage);
    // Playwright would carry the file over in a message
    const { result } = await cdp.send("Runtime.evaluate", {
      expression: `document.querySelector(".drop input")`,
    });
    if (!result.objectId) throw new Error("the page takes no file");
    const drawn = page.evaluate(untilDrawn);
    const watched = watch(before.map(({ id }) => id));
    const started = performance.now();
    await cdp.send("DOM.setFileInputFiles", { files: [path], objectId: result.objectId });
    await drawn;
    const ms = performance.now() - started;
    const verdict = await page.locator("[data-verdict]").first().getAttribute("data-verdict");
    if (verdict !== "intact") throw new Error(`the page says ${verdict}`);
    const most = watched.stop();
    const id = busiest(before, await renderers(stage));
    return { ms, ownMegabytes: most.get(id) ?? Number.NaN, wholeMegabytes: await peakOf(id) };
  } finally {
    await page.close();
  }
}

interface Process {
  type: string;
  id: number;
  cpuTime: number;
}

/** The pages' processes, and what each has worked. */
export async function renderers({ browser }: BenchStage): Promise<Process[]> {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer");
}

/** The process that did the work. */
export function busiest(before: readonly Process[], after: readonly Process[]): number {
  const spent = ({ id, cpuTime }: Process) => cpuTime - (before.find((one) => one.id === id)?.cpuTime ?? 0);
  const [first] = [...after].sort((a, b) => spent(b) - spent(a));
  if (!first) throw new Error("no process of a page");
  return first.id;
}

/** Megabytes of memory: the most a process ever held, or what it holds now. */
export async function peakOf(pid: number, what: "VmHWM" | "VmRSS" = "VmHWM"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return (Number(new RegExp(`^${what}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024) / 1e6;
}

/** Looks every 20 ms at what these processes hold of their own: nothing that lies in a file, as the browser's program does. */
function watch(pids: readonly number[]): { stop(): Map<number, number> } {
  const most = new Map<number, number>();
  const timer = setInterval(() => {
    for (const pid of pids) most.set(pid, Math.max(most.get(pid) ?? 0, ownOf(pid)));
  }, 20);
  return {
    stop() {
      clearInterval(timer);
      return most;
    },
  };
}

function ownOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const kilobytes = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)].map(([, size]) =>
      Number(size),
    );
    return (kilobytes.reduce((sum, size) => sum + size, 0) * 1024) / 1e6;
  } catch {
    return 0; // the process has ended: it is not the one that is looked at
  }
}

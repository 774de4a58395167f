/** A bundle verified in the archive's page, until the report stands there; beside `sha256sum` over the same file, in turn. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchStage } from "../stage.ts";
import { judge, median, type Row } from "../table.ts";
import { makeMaterial } from "./material.ts";
import { buildChild, child, program, rest } from "./processes.ts";

const TURNS = 3;

/** Writes a bundle of some `bytes` to the folder for temporary files, measures, and removes it. */
export async function measureVerifyPage(stage: BenchStage, bytes: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "keepsake-bench-"));
  const [ours, floor]: [number[], number[]] = [[], []];
  let peak: number | null = null;
  try {
    await makeMaterial(folder, bytes);
    await buildChild();
    await child("export", folder);
    await rest(folder);
    for (let turn = 0; turn < TURNS; turn++) {
      const looked = await look(stage, join(folder, "bundle.wacz"));
      ours.push(looked.ms);
      peak = Math.max(peak ?? 0, looked.peakMegabytes);
      floor.push((await program("sha256sum", ["bundle.wacz"], folder)).ms);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const how = `a bundle of ${Math.round(bytes / 1e6)} MB, from its choice to its report, the file's own hash included; ours ${list(ours)}; sha256sum ${list(floor)}`;
  return [
    judge({
      name: "verify in the extension's page",
      peerName: "sha256sum",
      unit: "s",
      ours: (median(ours) ?? Number.NaN) / 1000,
      peer: (median(floor) ?? Number.NaN) / 1000,
      goal: { ratio: 1 },
      how,
    }),
    judge({
      name: "verify in the extension's page, peak memory",
      unit: "MB",
      ours: peak,
      goal: { atMost: 200 },
      how: "largest resident set of the page's process, its threads and the browser's code included",
    }),
  ];
}

async function look(stage: BenchStage, path: string): Promise<{ ms: number; peakMegabytes: number }> {
  const page = await stage.context.newPage();
  const cdp = await stage.context.newCDPSession(page);
  try {
    await page.goto(`chrome-extension://${stage.extensionId}/archive.html#/verify`);
    await page.locator(".drop input").waitFor({ state: "attached" });
    const before = await renderers(stage);
    // Playwright would carry the file over in a message
    const { result } = await cdp.send("Runtime.evaluate", {
      expression: `document.querySelector(".drop input")`,
    });
    if (!result.objectId) throw new Error("the page takes no file");
    const started = performance.now();
    await cdp.send("DOM.setFileInputFiles", { files: [path], objectId: result.objectId });
    await page.waitForFunction(
      () => document.querySelector(".verify > [role=status]")?.textContent !== "",
      null,
      { timeout: 300_000 },
    );
    const ms = performance.now() - started;
    const verdict = await page.locator("[data-verdict]").first().getAttribute("data-verdict");
    if (verdict !== "intact") throw new Error(`the page says ${verdict}`);
    return { ms, peakMegabytes: await peakOf(busiest(before, await renderers(stage))) };
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

const list = (all: readonly number[]) => all.map((ms) => (ms / 1000).toFixed(2)).join(" ");

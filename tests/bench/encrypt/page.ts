/** The page of the extension in which the bench seals and sends, and the memory of its process. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import { ROOT } from "../../drive/paths.ts";
import { busiest, peakOf, renderers } from "../gigabyte/page.ts";
import { type BenchStage, OUT } from "../stage.ts";
import type { bench } from "./page-code.ts";

const NAME = "bench-encrypt";

export interface SealingPage {
  seal(path: string, recipients: string[]): Promise<{ ms: number; saved: number; bytes: number }>;
  send(how: "send" | "fetchSend", intake: string, bytes: number): Promise<{ ms: number; place: string }>;
  /** Removes what was sealed. */
  clear(): Promise<void>;
  /** Megabytes that the page's process holds now. */
  held(): Promise<number>;
  /** The most it held since this was asked last. */
  peak(): Promise<number>;
  close(): Promise<void>;
}

/** Puts the page into the copy of the extension that runs, and opens it. */
export async function openSealingPage(stage: BenchStage): Promise<SealingPage> {
  const folder = join(OUT, "extension");
  await build({
    configFile: false,
    logLevel: "error",
    root: ROOT,
    publicDir: false,
    build: {
      target: "esnext",
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: join(import.meta.dirname, "page-code.ts"),
        formats: ["es"],
        fileName: () => `${NAME}.js`,
      },
    },
  });
  const html = `<!doctype html><meta charset="utf-8"><title>Bench</title><input type="file"><script type="module" src="${NAME}.js"></script>`;
  await writeFile(join(folder, `${NAME}.html`), html);
  const page = await stage.context.newPage();
  await page.goto(`chrome-extension://${stage.extensionId}/${NAME}.html`);
  await page.waitForFunction(() => "bench" in globalThis);
  const cdp = await stage.context.newCDPSession(page);
  /** Playwright would carry the file over in a message. */
  const give = async (path: string) => {
    const { result } = await cdp.send("Runtime.evaluate", { expression: `document.querySelector("input")` });
    if (!result.objectId) throw new Error("the page takes no file");
    await cdp.send("DOM.setFileInputFiles", { files: [path], objectId: result.objectId });
  };
  const pid = await pidOf(stage, page);
  const clear = () => page.evaluate(() => (globalThis as unknown as Bench).bench.clear());
  return {
    async seal(path, recipients) {
      await give(path);
      return page.evaluate((to) => (globalThis as unknown as Bench).bench.seal(to), recipients);
    },
    send: (how, intake, bytes) =>
      page.evaluate(([by, to, length]) => (globalThis as unknown as Bench).bench[by](to, length), [
        how,
        intake,
        bytes,
      ] as const),
    clear,
    held: () => peakOf(pid, "VmRSS"),
    async peak() {
      const most = await peakOf(pid);
      await writeFile(`/proc/${pid}/clear_refs`, "5"); // the peak begins anew
      return most;
    },
    async close() {
      await clear();
      await page.close();
    },
  };
}

interface Bench {
  bench: typeof bench;
}

/** The process in which this page's own work is done. */
async function pidOf(stage: BenchStage, page: Page): Promise<number> {
  const before = await renderers(stage);
  await page.evaluate(() => {
    for (const end = performance.now() + 300; performance.now() < end; );
  });
  return busiest(before, await renderers(stage));
}

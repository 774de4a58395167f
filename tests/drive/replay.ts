/** ReplayWeb.page, which NGOs open bundles with: fetched from npm for the test, kept outside the project (AGPL: never part of it). */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import type { Answer } from "../demo/site.ts";
import { launchChromium } from "./chromium.ts";
import { type Served, serve } from "./server.ts";

const HOST = "replay.example";
const PACKAGE = "replaywebpage@2.5.3";

/** Folder that holds `ui.js` and `sw.js`. @throws Error where npm cannot be reached */
async function fetchReplayer(): Promise<string> {
  const cache = join(tmpdir(), `keepsake-${PACKAGE.replace("@", "-")}`);
  if (!existsSync(join(cache, "package/sw.js"))) {
    mkdirSync(cache, { recursive: true });
    // Only the built viewer: its 165 dependencies are not needed.
    const packed = spawnSync("npm", ["pack", PACKAGE, "--pack-destination", cache, "--silent"], {
      cwd: cache,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    const archive = packed.stdout.trim().split("\n").at(-1) ?? "";
    const unpacked = spawnSync("tar", ["-xzf", join(cache, archive), "-C", cache]);
    if (packed.status !== 0 || unpacked.status !== 0)
      throw new Error(`cannot fetch ${PACKAGE}: ${packed.stderr}`);
  }
  return join(cache, "package");
}

/**
 * Opens a bundle in a browser without the extension, as whoever receives it has none, and looks at the replayed page.
 * @param url of the page in it
 */
export async function inReplay(
  bundle: string,
  url: string,
  look: (page: Frame) => Promise<void>,
): Promise<void> {
  const served = await replayServer(await fetchReplayer(), bundle, url);
  const session = await launchChromium({ extension: null, port: served.port, hosts: [HOST] });
  try {
    const page = await session.context.newPage();
    await look(await shown(page));
  } finally {
    await session.close();
    await served.close();
  }
}

/** The viewer starts a worker of its own and now and then waits for it in vain (2026-11): then it is loaded again, as a person would. */
const LOADS = 3;

/** The frame in which the viewer shows the page of the bundle. */
async function shown(page: Page): Promise<Frame> {
  for (let load = 1; ; load++) {
    // Listened for before it can happen: on a slow machine the frame is there before the page has loaded.
    const navigated = page.waitForEvent("framenavigated", {
      predicate: (each) => each.url().includes("mp_/"),
      timeout: 25_000,
    });
    const [, frame] = await Promise.allSettled([page.goto(`https://${HOST}/`), navigated]);
    if (frame.status === "fulfilled") return frame.value;
    if (load === LOADS) throw frame.reason;
    console.warn("the viewer shows nothing: loaded again");
  }
}

/** A site with the viewer and the bundle on it, showing `url`. */
async function replayServer(replayer: string, bundle: string, url: string): Promise<Served> {
  const bytes = await readFile(bundle);
  const page = `<!doctype html><meta charset="utf-8"><script src="/ui.js"></script><replay-web-page source="/t.wacz" url="${url}" replayBase="/replay/" embed="full" style="display:block;height:90vh"></replay-web-page>`;
  const give = (type: string, body: string | Buffer): Answer => ({
    status: 200,
    headers: { "content-type": type },
    body,
  });
  return serve(async ({ pathname }, request) => {
    if (pathname === "/ui.js") return give("text/javascript", await readFile(join(replayer, "ui.js")));
    if (pathname === "/replay/sw.js") return give("text/javascript", await readFile(join(replayer, "sw.js")));
    if (pathname === "/") return give("text/html", page);
    if (pathname !== "/t.wacz") return { status: 404, headers: {}, body: "" };
    const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "");
    const headers = { "content-type": "application/wacz", "accept-ranges": "bytes" };
    if (!range)
      return {
        status: 200,
        headers: { ...headers, "content-length": String(bytes.length) },
        body: request.method === "HEAD" ? "" : bytes,
      };
    const start = range[1] ? Number(range[1]) : bytes.length - Number(range[2]);
    const end = range[1] && range[2] ? Math.min(Number(range[2]), bytes.length - 1) : bytes.length - 1;
    const part = bytes.subarray(start, end + 1);
    return {
      status: 206,
      headers: {
        ...headers,
        "content-range": `bytes ${start}-${end}/${bytes.length}`,
        "content-length": String(part.length),
      },
      body: part,
    };
  });
}

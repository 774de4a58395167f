/** Nothing that identifies the person who looks leaves: captured in every way there is, exported in every form, every byte. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { needlesOf } from "../../lib/bundle/leak-scan.ts";
import type { LookRow } from "../../lib/vault/database.ts";
import { REMOVED_URL } from "../demo/facebook/pages.ts";
import { POSTS, permalink } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { PEOPLE } from "../demo/people.ts";
import { demoAnswer } from "../demo/site.ts";
import { WITNESS_COLOUR, witnessStrings } from "../demo/witness.ts";
import { VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { capture, openPage } from "../drive/act.ts";
import { type OpenedBundle, openBundle } from "../drive/bundle-file.ts";
import { pressCaptureButton } from "../drive/button.ts";
import { exportTo } from "../drive/exporting.ts";
import { keptIn, nextKept } from "../drive/kept.ts";
import { countPixels } from "../drive/pixels.ts";
import { rowsIn } from "../drive/raw-rows.ts";
import { askBackground, askTab, tabIdOf } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { EMAIL, trapped } from "../drive/traps.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";
import { tracesIn } from "../fixtures/traces.ts";

const STRINGS = [...witnessStrings, EMAIL];
const NEEDLES = needlesOf(STRINGS.map((value) => ({ value })));
const DEVICE = ["1280x720", "1280x800"];

let stage: Stage;
let folder = "";
let layout = "";
/** Way of capture → id. */
const ids = new Map<string, string>();
/** Form of export → file, opened. */
const bundles = new Map<string, { file: string; opened: OpenedBundle }>();

/** What a tab's content script is asked for, as popup, menu and shortcut ask it. */
async function ordered(page: Page, order: Parameters<typeof askTab<"page/capture">>[3]): Promise<string> {
  await page.bringToFront();
  const tabId = await tabIdOf(stage.own, page.url());
  return (await askTab(stage.own, tabId, "page/capture", order)).captureId;
}

async function captureAll(): Promise<void> {
  const feed = await openPage(stage, FEED_URL);
  // The witness's own comment and reaction stand on the first post.
  ids.set("post in view", (await capture(stage, feed, "Mưa đầu mùa")).captureId);
  let before = await keptIn(stage.own);
  await pressCaptureButton(feed, PEOPLE.anNhien.name, wordOf("vi", "page.keepBy").split("$1")[0] ?? "");
  ids.set("button", await nextKept(stage.own, before));
  ids.set("popup, page", await ordered(feed, { target: "page", trigger: "popup" }));
  ids.set("whole page", await ordered(feed, { target: "whole", trigger: "popup" }));
  await feed.getByText("Mưa đầu mùa").first().dispatchEvent("contextmenu");
  ids.set("menu", await ordered(feed, { target: "menu", trigger: "menu" }));
  ids.set("shortcut", await ordered(feed, { target: "focus", trigger: "command" }));
  before = await keptIn(stage.own);
  await askTab(stage.own, await tabIdOf(stage.own, feed.url()), "page/pick", { from: "menu" });
  await feed.keyboard.press("ArrowUp");
  await feed.keyboard.press("Enter");
  ids.set("picker", await nextKept(stage.own, before));
  layout = (await askTab(stage.own, await tabIdOf(stage.own, feed.url()), "page/layout", {})).report;
  await feed.close();

  const [first] = POSTS;
  if (!first) throw new Error("no post");
  const alone = await openPage(stage, permalink(first), false);
  await stage.own.page.bringToFront();
  const again = await askTab(stage.own, await tabIdOf(stage.own, alone.url()), "page/capture", {
    target: "page",
    trigger: "tool",
  });
  ids.set("drawn again", again.captureId);
  await askBackground(stage.own, "look/ask", { captureId: again.captureId });
  const looks = await until("the second looks", async () => {
    const rows = ((await rowsIn(stage.own, ["looks"])).rows.looks ?? []) as unknown as LookRow[];
    return rows.length > 0 && rows.every(({ state }) => state === "kept") && rows;
  });
  for (const [index, { captureId }] of looks.entries()) ids.set(`second look ${index}`, captureId);
  for (const url of [REMOVED_URL, watchUrl(VIDEOS.playing), watchUrl(VIDEOS.blocked)]) {
    const page = await openPage(stage, url);
    ids.set(url, (await capture(stage, page, null)).captureId);
    await page.close();
  }
}

async function exportAll(): Promise<void> {
  const all = [...ids.values()];
  const record = ids.get("button") ?? "";
  await askBackground(stage.own, "note/write", { captureId: record, text: "đã xem, gửi luật sư" });
  const regions = [{ x: 0, y: 0, width: 9, height: 9 }];
  const withhold = [{ record, paths: ["comment/0"], blackouts: [{ path: "artefact/picture.png", regions }] }];
  const forms = { plain: {}, notes: { notes: true }, withheld: { withhold } } as const;
  for (const [form, wish] of Object.entries(forms)) {
    const file = join(folder, `${form}.wacz`);
    await exportTo(stage.own, form === "withheld" ? [record] : all, file, wish);
    bundles.set(form, { file, opened: await openBundle(file) });
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keepsake-witness-"));
  stage = await openStage({}, (url, request) => trapped(demoAnswer(url, request)));
  await captureAll();
  await exportAll();
}, 300_000);
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the witness", () => {
  it("was captured in every way, and really stands on the page", async () => {
    const plain = bundles.get("plain")?.opened;
    expect([...ids.keys()]).toEqual(expect.arrayContaining(["second look 0", "picker", "whole page"]));
    expect(plain?.captures).toHaveLength(ids.size);
    const roles = plain?.captures.flatMap(({ statement }) => statement.artefacts.map(({ role }) => role));
    expect(new Set(roles)).toEqual(
      new Set(["picture", "picture-rerendered", "dom", "text", "page-data", "media"]),
    );
    const page = String(demoAnswer(new URL(FEED_URL)).body);
    const scan: number[] = [];
    NEEDLES.scan((index) => scan.push(index)).see(
      Buffer.from(String(trapped(demoAnswer(new URL(FEED_URL))).body)),
    );
    expect(scan.length).toBeGreaterThan(12);
    expect(page).not.toContain(EMAIL);
  });

  it.each(["plain", "notes", "withheld"])("is in no byte of the bundle: %s", async (form) => {
    const bytes = new Uint8Array(await readFile(bundles.get(form)?.file ?? ""));
    expect(await tracesIn(bytes, { words: [...STRINGS, ...DEVICE] })).toEqual([]);
    const found: string[] = [];
    const see = (bytes: Uint8Array) => NEEDLES.scan((index) => found.push(STRINGS[index] ?? "")).see(bytes);
    see(bytes);
    for (const { uri, payload } of bundles.get(form)?.opened.records ?? [])
      see(Buffer.concat([Buffer.from(uri), payload]));
    expect(found).toEqual([]);
  });

  it("is in no report about it, nor in what can be put on the clipboard", () => {
    for (const { file } of bundles.values()) {
      const { exit, output } = runVerifier(file, "--json");
      expect(exit).toBe(0);
      NEEDLES.scan((index) => expect(STRINGS[index]).toBe("nowhere")).see(Buffer.from(output));
    }
    NEEDLES.scan((index) => expect(STRINGS[index]).toBe("nowhere")).see(Buffer.from(layout));
    expect(layout).toContain("structure");
  });

  it("is in none of the pictures, and each masking is recorded", async () => {
    const shown: string[] = [];
    const { captures = [], artefact } = bundles.get("plain")?.opened ?? {};
    for (const { statement } of captures)
      for (const { role, sha256, name } of statement.artefacts.filter(
        (one) => one.mediaType === "image/png",
      )) {
        const png = artefact?.(sha256);
        if (png && (await countPixels(stage.own, png, WITNESS_COLOUR)) > 0)
          shown.push(`${role} ${name} of ${statement.capture.url} (${statement.capture.scope})`);
      }
    expect(shown).toEqual([]);
    for (const way of ["button", "whole page", "menu", "popup, page"]) {
      const one = captures.find(({ id }) => id === ids.get(way));
      const scrub = one?.statement.outcomes.find(({ step, detail }) => step === "scrub" && detail);
      expect(Number(/(\d+) covered/.exec(scrub?.detail ?? "")?.[1]), way).toBeGreaterThan(0);
    }
  });

  it("and their device are in no name, time or data of files; pictures hold pixels alone", () => {
    const { captures = [], artefact, files = new Map() } = bundles.get("plain")?.opened ?? {};
    for (const { statement } of captures) {
      expect(statement.witness).toBeUndefined();
      for (const { role, sha256 } of statement.artefacts.filter(({ role }) => role.startsWith("picture"))) {
        const chunks = chunksOf(artefact?.(sha256) ?? Buffer.alloc(0));
        expect(
          chunks.filter((name) => !/^(IHDR|IDAT|IEND|sRGB|sBIT)$/.test(name)),
          role,
        ).toEqual([]);
      }
    }
    expect([...files.keys()].join()).not.toMatch(/khue|minh|1280/i);
  });

  it("asks no host but those of the two sites", () => {
    const hosts = new Set(
      stage.served.requests.map(({ url }) => new URL(url).hostname.split(".").slice(-2).join(".")),
    );
    expect([...hosts].sort()).toEqual(["facebook.com", "fbcdn.net", "ggpht.com", "youtube.com", "ytimg.com"]);
  });
});

/** Names of a PNG's chunks. */
function chunksOf(png: Buffer): string[] {
  const names: string[] = [];
  for (let at = 8; at + 8 <= png.length; at += 12 + png.readUInt32BE(at))
    names.push(png.toString("latin1", at + 4, at + 8));
  return names;
}

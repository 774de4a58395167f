/** Trusted time in real Chromium, with an authority by openssl that speaks plain http, as most do. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StampRow } from "../../lib/vault/database.ts";
import { FEED_URL } from "../demo/pages.ts";
import { bundleOf, capture, openPage } from "../drive/act.ts";
import { ensureBuilt } from "../drive/build.ts";
import { keptIn } from "../drive/kept.ts";
import { permitted } from "../drive/permitted.ts";
import { rewriteRows } from "../drive/raw-rows.ts";
import { askBackground } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { entriesIn, stampsIn, verifyWith } from "../drive/stamped.ts";
import { ownUrl } from "../drive/targets.ts";
import { type ServedTsa, serveTsa } from "../drive/tsa-server.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";
import { killWorker } from "../drive/worker.ts";
import { makeTsa, type TestTsa } from "../fixtures/tsa.ts";

const TEXT = "Nước đoạn hạ lưu cống xả";
const NAME = "Keepsake tests, Test TSA";
let folder: string;
let extension: string;
let tsa: TestTsa;
let served: ServedTsa;
let stage: Stage;
let feed: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keepsake-stamps-"));
  tsa = makeTsa(folder, { name: "Test TSA" });
  served = await serveTsa(tsa);
  extension = await permitted(ensureBuilt("chrome"), ["http://127.0.0.1/*"]);
  stage = await openStage({ extension });
  feed = await openPage(stage, FEED_URL);
});
afterAll(async () => {
  await stage?.close();
  await served?.close();
  await Promise.all([folder, extension].map((path) => path && rm(path, { recursive: true })));
});
beforeEach(() => {
  served.answer = (query) => tsa.reply(query);
});

const keep = async () => (await capture(stage, feed, TEXT)).captureId;
const askNow = () => askBackground(stage.own, "stamps/ask", {});
const waiting = async () => (await stampsIn(stage.own)).filter(({ state }) => state === "waiting");
const exported = async (ids: string[]) => {
  const file = join(folder, "bundle.wacz");
  const { files } = await bundleOf(stage, ids, file);
  return { files: [...files.keys()], report: await verifyWith(file, tsa.rootPem) };
};
async function shows(hash: string, words: string): Promise<void> {
  const page = await stage.session.context.newPage();
  await page.goto(`${ownUrl(stage.session)}archive.html${hash}`);
  await page.getByText(words).first().waitFor();
  await page.close();
}
const start = (words: string) => words.split("$1")[0] ?? words;

describe("until it is switched on", () => {
  it("no authority is asked, no alarm set, and the capture says that it is off", async () => {
    const id = await keep();
    await askNow();
    const { files } = await exported([id]);
    expect(files.filter((name) => name.startsWith("timestamps/"))).toEqual([]);
    expect(served.queries).toEqual([]);
    expect(await stage.own.run("chrome.alarms.getAll()")).toEqual([]);
    await shows(`#/capture/${id}`, wordOf("vi", "stamp.none_off"));
  });
});

describe("switched on", () => {
  it("by the settings: an address of one's own with its root; then all that was kept is stamped at once", async () => {
    const page = await stage.session.context.newPage();
    await page.goto(`${ownUrl(stage.session)}archive.html#/settings`);
    await page.getByLabel(wordOf("vi", "stamp.own")).fill(served.url);
    await page.getByLabel(wordOf("vi", "stamp.own_root")).fill(tsa.rootPem);
    const section = page.getByRole("region", { name: wordOf("vi", "stamp.title") });
    await section.getByRole("button", { name: wordOf("vi", "stamp.switch_on"), exact: true }).click();
    await section.getByRole("button", { name: wordOf("vi", "stamp.ask_now") }).click();
    await section.getByText(wordOf("vi", "stamp.all")).waitFor();
    await page.close();
    expect(served.queries).toHaveLength(1);
    const headers = served.queries[0]?.headers;
    expect(headers?.["content-type"]).toBe("application/timestamp-query");
    expect([headers?.cookie, headers?.referer]).toEqual([undefined, undefined]);
    expect(await stampsIn(stage.own)).toMatchObject([
      { state: "granted", subject: "checkpoint", token: true },
    ]);
  });

  it("a bundle says before when each capture existed, and who says so", async () => {
    const { captures } = await keptIn(stage.own);
    const { report, files } = await exported(captures);
    expect(report.verdict).toBe("intact");
    expect(report.shown?.captures.map(({ before }) => typeof before)).toEqual(["string"]);
    expect(report.shown?.stamps.map(({ subject, trusted }) => [subject, trusted])).toEqual([
      ["manifest", true],
      ["checkpoint", true],
    ]);
    expect(files).toContain("timestamps/tsa-chain.pem");
    // The command line, with the authority's root; and without it, where nothing says whose the stamps are.
    const file = join(folder, "bundle.wacz");
    expect(runVerifier(file, "--lang", "en", "--tsa-root", tsa.rootFile)).toMatchObject({ exit: 0 });
    expect((await verifyWith(file, "")).shown?.captures.map(({ before }) => before)).toEqual([null]);
    expect((await entriesIn(stage.own, "stamped")).map(({ detail }) => detail.subject)).toEqual([
      "checkpoint",
      "manifest",
    ]);
    await shows(`#/capture/${captures[0]}`, wordOf("vi", "stamp.says").replace("{name}", NAME));
  });

  it("a capture sets the alarm, and asks nobody yet", async () => {
    const before = served.queries.length;
    await keep();
    const alarm = await until("the alarm", async () =>
      (await stage.own.run<{ name: string; scheduledTime: number }[]>("chrome.alarms.getAll()")).at(0),
    );
    expect(alarm.name).toBe("stamps");
    expect(alarm.scheduledTime).toBeGreaterThan(Date.now());
    expect(served.queries).toHaveLength(before);
  });

  it("while the authority is down, the bundle says pending and the screens since when; then it is stamped without a new capture", async () => {
    served.answer = () => 503;
    const id = (await keptIn(stage.own)).captures.at(-1) ?? "";
    await askNow();
    expect(await waiting()).toMatchObject([{ attempts: 1, fault: "stamp-unreachable", token: false }]);
    const { report } = await exported([id]);
    expect(report.verdict).toBe("intact");
    expect(report.findings.map(({ code }) => code)).toContain("stamp-pending");
    expect(report.shown?.captures.map(({ before }) => before)).toEqual([null]);
    await shows(`#/capture/${id}`, wordOf("vi", "stamp.none_since"));
    await shows("#/", wordOf("vi", "fault.stamp_unreachable"));
    await shows("#/", start(wordOf("vi", "stamp.waiting").split("|")[0] ?? "").trim());

    served.answer = (query) => tsa.reply(query);
    // The back-off is over, and the alarm rings: nobody presses anything.
    await rewriteRows<StampRow>(stage.own, "stamps", (row) => ({
      ...row,
      body: { ...row.body, notBefore: "2026-01-01T00:00:00.000Z" },
    }));
    await stage.own.run(`chrome.alarms.create("stamps", { when: Date.now() })`);
    await until("the stamps", async () => (await waiting()).length === 0);
    const again = await exported([id]);
    expect(again.report.findings.map(({ code }) => code)).not.toContain("stamp-pending");
    expect(again.report.shown?.captures.map(({ before }) => typeof before)).toEqual(["string"]);
  });

  it.each<[string, (query: Uint8Array) => Uint8Array]>([
    ["garbage", () => Uint8Array.of(0x30, 0x03, 1, 2, 3)],
    ["a login page of some Wi-Fi", () => Buffer.from("<!doctype html><title>Wi-Fi</title>")],
    ["a stamp with another nonce", (query) => tsa.reply(query.with(query.length - 5, 7))],
  ])("keeps nothing of %s, and says so", async (_, answer) => {
    const granted = (await stampsIn(stage.own)).filter(({ token }) => token).length;
    const entries = (await entriesIn(stage.own, "stamped")).length;
    served.answer = answer;
    await keep();
    await askNow();
    expect(await waiting()).toMatchObject([{ fault: "stamp-wrong", token: false }]);
    expect((await stampsIn(stage.own)).filter(({ token }) => token)).toHaveLength(granted);
    expect(await entriesIn(stage.own, "stamped")).toHaveLength(entries);
    await shows("#/", wordOf("vi", "fault.stamp_wrong"));
  });

  it("waits while there is no connection, and goes on by itself when there is", async () => {
    await askNow();
    expect(await waiting()).toEqual([]);
    await keep();
    const archive = await stage.session.context.newPage();
    await archive.goto(`${ownUrl(stage.session)}archive.html#/`);
    await archive.getByRole("button", { name: wordOf("vi", "stamp.ask_now") }).waitFor();
    const before = served.queries.length;
    await stage.session.context.setOffline(true);
    await askNow();
    expect(served.queries).toHaveLength(before);
    expect(await stage.own.run<unknown[]>("chrome.alarms.getAll()")).toHaveLength(1);
    await stage.session.context.setOffline(false);
    await archive.getByRole("button", { name: wordOf("vi", "stamp.ask_now") }).waitFor({ state: "detached" });
    expect(served.queries).toHaveLength(before + 1);
    await archive.close();
    await keep();
  });

  it("outlives the worker: asked again, kept once", async () => {
    const entries = (await entriesIn(stage.own, "stamped")).length;
    const before = served.queries.length;
    served.answer = () => "hang";
    askNow().catch(() => undefined);
    await until("the query", async () => served.queries.length > before);
    expect(await killWorker(stage.session, stage.own)).toBe(true);
    served.answer = (query) => tsa.reply(query);
    await askNow();
    expect(await waiting()).toEqual([]);
    expect(await entriesIn(stage.own, "stamped")).toHaveLength(entries + 1);
    await askNow();
    expect(await entriesIn(stage.own, "stamped")).toHaveLength(entries + 1);
  });

  it("is switched off again: nothing more is asked, what was confirmed stays", async () => {
    const { authorities } = await askBackground(stage.own, "stamps/read", {});
    await askBackground(stage.own, "stamps/write", { on: false, authorities });
    const before = served.queries.length;
    const id = await keep();
    await askNow();
    const first = (await keptIn(stage.own)).captures[0] ?? "";
    const { report } = await exported([first, id]);
    expect(served.queries).toHaveLength(before);
    expect(report.shown?.captures.map(({ before: time }) => typeof time)).toEqual(["string", "object"]);
  });
});

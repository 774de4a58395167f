/** An export: in the log before it is written, cleared away when it has ended, however it ended. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));
const host = vi.hoisted(() => ({ start: vi.fn(), release: vi.fn(), isAlive: vi.fn() }));
vi.mock("#browser", () => ({ exporter: host }));
vi.mock("../../lib/extension/sink.ts", () => ({ removeAllSinks: vi.fn() }));

import { acknowledgeExports, exportsCutShort } from "../../lib/extension/export-cut.ts";
import {
  clearExports,
  exportState,
  listenToDownloads,
  noteReport,
  startExport,
} from "../../lib/extension/exports.ts";
import { removeAllSinks } from "../../lib/extension/sink.ts";
import { readHead } from "../../lib/vault/cases.ts";
import { database } from "../../lib/vault/database.ts";
import { stubLocks } from "../vault/locks.ts";
import { idOf, storeOne } from "../vault/statement.ts";
import { browser, session } from "./browser.ts";

const startOne = async (ids: string[]): Promise<string> => (await startExport(ids))[0] ?? "";
const url = "blob:chrome-extension://invented/1";
const changed = (id: number, current: string, error?: string) =>
  browser.downloads.onChanged.addListener.mock.calls[0]?.[0]({
    id,
    state: { current },
    ...(error ? { error: { current: error } } : {}),
  });

beforeEach(async () => {
  vi.clearAllMocks();
  session.clear();
  stubLocks();
  host.start.mockResolvedValue(undefined);
  host.release.mockResolvedValue(undefined);
  host.isAlive.mockResolvedValue(false);
  browser.downloads.download.mockResolvedValue(41);
  browser.downloads.search.mockResolvedValue([{ state: "in_progress" }]);
  await database.delete();
  await database.open();
  await storeOne(1);
  await storeOne(2);
});

describe("an export", () => {
  it("is entered in the log, then handed over in the order of sealing, without what is gone", async () => {
    const jobId = await startOne([idOf(2), idOf(9), idOf(1), idOf(1)]);
    const [job] = host.start.mock.calls[0] ?? [];
    expect(job).toMatchObject({ jobId, captureIds: [idOf(1), idOf(2)], entries: 3 });
    expect((await readHead("default")).size).toBe(3);
    expect(await exportState(jobId)).toMatchObject({ stage: "preparing", doneBytes: 0 });
  });

  it("has a name that tells nothing", async () => {
    const jobId = await startOne([idOf(1)]);
    expect((await exportState(jobId)).fileName).toMatch(/^bundle-[0-9a-f]{8}\.wacz$/);
  });

  it("goes from writing to saving to done, and is cleared away", async () => {
    listenToDownloads();
    const jobId = await startOne([idOf(1)]);
    await noteReport({ jobId, doneBytes: 10 });
    expect(await exportState(jobId)).toMatchObject({ stage: "writing", doneBytes: 10 });
    await noteReport({ jobId, doneBytes: 99, url });
    expect(await exportState(jobId)).toMatchObject({ stage: "saving", doneBytes: 99 });
    expect(browser.downloads.download.mock.calls[0]?.[0]).toMatchObject({ url, saveAs: false });
    changed(41, "complete");
    await vi.waitFor(async () => expect(await exportState(jobId)).toMatchObject({ stage: "done" }));
    await vi.waitFor(() => expect(host.release).toHaveBeenCalledWith(jobId));
  });

  it("notices a download that ended before its id was known", async () => {
    browser.downloads.search.mockResolvedValue([{ state: "complete" }]);
    const jobId = await startOne([idOf(1)]);
    await noteReport({ jobId, doneBytes: 99, url });
    expect(await exportState(jobId)).toMatchObject({ stage: "done", totalBytes: 99 });
  });

  it.each([
    ["the exporter does not start", () => host.start.mockRejectedValue(new Error("no page"))],
    ["the download is refused", () => browser.downloads.download.mockRejectedValue(new Error("no"))],
    [
      "the person cancels the download",
      () => browser.downloads.search.mockResolvedValue([{ state: "interrupted", error: "USER_CANCELED" }]),
    ],
  ])("has failed, and is cleared away, when %s", async (_, arrange) => {
    arrange();
    const jobId = await startOne([idOf(1)]);
    await noteReport({ jobId, doneBytes: 9, url });
    expect(await exportState(jobId)).toMatchObject({ stage: "failed", fault: { code: "export-failed" } });
    expect(host.release).toHaveBeenCalledWith(jobId);
  });

  it("stays as it ended", async () => {
    const jobId = await startOne([idOf(1)]);
    await noteReport({ jobId, doneBytes: 9, fault: { code: "not-found" } });
    await noteReport({ jobId, doneBytes: 99, url });
    expect(await exportState(jobId)).toMatchObject({ stage: "failed", fault: { code: "not-found" } });
    expect(browser.downloads.download).not.toHaveBeenCalled();
  });

  it("is told as cut short when the browser ended before it was saved, once, and only then", async () => {
    await startOne([idOf(1)]);
    expect(await exportsCutShort()).toBe(0);
    session.clear();
    expect(await exportsCutShort()).toBe(1);
    const failed = await startOne([idOf(1)]);
    await noteReport({ jobId: failed, doneBytes: 0, fault: { code: "export-failed" } });
    session.clear();
    expect(await exportsCutShort()).toBe(1);
    await acknowledgeExports();
    expect(await exportsCutShort()).toBe(0);
  });

  it("is refused where nothing of it is kept", async () => {
    await expect(startExport([idOf(9)])).rejects.toMatchObject({ code: "not-found" });
    await expect(exportState("none")).rejects.toMatchObject({ code: "not-found" });
    expect((await readHead("default")).size).toBe(2);
  });
});

describe("at the start of the background", () => {
  it("what was under way has failed, and its files go", async () => {
    const jobId = await startOne([idOf(1)]);
    await clearExports();
    expect(await exportState(jobId)).toMatchObject({ stage: "failed", fault: { code: "interrupted" } });
    expect(removeAllSinks).toHaveBeenCalledOnce();
  });

  it("what was saved by then is done, not failed", async () => {
    const jobId = await startOne([idOf(1)]);
    await noteReport({ jobId, doneBytes: 9, url });
    browser.downloads.search.mockResolvedValue([{ state: "complete" }]);
    await clearExports();
    expect(await exportState(jobId)).toMatchObject({ stage: "done" });
  });

  it("an exporter that lives on is left alone", async () => {
    const jobId = await startOne([idOf(1)]);
    host.isAlive.mockResolvedValue(true);
    await clearExports();
    expect(await exportState(jobId)).toMatchObject({ stage: "preparing" });
    expect(removeAllSinks).not.toHaveBeenCalled();
  });
});

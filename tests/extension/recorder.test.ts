/** A capture through the background: sealed or known to be cut short, whatever dies on the way. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));
vi.mock("../../lib/extension/shot.ts", () => ({ photograph: vi.fn(async () => new Blob(["shot"])) }));
const finish = vi.fn();
vi.mock("../../lib/extension/picture.ts", () => ({ makePicture: () => ({ add: vi.fn(), finish }) }));

import { photograph } from "../../lib/extension/shot.ts";
import { FaultError } from "../../lib/model/fault.ts";
import { countCaptures, readCapture } from "../../lib/vault/captures.ts";
import { chooseCase, createCase } from "../../lib/vault/case-list.ts";
import { database } from "../../lib/vault/database.ts";
import { interruptAll, listInterrupted } from "../../lib/vault/journal.ts";
import { stubLocks } from "../vault/locks.ts";
import { idOf } from "../vault/statement.ts";
import { freshWorker, pictureOf, slice, TAB } from "./lives.ts";
import { material, PIXEL } from "./material.ts";

const png = () => new Blob(["png"], { type: "image/png" });

beforeEach(async () => {
  vi.clearAllMocks();
  finish.mockResolvedValue({ png: png(), width: 1, height: 1, missing: { rows: 0, columns: 0 } });
  stubLocks();
  await database.delete();
  await database.open();
});

describe("a capture", () => {
  it("is sealed with its picture", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    expect(captureId).toMatch(/^[0-9a-f]{32}$/);
    await recorder.addSlice(captureId, TAB, slice);
    const result = await recorder.finishCapture(captureId, TAB, material());
    expect(pictureOf(result.outcomes)).toEqual([{ step: "picture", status: "done", ms: expect.any(Number) }]);
    const kept = await readCapture(captureId);
    expect(kept?.statement.outcomes).toEqual(result.outcomes);
    expect(kept?.statement.artefacts[0]).toMatchObject({ role: "picture", method: "painted" });
    expect(kept?.statement.capture.trigger).toBe("button");
    expect(await database.journal.count()).toBe(0);
  });

  it("answers again when the answer was lost, and keeps one", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    const first = await recorder.finishCapture(captureId, TAB, material());
    const second = await (await freshWorker()).finishCapture(captureId, TAB, material());
    expect(second).toEqual(first);
    expect(await countCaptures()).toBe(1);
  });

  it("says that the picture is partial", async () => {
    finish.mockResolvedValue({ png: png(), width: 1, height: 1, missing: { rows: 40, columns: 0 } });
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    await recorder.addSlice(captureId, TAB, slice);
    const { outcomes } = await recorder.finishCapture(captureId, TAB, material());
    expect(pictureOf(outcomes)[0]).toMatchObject({ status: "reduced", fault: "picture-partial" });
  });

  it("lets the page's word on the picture stand where it knows more", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    await recorder.addSlice(captureId, TAB, slice);
    const told = { step: "picture", status: "reduced", fault: "picture-partial", detail: "limit" } as const;
    const { outcomes } = await recorder.finishCapture(captureId, TAB, material(0, { outcomes: [told] }));
    expect(pictureOf(outcomes)).toEqual([told]);
  });

  it("is sealed without a picture when encoding fails, and the page cannot say otherwise", async () => {
    finish.mockRejectedValue(new FaultError("picture-failed"));
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    await recorder.addSlice(captureId, TAB, slice);
    const told = { step: "picture", status: "done" } as const;
    const { outcomes } = await recorder.finishCapture(captureId, TAB, material(0, { outcomes: [told] }));
    expect(pictureOf(outcomes)).toEqual([{ step: "picture", status: "failed", fault: "picture-failed" }]);
    expect((await readCapture(captureId))?.card.picture).toBeNull();
  });

  it("marks a picture drawn again as such", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    const rerendered = { png: PIXEL, width: 1, height: 1 };
    const { outcomes } = await recorder.finishCapture(captureId, TAB, material(0, { rerendered }));
    expect(pictureOf(outcomes)).toEqual([{ step: "picture", status: "reduced", fault: "picture-refused" }]);
    const kept = await readCapture(captureId);
    expect(kept?.statement.artefacts[0]).toMatchObject({
      role: "picture-rerendered",
      name: "picture-rerendered.png",
      method: "rerendered",
    });
  });

  it("does not take anything for a picture", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    const rerendered = { png: btoa("<html>"), width: 1, height: 1 };
    const { outcomes } = await recorder.finishCapture(captureId, TAB, material(0, { rerendered }));
    expect(pictureOf(outcomes)[0]).toMatchObject({ status: "failed", fault: "rerender-failed" });
  });
});

describe("what the page says of the picture", () => {
  const done = { step: "picture", status: "done", ms: 90 } as const;
  const refused = { step: "picture", status: "reduced", fault: "picture-refused" } as const;
  const drawn = { png: PIXEL, width: 1, height: 1 };

  it("is not believed where there is no picture", async () => {
    const captureId = await (await freshWorker()).beginCapture(TAB, "button");
    const given = material(0, { outcomes: [done] });
    const { outcomes } = await (await freshWorker()).finishCapture(captureId, TAB, given);
    expect(pictureOf(outcomes)).toEqual([{ step: "picture", status: "failed", fault: "interrupted" }]);
  });

  it("stands where it says why there is none", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    const told = { step: "picture", status: "failed", fault: "not-visible" } as const;
    const { outcomes } = await recorder.finishCapture(captureId, TAB, material(0, { outcomes: [told] }));
    expect(pictureOf(outcomes)).toEqual([told]);
  });

  it("cannot pass a drawing off as painted", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    const given = material(0, { outcomes: [done], rerendered: drawn });
    const { outcomes } = await recorder.finishCapture(captureId, TAB, given);
    expect(pictureOf(outcomes)).toEqual([refused]);
  });

  it("gives way to whole painted pixels, and to a drawing where they are cut short", async () => {
    const recorder = await freshWorker();
    const given = material(0, { outcomes: [refused], rerendered: drawn });
    const whole = await recorder.beginCapture(TAB, "button");
    await recorder.addSlice(whole, TAB, slice);
    expect(pictureOf((await recorder.finishCapture(whole, TAB, given)).outcomes)[0]?.status).toBe("done");
    finish.mockResolvedValue({ png: png(), width: 1, height: 1, missing: { rows: 40, columns: 0 } });
    const cut = await recorder.beginCapture(TAB, "button");
    await recorder.addSlice(cut, TAB, slice);
    expect(pictureOf((await recorder.finishCapture(cut, TAB, given)).outcomes)).toEqual([refused]);
    expect((await readCapture(cut))?.card.picture).toBe("picture-rerendered.png");
  });
});

describe("a worker that dies", () => {
  it("between begin and finish loses the slices, not the capture", async () => {
    const first = await freshWorker();
    const captureId = await first.beginCapture(TAB, "menu");
    await first.addSlice(captureId, TAB, slice);
    const second = await freshWorker();
    await interruptAll(Date.now());
    expect(await listInterrupted()).toHaveLength(1);
    const { outcomes } = await second.finishCapture(captureId, TAB, material());
    expect(pictureOf(outcomes)).toEqual([{ step: "picture", status: "failed", fault: "interrupted" }]);
    expect((await readCapture(captureId))?.statement.capture.trigger).toBe("menu");
    expect(await listInterrupted()).toEqual([]);
  });

  it("before the first slice costs nothing", async () => {
    const captureId = await (await freshWorker()).beginCapture(TAB, "button");
    const second = await freshWorker();
    await second.addSlice(captureId, TAB, slice);
    const { outcomes } = await second.finishCapture(captureId, TAB, material());
    expect(pictureOf(outcomes)[0]?.status).toBe("done");
  });

  it("between slices refuses the rest, for the upper ones are gone", async () => {
    const first = await freshWorker();
    const captureId = await first.beginCapture(TAB, "button");
    await first.addSlice(captureId, TAB, slice);
    const late = (await freshWorker()).addSlice(captureId, TAB, { ...slice, top: 500 });
    await expect(late).rejects.toMatchObject({ code: "interrupted" });
  });

  it("while sealing leaves nothing that looks sealed", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    const spy = vi.spyOn(database.artefacts, "bulkAdd").mockImplementation(() => {
      throw new Error("killed here");
    });
    const attempt = recorder.finishCapture(captureId, TAB, material());
    await expect(attempt).rejects.toMatchObject({ code: "seal-failed" });
    spy.mockRestore();
    expect(await countCaptures()).toBe(0);
    await freshWorker();
    await interruptAll(Date.now());
    expect(await listInterrupted()).toHaveLength(1);
    expect(await recorder.finishCapture(captureId, TAB, material())).toMatchObject({ captureId });
  });
});

describe("order", () => {
  it("refuses an id that was never begun", async () => {
    const recorder = await freshWorker();
    await expect(recorder.finishCapture(idOf(5), TAB, material())).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(recorder.addSlice(idOf(5), TAB, slice)).rejects.toMatchObject({ code: "not-found" });
  });

  it("refuses another tab's capture", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    for (const attempt of [
      () => recorder.addSlice(captureId, 8, slice),
      () => recorder.finishCapture(captureId, 8, material()),
      () => recorder.abandonCapture(captureId, 8, { code: "target-gone" }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "bad-request" });
    expect(photograph).not.toHaveBeenCalled();
  });

  it("forgets an abandoned capture, and its case tells that it failed", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    await recorder.abandonCapture(captureId, TAB, { code: "target-gone" });
    await interruptAll(Date.now());
    expect(await listInterrupted()).toEqual([]);
    const [entry] = await database.custody.toArray();
    expect(Buffer.from(entry?.body ?? []).toString()).toContain(
      `"detail":{"capture":"${captureId}","fault":"target-gone",`,
    );
  });

  it("seals into the case that was active when it began", async () => {
    const recorder = await freshWorker();
    const captureId = await recorder.beginCapture(TAB, "button");
    const other = await createCase("chọn sau", new Date().toISOString());
    await chooseCase(other);
    await recorder.finishCapture(captureId, TAB, material());
    expect((await readCapture(captureId))?.card.caseId).toBe("default");
    const next = await recorder.beginCapture(TAB, "menu");
    await recorder.finishCapture(next, TAB, material());
    expect((await readCapture(next))?.card).toMatchObject({ caseId: other, seq: 0 });
  });

  it("knows that a closed tab cut its capture short", async () => {
    const recorder = await freshWorker();
    await recorder.beginCapture(TAB, "button");
    await recorder.beginCapture(8, "button");
    await recorder.tabClosed(TAB);
    expect(await listInterrupted()).toHaveLength(1);
  });
});

/** Who is answered: the right sender with a fitting request; a fault is an answer too. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";

vi.mock("wxt/browser", async () => import("./browser.ts"));

import { admitOwnPage, admitPage, listen, makeDesk, type RawSender } from "../../lib/extension/answer.ts";
import { answerInPage } from "../../lib/extension/answer-in-page.ts";
import { open, sendToBackground } from "../../lib/extension/send.ts";
import { FaultError } from "../../lib/model/fault.ts";
import { browser, ORIGIN } from "./browser.ts";

const page: RawSender = {
  id: "invented",
  url: "https://www.facebook.com/somebody/posts/1",
  frameId: 0,
  tab: { id: 7, windowId: 1 },
};
const ownPage: RawSender = { id: "invented", url: `${ORIGIN}/popup.html` };

const table = {
  greet: { request: z.strictObject({ name: z.string() }), reply: z.strictObject({ words: z.string() }) },
};
const greet = vi.fn(async ({ name }: { name: string }) => ({ words: `chào ${name}` }));

beforeEach(() => {
  vi.clearAllMocks();
});

describe("the page's desk", () => {
  const desk = makeDesk(table, admitPage, { greet });

  it("answers a content script of the two sites", async () => {
    expect(await desk.answer("greet", { name: "An" }, page)).toEqual({
      ok: true,
      value: { words: "chào An" },
    });
    expect(greet.mock.calls[0]).toEqual([
      { name: "An" },
      { tabId: 7, windowId: 1, url: page.url, isPrivate: false },
    ]);
  });

  const strangers: [string, RawSender][] = [
    ["another extension", { ...page, id: "other" }],
    ["no id", { ...page, id: undefined }],
    ["another site", { ...page, url: "https://example.org/" }],
    ["a host that ends alike", { ...page, url: "https://notfacebook.com/" }],
    ["a host that begins alike", { ...page, url: "https://www.facebook.com.evil.example/" }],
    ["an address with a user name", { ...page, url: "https://www.facebook.com@evil.example/" }],
    ["no encryption", { ...page, url: "http://www.facebook.com/" }],
    ["a frame inside the page", { ...page, frameId: 3 }],
    ["a sender without a tab", { ...page, tab: undefined }],
    ["an own page", ownPage],
    ["no address", { ...page, url: undefined }],
  ];
  it.each(strangers)("refuses %s", async (_, sender) => {
    expect(await desk.answer("greet", { name: "An" }, sender)).toEqual({
      ok: false,
      fault: { code: "bad-request", detail: "sender" },
    });
    expect(greet).not.toHaveBeenCalled();
  });

  it.each([[{}], [{ name: 3 }], [{ name: "An", more: 1 }], [null], ["An"]])(
    "refuses a request of another shape: %j",
    async (request) => {
      const answer = await desk.answer("greet", request, page);
      expect(answer).toMatchObject({ ok: false, fault: { code: "bad-request" } });
      expect(greet).not.toHaveBeenCalled();
    },
  );

  it("does not repeat what was sent in its refusal", async () => {
    const answer = await desk.answer("greet", { name: { secret: "hush" } }, page);
    expect(JSON.stringify(answer)).not.toContain("hush");
  });

  it.each(["unknown", "__proto__", "constructor", "toString"])("leaves the kind %s to others", (kind) => {
    expect(desk.answer(kind, {}, page)).toBeUndefined();
  });

  it("gives the fault of a handler as an answer", async () => {
    greet.mockRejectedValueOnce(new FaultError("store-full"));
    expect(await desk.answer("greet", { name: "An" }, page)).toEqual({
      ok: false,
      fault: { code: "store-full" },
    });
    greet.mockRejectedValueOnce(new TypeError("oh"));
    expect(await desk.answer("greet", { name: "An" }, page)).toEqual({
      ok: false,
      fault: { code: "unexpected", detail: "TypeError: oh" },
    });
  });
});

describe("the own pages' desk", () => {
  const desk = makeDesk(table, admitOwnPage, { greet });

  it("answers popup and archive", async () => {
    const archive = { ...ownPage, url: `${ORIGIN}/archive.html#/allow`, tab: { id: 1 }, frameId: 0 };
    for (const sender of [ownPage, archive])
      expect(await desk.answer("greet", { name: "An" }, sender)).toMatchObject({ ok: true });
  });

  it.each([
    page,
    { ...ownPage, id: "other" },
    { ...ownPage, url: `${ORIGIN}.evil.example/popup.html` },
    { ...ownPage, url: "https://www.facebook.com/" },
  ])("refuses %j", async (sender) => {
    expect(await desk.answer("greet", { name: "An" }, sender)).toMatchObject({ ok: false });
  });
});

describe("listening", () => {
  it("leaves what is no message of ours unanswered", () => {
    listen([makeDesk(table, admitPage, { greet })]);
    const listener = browser.runtime.onMessage.addListener.mock.calls[0]?.[0];
    for (const message of [undefined, null, 3, "greet", {}, { kind: 3 }, { kind: "other" }])
      expect(listener(message, page)).toBeUndefined();
    expect(listener({ kind: "greet", request: { name: "An" } }, page)).toBeInstanceOf(Promise);
  });

  it("answers in the page only the extension itself", async () => {
    const survey = vi.fn(async () => ({ platform: null, posts: [], notices: [] }));
    const capture = vi.fn(async () => {
      throw new FaultError("nothing-to-capture");
    });
    const layout = async () => ({ report: "" });
    const pick = async () => ({});
    answerInPage({
      "page/survey": survey,
      "page/capture": capture,
      "page/layout": layout,
      "page/pick": pick,
    });
    const listener = browser.runtime.onMessage.addListener.mock.calls[0]?.[0];
    const answered = vi.fn();
    expect(listener({ kind: "page/survey", request: {} }, { id: "other" }, answered)).toBeUndefined();
    expect(listener({ kind: "toString", request: {} }, { id: "invented" }, answered)).toBeUndefined();
    expect(answered).not.toHaveBeenCalled();
    const asked = (kind: string) =>
      new Promise((resolve) =>
        expect(listener({ kind, request: {} }, { id: "invented" }, resolve)).toBe(true),
      );
    expect(await asked("page/survey")).toMatchObject({ ok: true });
    expect(await asked("page/capture")).toEqual({
      ok: false,
      fault: { code: "nothing-to-capture" },
    });
  });
});

describe("sending", () => {
  it("gives the value of the envelope", async () => {
    browser.runtime.sendMessage.mockResolvedValueOnce({ ok: true, value: { jobId: "j" } });
    expect(await sendToBackground("export/start", { captureIds: ["a"] })).toEqual({ jobId: "j" });
    expect(browser.runtime.sendMessage).toHaveBeenCalledWith({
      kind: "export/start",
      request: { captureIds: ["a"] },
    });
  });

  it("throws the fault of the envelope", async () => {
    const answer = Promise.resolve({ ok: false, fault: { code: "store-full", detail: "x" } });
    await expect(open(answer)).rejects.toMatchObject({ code: "store-full", detail: "x" });
  });

  it("names silence", async () => {
    await expect(open(Promise.resolve(undefined))).rejects.toMatchObject({ code: "interrupted" });
    await expect(open(Promise.reject(new Error("Receiving end does not exist.")))).rejects.toMatchObject({
      code: "interrupted",
    });
    const large = Promise.reject(new Error("Message exceeded maximum allowed size of 64MiB."));
    await expect(open(large)).rejects.toMatchObject({ code: "too-large" });
  });
});

/** Private windows: nothing is kept where it could be read, and the browser says which window a message comes from. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

vi.mock("wxt/browser", async () => import("./browser.ts"));

import { admitPage } from "../../lib/extension/answer.ts";
import { fetchImage } from "../../lib/extension/media.ts";
import { checkPrivate } from "../../lib/extension/private.ts";
import { gate } from "../../lib/vault/gate.ts";
import { newSecrets } from "../../lib/vault/header.ts";
import { beginUnchosen, protect } from "../../lib/vault/protection.ts";
import { browser } from "./browser.ts";

beforeEach(async () => {
  await gate.delete();
  await gate.open();
});
afterEach(() => vi.unstubAllGlobals());

it("refuses in a vault without a passphrase, and in no other", async () => {
  await expect(checkPrivate()).resolves.toBeUndefined();
  const secrets = await beginUnchosen(0);
  await expect(checkPrivate()).resolves.toBeUndefined();
  await protect(secrets, null);
  await expect(checkPrivate()).rejects.toMatchObject({ code: "private-open" });
  await gate.delete();
  await gate.open();
  await protect(await newSecrets(), "sông lặng trôi qua bến");
  await expect(checkPrivate()).resolves.toBeUndefined();
});

it("knows a private window's tab by the browser's word alone", () => {
  const sender = (tab: object) =>
    admitPage({
      id: browser.runtime.id,
      url: "https://www.facebook.com/",
      frameId: 0,
      tab: { id: 7, windowId: 1, ...tab },
    });
  expect(sender({ incognito: true })?.isPrivate).toBe(true);
  expect(sender({})?.isPrivate).toBe(false);
});

it("asks for what a private window shows past the cache, and else by way of it", async () => {
  const modes: (string | undefined)[] = [];
  vi.stubGlobal("fetch", async (_: string, { cache }: RequestInit) => {
    modes.push(cache);
    throw new TypeError("offline");
  });
  for (const isPrivate of [true, false])
    await fetchImage("https://scontent.xx.fbcdn.net/a.png", undefined, isPrivate).catch(() => null);
  expect(modes).toEqual(["no-store", "force-cache"]);
});

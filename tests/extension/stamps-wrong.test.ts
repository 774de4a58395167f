/** Of a wrong answer nothing is kept, and the person reads why; nothing goes where the browser does not allow it. */
import "fake-indexeddb/auto";
import { beforeEach, expect, it, vi } from "vitest";
import { askDue } from "../../lib/extension/stamps.ts";
import { browser } from "./browser.ts";
import {
  authority,
  type Body,
  fetched,
  keep,
  rows,
  stamped,
  stranger,
  switchOn,
  tsa,
} from "./stamp-stage.ts";

vi.mock("wxt/browser", async () => ({ browser: (await import("./browser.ts")).browser }));

beforeEach(() => switchOn());

it.each<[string, (query: Uint8Array) => Body, string?]>([
  ["garbage", () => Uint8Array.of(1, 2, 3)],
  ["a page", () => "<html>Wi-Fi login</html>"],
  ["nothing", () => ""],
  ["more than a stamp can be", () => new Uint8Array(200_000)],
  ["a stamp by another signer", (query: Uint8Array) => stranger.reply(query)],
  ["an error", () => 500, "stamp-unreachable"],
  ["no grant", (query: Uint8Array) => tsa.reply(query.slice(0, 20)), "stamp-refused"],
])("keeps nothing of %s, and says so", async (_, given, code = "stamp-wrong") => {
  authority.answer = given;
  await keep(1);
  await askDue(true);
  expect(await rows()).toMatchObject([{ state: "waiting", body: { fault: { code } } }]);
  expect((await rows())[0]?.body.token).toBeUndefined();
  expect(await stamped()).toEqual([]);
});

it("takes no old answer for a new one", async () => {
  let first: Uint8Array<ArrayBuffer> | null = null;
  authority.answer = (query) => {
    first ??= tsa.reply(query);
    return first;
  };
  await keep(1);
  await askDue(true);
  await keep(2);
  await askDue(true);
  expect(await stamped()).toHaveLength(1);
  const waiting = (await rows()).find((row) => row.state === "waiting");
  expect(waiting?.body.fault?.code).toBe("stamp-wrong");
  expect(waiting?.body.fault?.detail).toContain("stamp-other-nonce");
});

it("sends nothing to an address that the browser does not allow", async () => {
  browser.permissions.contains.mockResolvedValue(false);
  await keep(1);
  await askDue(true);
  expect(fetched).not.toHaveBeenCalled();
  expect(await rows()).toMatchObject([{ body: { fault: { code: "stamp-not-allowed" } } }]);
});

/** Pages that mean harm, in real Chromium: forged messages and clicks, poisoned prototypes, clobbered forms, a million nodes. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { demoAnswer } from "../demo/site.ts";
import { bundleOf, capture } from "../drive/act.ts";
import { buttonsNamed } from "../drive/button.ts";
import { keptIn } from "../drive/kept.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { grantActiveTab } from "../drive/targets.ts";
import { until } from "../drive/waiting.ts";

const URL_OF = "https://www.facebook.com/hostile/posts/1000000000000001";
const POST = `<div role="article" aria-posinset="1"><h2><a href="/hostile">Kẻ Xấu Bụng</a></h2>
  <a href="/hostile/posts/1000000000000001">1 giờ</a><div data-ad-preview="message" dir="auto">Lời của bài đăng này thì thật</div>
  <a href="javascript:document.title='broken'">liên kết</a><form><input name="attributes"><input name="children"><input name="parentElement"><input name="nodeType"><input name="localName"><input name="style"><input name="ownerDocument"></form></div>`;
const POISON = `
  for (const prototype of [Array.prototype, Object.prototype, Element.prototype, Node.prototype, String.prototype, Map.prototype])
    for (const name of Object.getOwnPropertyNames(prototype))
      if (["map", "filter", "flatMap", "closest", "matches", "getAttribute", "textContent", "querySelector", "querySelectorAll", "replace", "startsWith"].includes(name))
        try { Object.defineProperty(prototype, name, { configurable: true, get() { globalThis.reached = name; return () => { throw new Error("poisoned"); }; } }); } catch {}
  Object.defineProperty(Object.prototype, "polluted", { value: "giả", configurable: true });`;

let stage: Stage;
let body = "";
beforeAll(async () => {
  stage = await openStage({}, (url) =>
    url.href === URL_OF
      ? { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body }
      : demoAnswer(url),
  );
});
afterAll(() => stage?.close());

async function open(inside: string): Promise<Page> {
  body = `<!doctype html><html lang="vi"><title>x</title><body><main>${inside}</main></body></html>`;
  const page = await stage.session.context.newPage();
  await page.goto(URL_OF);
  await grantActiveTab(stage.session, page);
  return page;
}
const kept = async () => (await keptIn(stage.own)).captures.length;
const two = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))";

it("keeps nothing for forged messages, events and clicks", async () => {
  const before = await keptIn(stage.own);
  const page = await open(POST);
  const cdp = await page.context().newCDPSession(page);
  await until("the button", async () => (await buttonsNamed(cdp, "Kẻ Xấu Bụng")).length > 0 || undefined);
  const said = await page.evaluate(`(() => {
    const forged = [{ kind: "capture/begin", request: { trigger: "button", url: location.href } }, { kind: "page/capture", request: { target: "page", trigger: "popup" } }, { kind: "panic/now", request: {} }];
    for (const message of forged) {
      window.postMessage(message, "*");
      window.dispatchEvent(new MessageEvent("message", { data: message }));
      document.dispatchEvent(new CustomEvent(message.kind, { detail: message }));
    }
    const host = document.documentElement.lastElementChild;
    for (const type of ["pointerover", "pointerdown", "mousedown", "pointerup", "mouseup", "click"])
      host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
    host.click();
    const { x, y } = host.getBoundingClientRect();
    document.elementFromPoint(x, y)?.click?.();
    return [host.shadowRoot, typeof globalThis.chrome?.runtime];
  })()`);
  expect(said).toEqual([null, "undefined"]);
  // Reaching into the closed root as no page can: even there a synthetic click counts for nothing.
  const [button] = await buttonsNamed(cdp, "Kẻ Xấu Bụng");
  const { object } = await cdp.send("DOM.resolveNode", { backendNodeId: button?.nodeId ?? 0 });
  await cdp.send("Runtime.callFunctionOn", {
    objectId: object.objectId ?? "",
    functionDeclaration: "function () { this.click(); this.dispatchEvent(new MouseEvent('click')); }",
  });
  await page.evaluate(two);
  const after = await keptIn(stage.own);
  expect([after.captures, after.journal]).toEqual([before.captures, before.journal]);
  await page.close();
});

it("reads through poisoned prototypes and clobbered forms what is shown, and keeps no living link", async () => {
  // A form around the post too: its field leads whoever climbs back down.
  const page = await open(
    `<form><input name="parentElement"><input name="closest"><div>${POST}</div></form>`,
  );
  await page.evaluate(POISON);
  const { captureId } = await capture(stage, page, "Lời của bài đăng này");
  expect(await page.evaluate("globalThis.reached ?? null")).toBe(null);
  const { captures, artefact } = await bundleOf(stage, [captureId]);
  const [statement] = captures.map((one) => one.statement);
  expect(JSON.stringify(statement)).not.toContain("polluted");
  expect(JSON.stringify(statement)).toContain("Lời của bài đăng này thì thật");
  const dom = statement?.artefacts?.find(({ role }) => role === "dom");
  const html = artefact(dom?.sha256 ?? "")?.toString() ?? "";
  expect(statement?.outcomes.filter(({ status }) => status === "failed")).toEqual([]);
  expect(html).toContain("thật");
  expect(html).not.toMatch(/javascript:/i);
  expect(await page.title()).toBe("x");
  await page.close();
});

it("captures beside a million nodes, and what it costs does not grow with them", async () => {
  const page = await open(POST);
  await page.evaluate(`(() => {
    const many = document.createElement("section");
    many.hidden = true;
    for (let at = 0; at < 1000; at++) { const row = document.createElement("div"); row.innerHTML = "<i></i>".repeat(999); many.append(row); }
    document.body.append(many);
  })()`);
  const before = await kept();
  const { captureId } = await capture(stage, page, "Lời của bài đăng này");
  expect(await kept()).toBe(before + 1);
  const { captures } = await bundleOf(stage, [captureId]);
  expect(JSON.stringify(captures[0]?.statement)).toContain("Lời của bài đăng này thì thật");
  await page.close();
});

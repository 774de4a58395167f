/** Pages that mean harm, in real Chromium: forged messages and clicks, poisoned prototypes, clobbered forms, a million nodes. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { demoAnswer } from "../demo/site.ts";
import { bundleOf, capture } from "../drive/act.ts";
import { buttonsNamed } from "../drive/button.ts";
import { keptIn } from "../drive/kept.ts";
import { askTab, tabIdOf } from "../drive/speak.ts";
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

/** Put beside and into the post: a million elements, and as many levels as a script can make. */
const WITHOUT_END = `(() => {
  const post = document.querySelector("[role=article]");
  const fill = (place, rows, hidden) => {
    for (let at = 0; at < rows; at++) { const row = document.createElement("div"); row.hidden = hidden; row.innerHTML = "<i></i>".repeat(999); place.append(row); }
  };
  fill(document.body, 970, true);
  const nest = (levels, display) => {
    let deep = document.createElement("div");
    for (let level = 0; level < levels; level++) { const outer = document.createElement("div"); outer.append(deep); deep = outer; }
    deep.style.display = display;
    post.append(deep);
  };
  nest(20_000, "none");
  nest(1000, "block");
  fill(post, 30, false);
  return document.getElementsByTagName("*").length;
})()`;

it("keeps the post of a page without end, cut short where it says so", async () => {
  const page = await open(POST);
  expect(await page.evaluate(WITHOUT_END)).toBeGreaterThan(1_000_000);
  const before = await kept();
  const began = performance.now();
  const { captureId } = await capture(stage, page, "Lời của bài đăng này");
  console.log(`post in a page of a million: ${Math.round(performance.now() - began)} ms`);
  expect(await kept()).toBe(before + 1);
  const { captures, artefact } = await bundleOf(stage, [captureId]);
  const statement = captures[0]?.statement;
  expect(JSON.stringify(statement)).toContain("Lời của bài đăng này thì thật");
  expect(statement?.outcomes.find(({ step }) => step === "snapshot")).toMatchObject({
    status: "reduced",
    fault: "too-large",
  });
  const dom = statement?.artefacts?.find(({ role }) => role === "dom");
  const html = artefact(dom?.sha256 ?? "")?.toString() ?? "";
  expect(html).toContain("thật");
  expect(html.split("<").length).toBeLessThan(2 * 25_000 + 1000);
  await page.close();
});

it("keeps nothing half, and goes on, where a page breaks the reading of its document", async () => {
  const page = await open(
    `<img name="body"><img name="querySelectorAll"><img name="createTreeWalker">${POST}`,
  );
  const before = await kept();
  const tabId = await tabIdOf(stage.own, page.url());
  const asked = askTab(stage.own, tabId, "page/capture", { target: "page", trigger: "tool" });
  const ended = await asked.then(
    () => "kept",
    (refusal: { code?: string }) => refusal.code ?? "no code",
  );
  expect((await keptIn(stage.own)).journal).toEqual([]);
  expect(await kept()).toBe(ended === "kept" ? before + 1 : before);
  await page.close();
  const next = await open(POST);
  await capture(stage, next, "Lời của bài đăng này");
  await next.close();
});

/** Picking anything, whole pages, and opening what a page holds back: in real Chromium, by mouse and keyboard, as a person does. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BLOCKED_URL } from "../demo/facebook/pages.ts";
import { POSTS, permalink } from "../demo/facebook/posts.ts";
import { BLOCK_TITLE } from "../demo/facebook/stubs.ts";
import { FEED_URL } from "../demo/pages.ts";
import { capture, openPage, sealed } from "../drive/act.ts";
import { keptIn, nextKept } from "../drive/kept.ts";
import { openPopup } from "../drive/popup.ts";
import { askBackground, askTab, tabIdOf } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** Everything in the page but our own host elements, and what its own scripts heard. */
const LISTEN = `(() => {
  window.heard = [];
  for (const name of ["click", "mousedown", "pointerdown", "keydown"])
    document.addEventListener(name, (event) => event.isTrusted && window.heard.push(name), true);
  window.before = document.body.outerHTML;
})()`;
const heard = (page: Page) =>
  page.evaluate("({ heard: window.heard, same: window.before === document.body.outerHTML })");

/** Names of what assistive technology is told in a page, live regions with them. */
async function spoken(page: Page): Promise<string> {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  await cdp.detach();
  return nodes.map((node) => String(node.name?.value ?? "")).join("\n");
}

async function openPicker(page: Page): Promise<void> {
  const popup = await openPopup(stage.session, page);
  await popup.press(wordOf("vi", "popup.pick"));
  await until("the picker", async () => (await spoken(page)).includes(wordOf("vi", "page.pick")));
}

const photo = "[role=main] [aria-posinset] img, [role=feed] [role=article] img";

describe("the picker", () => {
  it("keeps what the mouse points at; the page hears nothing and no link is followed", async () => {
    const page = await openPage(stage, FEED_URL, false);
    await page.evaluate(LISTEN);
    const before = await keptIn(stage.own);
    const picture = page.locator(photo).first();
    await picture.scrollIntoViewIfNeeded();
    await openPicker(page);
    const box = await picture.boundingBox();
    if (!box) throw new Error("no picture on the page");
    await page.mouse.move(box.x + 20, box.y + 40);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const url = page.url();
    await page.mouse.down();
    await page.mouse.up();
    const { statement } = await sealed(stage, await nextKept(stage.own, before));
    expect(statement.capture).toMatchObject({ trigger: "picker", scope: "picked" });
    const { extraction } = statement;
    expect(extraction.subject.kind).toBe("picked");
    expect(extraction.author.name).toBeNull();
    expect(extraction.media.map(({ kind }) => kind)).toEqual(["image"]);
    expect(extraction.parts).toEqual([{ name: "images", had: 1, of: 1 }]);
    expect(extraction.vantage.platformLanguage?.value).toBeTruthy();
    const made = statement.artefacts.find(({ role }) => role === "picture");
    expect(Math.abs((made?.width ?? 0) - box.width)).toBeLessThan(1);
    expect(Math.abs((made?.height ?? 0) - box.height)).toBeLessThan(1);
    expect(page.url()).toBe(url);
    expect(await heard(page)).toEqual({ heard: [], same: true });
    await page.close();
  });

  it("moves by arrow keys, takes by Enter, and says aloud what is chosen", async () => {
    const page = await openPage(stage, BLOCKED_URL, false);
    await page.evaluate(LISTEN);
    const before = await keptIn(stage.own);
    await openPicker(page);
    const title = page.getByText(BLOCK_TITLE).first();
    const box = await title.boundingBox();
    if (!box) throw new Error("no notice on the page");
    await page.mouse.move(box.x + 5, box.y + box.height / 2);
    const inner = await spoken(page);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await until("another choice", async () => (await spoken(page)) !== inner);
    expect(await spoken(page)).toContain(BLOCK_TITLE);
    await page.keyboard.press("Enter");
    const { statement } = await sealed(stage, await nextKept(stage.own, before));
    expect(statement.capture).toMatchObject({ trigger: "picker", scope: "picked" });
    expect(statement.extraction.text?.value).toContain(BLOCK_TITLE);
    expect(statement.extraction.notices).toMatchObject([{ class: "geo-legal" }]);
    expect(await heard(page)).toEqual({ heard: [], same: true });
    await page.close();
  });

  it("gives a post's words no notice of the page, leaves by Escape, and keeps nothing then", async () => {
    const page = await openPage(stage, FEED_URL, false);
    const before = await keptIn(stage.own);
    await openPicker(page);
    await page.keyboard.press("Escape");
    await until("the page alone", async () => !(await spoken(page)).includes(wordOf("vi", "page.pickLeave")));
    expect((await keptIn(stage.own)).captures).toEqual(before.captures);
    expect((await keptIn(stage.own)).journal).toEqual([]);
    await page.close();
  });
});

it("keeps the whole page as it stands", async () => {
  const page = await openPage(stage, FEED_URL, false);
  const before = await keptIn(stage.own);
  const popup = await openPopup(stage.session, page);
  await popup.press(wordOf("vi", "popup.capture_whole"));
  const { statement } = await sealed(stage, await nextKept(stage.own, before, 100));
  await popup.close();
  expect(statement.capture).toMatchObject({ trigger: "popup", scope: "page" });
  const { extraction } = statement;
  expect(extraction.subject.kind).toBe("whole-page");
  for (const { text } of POSTS.slice(0, 2)) expect(extraction.text?.value).toContain(text.slice(0, 30));
  expect(extraction.text?.value).not.toContain("function");
  expect(statement.artefacts.map(({ role }) => role)).toEqual(
    expect.arrayContaining(["picture", "dom", "text"]),
  );
  await page.close();
});

describe("what the page holds back", () => {
  const cut = POSTS.find((post) => post.cut !== undefined);
  if (!cut) throw new Error("no cut post among the demo posts");
  /** The page's own controls: "Xem thêm" puts the whole words there, the other brings two comments at a time, three times. */
  const CONTROLS = `(() => {
    window.pressed = [];
    const post = document.querySelector("[data-ad-preview=message]").closest("[aria-posinset], [role=article]");
    const more = document.createElement("div");
    more.setAttribute("role", "button");
    more.textContent = "Xem thêm bình luận";
    post.append(more);
    let rounds = 0;
    more.addEventListener("click", () => {
      window.pressed.push("comments");
      for (let i = 0; i < 2; i++) more.before(Object.assign(document.createElement("p"), { textContent: "thêm" }));
      if (++rounds === 3) more.remove();
    });
    const see = [...post.querySelectorAll("[role=button]")].find((each) => each.textContent === "Xem thêm");
    see?.addEventListener("click", () => {
      window.pressed.push("see-more");
      see.replaceWith("…và phần còn lại của bài.");
    });
  })()`;
  const choose = (seeMore: boolean, comments: boolean) =>
    askBackground(stage.own, "settings/write", { expandSeeMore: seeMore, expandComments: comments });
  const open = async () => {
    const page = await openPage(stage, permalink(cut));
    await page.evaluate(CONTROLS);
    return page;
  };
  const opened = (outcomes: readonly { part?: string | undefined; detail?: string | undefined }[]) =>
    outcomes.filter(({ detail }) => detail?.startsWith("expanded")).map(({ detail }) => detail);

  it("is left alone where nobody asked", async () => {
    const page = await open();
    const { captureId } = await capture(stage, page, cut.text.slice(0, 12));
    const { statement } = await sealed(stage, captureId);
    expect(await page.evaluate("window.pressed")).toEqual([]);
    expect(opened(statement.outcomes)).toEqual([]);
    await page.close();
  });

  it("is opened where the person asked, and the record says what was pressed", async () => {
    await choose(true, true);
    try {
      const page = await open();
      const { captureId } = await capture(stage, page, cut.text.slice(0, 12));
      const { statement } = await sealed(stage, captureId);
      expect(await page.evaluate("window.pressed")).toEqual(["see-more", "comments", "comments", "comments"]);
      expect(opened(statement.outcomes)).toEqual(["expanded: see-more 1", "expanded: comments 3"]);
      await page.close();
    } finally {
      await choose(false, false);
    }
  });

  it("is asked for in the popup, where both choices are off until made, and remembered", async () => {
    const page = await openPage(stage, permalink(cut), false);
    const popup = await openPopup(stage.session, page);
    await until("the choices", async () =>
      ((await popup.text()) ?? "").includes(wordOf("vi", "popup.expand_see_more")),
    );
    expect(await askBackground(stage.own, "settings/read", {})).toMatchObject({
      expandSeeMore: false,
      expandComments: false,
    });
    await popup.close();
    const tabId = await tabIdOf(stage.own, page.url());
    expect(await askTab(stage.own, tabId, "page/survey", {})).toMatchObject({ platform: "facebook" });
    await page.close();
  });
});

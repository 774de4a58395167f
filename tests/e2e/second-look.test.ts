/** Second looks in real Chromium, against a server that knows who asks by a cookie. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Statement } from "../../lib/model/statement.ts";
import type { LookRow } from "../../lib/vault/database.ts";
import { type DemoPost, MEMBERS_POST, POSTS, permalink } from "../demo/facebook/posts.ts";
import { demoAnswer } from "../demo/site.ts";
import { witnessStrings } from "../demo/witness.ts";
import { VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { bundleOf, capture, openPage } from "../drive/act.ts";
import { rowsIn } from "../drive/raw-rows.ts";
import { askBackground } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";
import { killWorker } from "../drive/worker.ts";

let stage: Stage;
/** While set, second looks at Facebook wait for it. */
let held: Promise<unknown> | null = null;
beforeAll(async () => {
  stage = await openStage({}, async (url, request) => {
    if (request.headers["sec-fetch-dest"] === "empty" && url.pathname.includes("/posts/")) await held;
    return demoAnswer(url, request);
  });
});
afterAll(() => stage?.close());
beforeEach(() => {
  held = null;
});

const post = (start: string): DemoPost => {
  const found = POSTS.find((each) => each.text.startsWith(start));
  if (!found) throw new Error(start);
  return found;
};
const wish = (secondLook: boolean) => askBackground(stage.own, "settings/write", { secondLook });

/** The rows of second looks at a capture, read past the product's own readers. */
const looksAt = async (of: string) =>
  (((await rowsIn(stage.own, ["looks"])).rows.looks ?? []) as unknown as LookRow[]).filter(
    (row) => row.of === of,
  );
const ended = (of: string, count = 2) =>
  until("the second looks", async () => {
    const rows = await looksAt(of);
    return rows.length === count && rows.every(({ state }) => state === "kept") && rows;
  });

/** Requests for a page that no tab made, and whether they bore a cookie. */
const askedAgain = (url: string) =>
  stage.served.requests
    .filter((request) => request.url === url && request.headers["sec-fetch-dest"] !== "document")
    .map(({ headers }) => ({ cookie: headers.cookie !== undefined, referer: headers.referer ?? null }));

async function looked(of: string): Promise<{ inside: Statement; outside: Statement; bytes: string }> {
  const rows = await ended(of);
  const bundle = await bundleOf(stage, [of, ...rows.map((row) => row.captureId)]);
  const statements = bundle.captures.map(({ statement }) => statement as Statement);
  const [inside, outside] = [true, false].map((login) =>
    statements.find(({ capture: { secondLook } }) => secondLook?.login === login),
  );
  if (!inside || !outside) throw new Error("two looks were asked for");
  const bytes = [...bundle.files.values()].map(String).join("\n");
  return { inside, outside, bytes };
}
const resultsOf = ({ capture: { secondLook } }: Statement) =>
  Object.fromEntries(secondLook?.comparison.map(({ field, result }) => [field, result]) ?? []);

describe("a second look", () => {
  it("is not made unless the person wishes so", async () => {
    const url = permalink(post("Nước đoạn hạ lưu"));
    const page = await openPage(stage, url);
    const { captureId } = await capture(stage, page, null);
    expect(await looksAt(captureId)).toEqual([]);
    expect(askedAgain(url)).toEqual([]);
    await page.close();
  });

  it("agrees with a post nobody altered; asked with the cookie, then without, no referrer", async () => {
    await wish(true);
    const url = permalink(post("Nước đoạn hạ lưu"));
    const page = await openPage(stage, url);
    const { captureId } = await capture(stage, page, null);
    const { inside, outside } = await looked(captureId);
    for (const look of [inside, outside]) {
      expect(look.capture).toMatchObject({
        trigger: "second-look",
        secondLook: { of: captureId, httpStatus: 200 },
      });
      expect(resultsOf(look)).toMatchObject({ text: "same", author: "same", ids: "same" });
      expect(new Set(Object.values(resultsOf(look)))).toEqual(new Set(["same"]));
    }
    const folder = await mkdtemp(join(tmpdir(), "keepsake-looks-"));
    const file = join(folder, "bundle.wacz");
    const rows = await looksAt(captureId);
    await bundleOf(stage, [captureId, ...rows.map((row) => row.captureId)], file);
    const { exit, output } = runVerifier(file, "--lang", "en");
    await rm(folder, { recursive: true });
    expect(exit).toBe(0);
    expect(output.match(/Second look at/g)).toHaveLength(2);
    expect(askedAgain(url)).toEqual([
      { cookie: true, referer: null },
      { cookie: false, referer: null },
    ]);
    await page.close();
  });

  it("catches a text altered in the page before the capture", async () => {
    await wish(true);
    const page = await openPage(stage, permalink(post("Nước đoạn hạ lưu")));
    await page.evaluate(() => {
      const words = document.querySelector("[data-ad-preview=message] [dir=auto] [dir=auto]");
      if (words) words.textContent = "Nước đoạn hạ lưu vẫn trong xanh như mọi khi, không có gì lạ.";
    });
    const { captureId } = await capture(stage, page, null);
    const { inside, outside } = await looked(captureId);
    for (const look of [inside, outside])
      expect(resultsOf(look)).toMatchObject({ text: "different", author: "same" });
    await page.close();
  });

  it("shows that a post is visible only with a login, and does not call it gone", async () => {
    await wish(true);
    const page = await openPage(stage, permalink(MEMBERS_POST));
    const { captureId } = await capture(stage, page, null);
    const { inside, outside } = await looked(captureId);
    expect(resultsOf(inside)).toMatchObject({ text: "same", author: "same" });
    expect(resultsOf(outside)).toMatchObject({ text: "only-first", author: "only-first" });
    expect(outside.extraction.notices.map((notice) => notice.class)).toEqual(["age-or-login"]);

    const archive = await stage.session.context.newPage();
    await archive.goto(`${ownUrl(stage.session)}archive.html#/capture/${captureId}`);
    await archive.getByText(wordOf("vi", "look.only_logged_in")).waitFor();
    await archive.getByText(wordOf("vi", "look.login_asked")).waitFor();
    await archive.close();
    await page.close();
  });

  it("keeps nothing of the witness, who wrote a comment that nobody's page shows with their name", async () => {
    await wish(true);
    const page = await openPage(stage, permalink(post("Mưa đầu mùa")));
    const { captureId } = await capture(stage, page, null);
    const { outside, bytes } = await looked(captureId);
    expect(outside.extraction.vantage.loggedIn).not.toBe(true);
    expect(outside.extraction.comments).toEqual([]);
    expect(witnessStrings.filter((identifier) => bytes.includes(identifier))).toEqual([]);
    await page.close();
  });

  it("reads a video too", async () => {
    await wish(true);
    const page = await openPage(stage, watchUrl(VIDEOS.blocked));
    const { captureId } = await capture(stage, page, null);
    const { outside } = await looked(captureId);
    expect(resultsOf(outside)).toMatchObject({ "notice-class": "same", "notice-text": "same" });
    await page.close();
  });

  it("outlives the worker", async () => {
    await wish(true);
    let release = (): void => undefined;
    held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const url = permalink(post("Quê ngoại"));
    const page = await openPage(stage, url);
    const { captureId } = await capture(stage, page, null);
    await until("the first request", async () => askedAgain(url).length > 0);
    expect((await looksAt(captureId)).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(await killWorker(stage.session, stage.own)).toBe(true);
    release();
    held = null;
    await askBackground(stage.own, "settings/read", {});
    expect(resultsOf((await looked(captureId)).outside)).toMatchObject({
      text: "same",
      "original-text": "same",
    });
    await page.close();
  });

  it("is switched on in the settings, and asked for once with a button that says what it does", async () => {
    await wish(false);
    const archive = await stage.session.context.newPage();
    await archive.goto(`${ownUrl(stage.session)}archive.html#/settings`);
    await archive.getByLabel(wordOf("vi", "settings.label")).check();
    await until("the setting", async () => (await askBackground(stage.own, "settings/read", {})).secondLook);
    await archive.getByLabel(wordOf("vi", "settings.label")).uncheck();
    await until("the setting", async () => !(await askBackground(stage.own, "settings/read", {})).secondLook);

    const url = permalink(post("Bài mình chia sẻ"));
    const page = await openPage(stage, url);
    const { captureId } = await capture(stage, page, null);
    expect(askedAgain(url)).toEqual([]);
    await archive.goto(`${ownUrl(stage.session)}archive.html#/capture/${captureId}`);
    const button = archive.getByRole("button", { name: wordOf("vi", "look.ask") });
    await button.waitFor();
    const before = await archive.locator("#look-ask").textContent();
    expect(before).toContain("www.facebook.com");
    expect(before).toContain(url);
    await button.click();
    await ended(captureId);
    expect(askedAgain(url)).toHaveLength(2);
    await archive.getByText(wordOf("vi", "look.agree")).first().waitFor();
    await archive.close();
    await page.close();
  });
});

/** No redirect leads a request of ours out of the sites' own hosts: not of a second look, not of an image; in both browsers. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { LookRow } from "../../lib/vault/database.ts";
import { POSTS, permalink } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { DEMO_HOSTS, demoAnswer } from "../demo/site.ts";
import { capture, openPage, outcomeOf, sealed } from "../drive/act.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { type FirefoxStage, openFirefox } from "../drive/firefox.ts";
import { type Runs, rowsIn } from "../drive/raw-rows.ts";
import type { Answering } from "../drive/server.ts";
import { askBackground } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { until } from "../drive/waiting.ts";

const ELSEWHERE = "https://elsewhere.example/";
/** What is sent elsewhere when the extension itself asks for it. */
let away: RegExp | null = null;
const answer: Answering = (url, request) =>
  url.href.startsWith(ELSEWHERE)
    ? { status: 200, headers: { "content-type": "text/html" }, body: "" }
    : away?.test(url.href) && request.headers["sec-fetch-dest"] === "empty"
      ? { status: 302, headers: { location: ELSEWHERE, "cache-control": "no-store" }, body: "" }
      : demoAnswer(url, request);

const [post] = POSTS;
if (!post) throw new Error("the demo lost its posts");
const PERMALINK = permalink(post);
const path = (url: string) => new RegExp(new URL(url).pathname.replaceAll(".", "\\."));
const outside = (served: Stage["served"]) => served.requests.filter(({ url }) => url.startsWith(ELSEWHERE));
/** Without those that a tab made. */
const wentOut = (served: Stage["served"]) =>
  outside(served).filter(({ headers }) => headers["sec-fetch-dest"] === "empty");
const looks = async (own: Runs, of: string) =>
  (((await rowsIn(own, ["looks"])).rows.looks ?? []) as unknown as LookRow[])
    .filter((row) => row.of === of)
    .map((row) => row.state);
const lookedTwice = (own: Runs, of: string) =>
  until("the second looks", async () => {
    const states = await looks(own, of);
    return states.length === 2 && !states.includes("waiting");
  });

afterEach(() => {
  away = null;
});

describe("Chromium", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ hosts: [...DEMO_HOSTS, "elsewhere.example"] }, answer);
  });
  afterAll(() => stage?.close());

  it("the name elsewhere can be reached, by whoever may", async () => {
    const page = await stage.session.context.newPage();
    await page.goto(ELSEWHERE);
    expect(outside(stage.served).length).toBeGreaterThan(0);
    await page.close();
  });

  it("an image that is sent elsewhere is left out, and said to be", async () => {
    away = /461900111_2001/;
    const page = await openPage(stage, FEED_URL);
    const { captureId } = await capture(stage, page, "Nước đoạn hạ lưu cống xả");
    const { statement } = await sealed(stage, captureId);
    expect(outcomeOf(statement, "media")).toContainEqual({ status: "failed", fault: "fetch-refused" });
    expect(wentOut(stage.served)).toEqual([]);
    await page.close();
  });

  it("a second look that is sent elsewhere asks nobody there", async () => {
    await askBackground(stage.own, "settings/write", { secondLook: true });
    away = path(PERMALINK);
    const page = await openPage(stage, PERMALINK);
    const { captureId } = await capture(stage, page, null);
    await lookedTwice(stage.own, captureId);
    expect(wentOut(stage.served)).toEqual([]);
    await page.close();
  });

  it("our own pages ask nobody at all", async () => {
    const asked = await stage.own.run<string>(`fetch("${ELSEWHERE}").then(() => "asked", () => "refused")`);
    expect(asked).toBe("refused");
    expect(wentOut(stage.served)).toEqual([]);
  });
});

const firefox = findFirefox();
describe.skipIf(!firefox)(firefox ? "Firefox" : "Firefox (SKIPPED: there is none on this machine)", () => {
  let stage: FirefoxStage;
  beforeAll(async () => {
    stage = await openFirefox(answer);
  });
  afterAll(() => stage?.close());

  it("neither images nor second looks are sent elsewhere", async () => {
    const wish = { kind: "settings/write", request: { secondLook: true } };
    await stage.run(`browser.runtime.sendMessage(${JSON.stringify(wish)})`);
    away = new RegExp(`${path(PERMALINK).source}|fbcdn\\.net`);
    const page = await stage.browser.newPage();
    await page.goto(PERMALINK, { waitUntil: "load" });
    await stage.pressToolbar(page);
    const order = { kind: "page/capture", request: { target: "page", trigger: "tool" } };
    const { value } = await until("the capture", () =>
      stage
        .run<{ value: { captureId: string } } | null>(
          `browser.tabs.query({}).then((tabs) => tabs.find((tab) => tab.url === ${JSON.stringify(PERMALINK)})).then((tab) => browser.tabs.sendMessage(tab.id, ${JSON.stringify(order)}, { frameId: 0 })).catch(() => null)`,
        )
        .then((given) => given ?? undefined),
    );
    await lookedTwice(stage, value.captureId);
    expect(wentOut(stage.served)).toEqual([]);
  });
});

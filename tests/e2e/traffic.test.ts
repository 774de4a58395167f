/**
 * The main job behind a proxy that writes everything down, beside the same visits in a browser without the extension: what
 * Keepsake asks for is the media of the posts that the person kept, and nothing else; at its start nothing at all.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MEDIA } from "../../lib/extension/hosts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { PEOPLE } from "../demo/people.ts";
import { DEMO_HOSTS, demoAnswer } from "../demo/site.ts";
import { VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { bundleOf } from "../drive/act.ts";
import { ensureBuilt } from "../drive/build.ts";
import { pressCaptureButton } from "../drive/button.ts";
import { type ChromiumSession, launchChromium } from "../drive/chromium.ts";
import { keptIn, nextKept } from "../drive/kept.ts";
import { openPopup } from "../drive/popup.ts";
import { proxyTo, type RecordingProxy } from "../drive/proxy.ts";
import { type Served, serve } from "../drive/server.ts";
import { askBackground, type OwnPage, openOwnPage } from "../drive/speak.ts";
import type { Stage } from "../drive/stage.ts";
import { closeTarget, grantActiveTab, targetsOf } from "../drive/targets.ts";
import { wordOf } from "../drive/words.ts";

type Request = Served["requests"][number];
const TEXT = "Nước đoạn hạ lưu cống xả";

interface Watched {
  served: Served;
  proxy: RecordingProxy;
  session: ChromiumSession;
}
let kept: Watched;
let bare: Watched;
let own: OwnPage;

async function watched(extension: string | null): Promise<Watched> {
  const served = await serve((url, request) => demoAnswer(url, request));
  const proxy = await proxyTo(served.port);
  const session = await launchChromium({
    extension,
    port: served.port,
    hosts: DEMO_HOSTS,
    proxy: proxy.port,
  });
  return { served, proxy, session };
}
async function end(one: Watched | undefined): Promise<void> {
  await one?.session.close();
  await one?.proxy.close();
  await one?.served.close();
}
beforeAll(async () => {
  [kept, bare] = [await watched(ensureBuilt("chrome")), await watched(null)];
});
afterAll(async () => {
  await end(kept);
  await end(bare);
});

async function visit({ session }: Watched, url: string, look?: string): Promise<Page> {
  const page = await session.context.newPage();
  await page.goto(url, { waitUntil: "networkidle" });
  if (look) await page.getByText(look).first().scrollIntoViewIfNeeded();
  await page.waitForLoadState("networkidle");
  return page;
}
/** What Chromium asks for by itself, extension or not: an update, and who is signed in at Google. */
const browsersOwn = ({ url, headers }: Request) =>
  (url.startsWith("https://update.googleapis.com/") && "x-goog-update-updater" in headers) ||
  (url.startsWith("https://accounts.google.com/ListAccounts") && headers.origin === "https://www.google.com");
const BROWSERS_OWN = /^(https?:\/\/)?(update\.googleapis|accounts\.google)\.com[:/]/;
const madeBy = ({ served }: Watched, since = 0) =>
  served.requests.slice(since).filter((request) => !browsersOwn(request));
const hostsOf = ({ proxy }: Watched) => new Set(proxy.asked.filter((asked) => !BROWSERS_OWN.test(asked)));
/** What was asked for since, and not by the same visits without the extension; each as often as it was. */
function more(since: number, without: readonly Request[]): Request[] {
  const left = without.map(({ url }) => url);
  return madeBy(kept, since).filter(({ url }) => {
    const at = left.indexOf(url);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
const mark = ({ served }: Watched) => served.requests.length;
async function plain(url: string, look?: string): Promise<Request[]> {
  const since = mark(bare);
  await (await visit(bare, url, look)).close();
  return madeBy(bare, since);
}
/** Asked for at the person's wish, all of them. */
const wished: Request[] = [];
/** Media and style sheets alone, each once, without a cookie and without a word of where they were seen. */
function expectMedia(requests: readonly Request[]) {
  expect(requests.length).toBeGreaterThan(0);
  for (const { url, headers } of requests) {
    expect(
      MEDIA.some((host) => new URL(url).hostname.endsWith(`.${host}`)),
      url,
    ).toBe(true);
    expect([headers.cookie, headers.referer, headers.origin], url).toEqual([undefined, undefined, undefined]);
  }
  const urls = requests.map(({ url }) => url);
  expect(urls).toEqual([...new Set(urls)]);
  wished.push(...requests);
}

it("asks for nothing at its start, nor when its worker starts again, nor for its own pages", async () => {
  own = await openOwnPage(kept.session, "archive.html");
  const popup = await openOwnPage(kept.session, "popup.html");
  await keptIn(own);
  const worker = (await targetsOf(kept.session)).find(({ type }) => type === "service_worker");
  if (!worker) throw new Error("no worker runs");
  await closeTarget(kept.session, worker);
  expect(await askBackground(own, "settings/read", {})).toMatchObject({ secondLook: false });
  expect((await askBackground(own, "stamps/read", {})).on).toBe(false);
  await popup.page.close();
  expect(madeBy(kept)).toEqual([]);
  expect([...hostsOf(kept)]).toEqual([]);
});

it("by the button asks for the post's own media and its style sheet", async () => {
  const without = await plain(FEED_URL, TEXT);
  const since = mark(kept);
  const page = await visit(kept, FEED_URL, TEXT);
  await grantActiveTab(kept.session, page);
  expect(more(since, without)).toEqual([]);
  const before = await keptIn(own);
  const pressed = mark(kept);
  await pressCaptureButton(page, PEOPLE.songMoi.name, wordOf("vi", "page.keepBy").split("$1")[0] ?? "");
  await nextKept(own, before);
  await page.close();
  const asked = madeBy(kept, pressed);
  expectMedia(asked);
  // Nothing that the page did not show.
  const shown = without.map(({ url }) => url);
  expect(asked.filter(({ url }) => !shown.includes(url))).toEqual([]);
  expect(asked.filter(({ url }) => /\/4619001\d\d_/.test(url))).toHaveLength(3);
});

it("from the popup asks for the media of the page, and for nothing at an export", async () => {
  const url = watchUrl(VIDEOS.blocked);
  const without = await plain(url);
  const since = mark(kept);
  const page = await visit(kept, url);
  const before = await keptIn(own);
  const popup = await openPopup(kept.session, page);
  await popup.press(wordOf("vi", "popup.capture_page"));
  const id = await nextKept(own, before);
  await popup.close();
  await page.close();
  expectMedia(more(since, without));
  const exported = mark(kept);
  const { captures } = await bundleOf({ own } as Stage, [...before.captures, id]);
  expect(captures).toHaveLength(2);
  expect(madeBy(kept, exported)).toEqual([]);
});

it("asked for nothing else all the while, and spoke to no other host", () => {
  const urls = (requests: readonly Request[]) => requests.map(({ url }) => url).sort();
  expect(urls(more(0, madeBy(bare)))).toEqual(urls(wished));
  expect(hostsOf(kept)).toEqual(hostsOf(bare));
});

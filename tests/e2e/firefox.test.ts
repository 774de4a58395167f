/** The main path in Firefox: capture a post, export, verify. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaptureResult, ExportState, PageSurvey } from "../../lib/extension/messages.ts";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { witnessStrings } from "../demo/witness.ts";
import { VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { openBundle } from "../drive/bundle-file.ts";
import { type FirefoxStage, openFirefox } from "../drive/firefox.ts";
import { SINKS_REFUSED, SINKS_TRIED } from "../drive/sinks-tried.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";

const firefox = findFirefox();
let stage: FirefoxStage;

type Envelope<T> = { ok: true; value: T } | { ok: false; fault: { code: string; detail?: string } } | null;
function opened<T>(envelope: Envelope<T>): T {
  if (!envelope?.ok) throw new Error(`fault: ${JSON.stringify(envelope?.fault)}`);
  return envelope.value;
}
const toBackground = async <T>(kind: string, request: object) =>
  opened(await stage.run<Envelope<T>>(`browser.runtime.sendMessage(${JSON.stringify({ kind, request })})`));
const toTab = (url: string, kind: string, request: object) =>
  `browser.tabs.query({}).then((tabs) => tabs.filter((tab) => tab.url === ${JSON.stringify(url)})).then(([tab]) => browser.tabs.sendMessage(tab.id, ${JSON.stringify({ kind, request })}, { frameId: 0 })).catch(() => null)`;

describe.skipIf(!firefox)(firefox ? "Firefox" : "Firefox (SKIPPED: there is none on this machine)", () => {
  beforeAll(async () => {
    stage = await openFirefox();
  });
  afterAll(() => stage?.close());

  /** Opens a page in front, captures what `choose` names: with the toolbar button, or with the one in the page, which grants nothing. */
  async function capture(
    url: string,
    choose: (survey: PageSurvey) => object,
    trigger: "tool" | "button" = "tool",
  ): Promise<CaptureResult> {
    const page = await stage.browser.newPage();
    await page.goto(url, { waitUntil: "load" });
    if (trigger === "tool") await stage.pressToolbar(page);
    const survey = await until("the content script", () =>
      stage.run<Envelope<PageSurvey>>(toTab(url, "page/survey", {})).then((given) => given ?? undefined),
    );
    await page.bringToFront();
    const order = { ...choose(opened(survey)), trigger };
    const result = opened(await stage.run<Envelope<CaptureResult>>(toTab(url, "page/capture", order)));
    await page.close();
    return result;
  }

  it("makes neither HTML nor code of text in its own pages", async () => {
    expect(await stage.run(SINKS_TRIED)).toEqual(SINKS_REFUSED);
  });

  it("captures a post and a blocked video, exports them, and the bundle verifies", async () => {
    const cut = POSTS.find((post) => post.text.startsWith("GHI CHÉP"));
    const results = [
      await capture(FEED_URL, ({ posts }) => ({
        target: "key",
        key: posts.find((post) => post.textStart?.startsWith("GHI CHÉP"))?.key,
      })),
      await capture(watchUrl(VIDEOS.blocked), () => ({ target: "page" })),
      await capture(FEED_URL, ({ posts }) => ({ target: "key", key: posts[0]?.key }), "button"),
    ];
    const captureIds = results.map((result) => result.captureId);
    const { jobIds } = await toBackground<{ jobIds: string[] }>("export/start", { captureIds });
    const [jobId = ""] = jobIds;
    const state = await until("the export", async () => {
      const now = await toBackground<ExportState>("export/state", { jobId });
      return (now.stage === "done" || now.stage === "failed") && now;
    });
    expect(state).toMatchObject({ stage: "done" });
    const file = await stage.download(state.doneBytes);
    expect(runVerifier(file, "--lang", "en")).toMatchObject({ exit: 0 });

    const bundle = await openBundle(file);
    const [post, video, refused] = bundle.captures.map(({ statement }) => statement);
    expect(post?.extraction.text?.value).toBe(cut?.text);
    expect(video?.extraction.notices).toMatchObject([{ class: "geo-legal" }]);
    for (const statement of [post, video]) {
      const pictures = statement?.outcomes.filter(({ step }) => step === "picture");
      expect(pictures?.map(({ status, fault, detail }) => ({ status, fault, detail }))).toEqual([
        { status: "done" },
      ]);
      expect(statement?.artefacts.map((artefact) => artefact.role)).toEqual(
        expect.arrayContaining(["picture", "dom", "text", "page-data"]),
      );
    }
    expect(refused?.outcomes.find(({ step }) => step === "picture")).toMatchObject({
      status: "reduced",
      fault: "picture-refused",
    });
    const drawn = refused?.artefacts.find((artefact) => artefact.role === "picture-rerendered");
    expect(drawn?.bytes).toBeGreaterThan(10_000);
    const all = [...bundle.files.values(), ...bundle.records.map(({ payload }) => payload)];
    const words = all.map(String).join("\n");
    expect(witnessStrings.filter((identifier) => words.includes(identifier))).toEqual([]);
  });
});

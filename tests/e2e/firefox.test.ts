/** The main path in Firefox: capture a post, export, verify. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaptureResult, ExportState, PageSurvey } from "../../lib/extension/messages.ts";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { witnessStrings } from "../demo/witness.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { openBundle } from "../drive/bundle-file.ts";
import { type FirefoxStage, openFirefox } from "../drive/firefox.ts";
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
const toTab = (kind: string, request: object) =>
  `browser.tabs.query({ url: "https://www.facebook.com/*" }).then(([tab]) => browser.tabs.sendMessage(tab.id, ${JSON.stringify({ kind, request })}, { frameId: 0 })).catch(() => null)`;

describe.skipIf(!firefox)(firefox ? "Firefox" : "Firefox (SKIPPED: there is none on this machine)", () => {
  beforeAll(async () => {
    stage = await openFirefox();
  });
  afterAll(() => stage?.close());

  it("captures a post, exports it, and the bundle verifies", async () => {
    const page = await stage.browser.newPage();
    await page.goto(FEED_URL, { waitUntil: "load" });
    await stage.pressToolbar(page);
    const envelope = await until("the content script", () =>
      stage.run<Envelope<PageSurvey>>(toTab("page/survey", {})).then((given) => given ?? undefined),
    );
    const { posts } = opened(envelope);
    const key = posts.find((post) => post.textStart?.startsWith("GHI CHÉP"))?.key;
    await page.bringToFront();
    const order = { target: "key", key, trigger: "tool" };
    const result = opened(await stage.run<Envelope<CaptureResult>>(toTab("page/capture", order)));

    const { jobId } = await toBackground<{ jobId: string }>("export/start", {
      captureIds: [result.captureId],
    });
    const state = await until("the export", async () => {
      const now = await toBackground<ExportState>("export/state", { jobId });
      return (now.stage === "done" || now.stage === "failed") && now;
    });
    expect(state).toMatchObject({ stage: "done" });
    const file = await stage.download(state.doneBytes);
    expect(runVerifier(file, "--lang", "en")).toMatchObject({ exit: 0 });

    const bundle = await openBundle(file);
    const [capture] = bundle.captures;
    expect(capture?.statement.extraction.text?.value).toBe(
      POSTS.find((post) => post.text.startsWith("GHI CHÉP"))?.text,
    );
    const roles = capture?.statement.artefacts.map((artefact) => artefact.role) ?? [];
    expect(roles).toEqual(expect.arrayContaining(["picture", "dom", "text", "page-data"]));
    const all = [...bundle.files.values(), ...bundle.records.map(({ payload }) => payload)]
      .map(String)
      .join("\n");
    expect(witnessStrings.filter((identifier) => all.includes(identifier))).toEqual([]);
  });
});

/** Trusted time in Firefox, where the background page itself asks and writes. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaptureResult, ExportState } from "../../lib/extension/messages.ts";
import { POSTS, permalink } from "../demo/facebook/posts.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { ensureBuilt } from "../drive/build.ts";
import { type FirefoxStage, openFirefox } from "../drive/firefox.ts";
import { permitted } from "../drive/permitted.ts";
import { verifyWith } from "../drive/stamped.ts";
import { type ServedTsa, serveTsa } from "../drive/tsa-server.ts";
import { until } from "../drive/waiting.ts";
import { makeTsa, type TestTsa } from "../fixtures/tsa.ts";

const firefox = findFirefox();
let folder: string;
let extension: string;
let tsa: TestTsa;
let served: ServedTsa;
let stage: FirefoxStage;

type Envelope<T> = { ok: true; value: T } | { ok: false; fault: { code: string } } | null;
const opened = <T>(envelope: Envelope<T>): T => {
  if (!envelope?.ok) throw new Error(`fault: ${JSON.stringify(envelope?.fault)}`);
  return envelope.value;
};
const toBackground = async <T>(kind: string, request: object) =>
  opened(await stage.run<Envelope<T>>(`browser.runtime.sendMessage(${JSON.stringify({ kind, request })})`));

describe.skipIf(!firefox)(firefox ? "Firefox" : "Firefox (SKIPPED: there is none on this machine)", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "keepsake-stamps-"));
    tsa = makeTsa(folder, { name: "Test TSA" });
    served = await serveTsa(tsa);
    extension = await permitted(ensureBuilt("firefox"), ["http://127.0.0.1/*"]);
    stage = await openFirefox(undefined, extension);
  });
  afterAll(async () => {
    await stage?.close();
    await served?.close();
    await Promise.all([folder, extension].map((path) => path && rm(path, { recursive: true })));
  });

  it("asks nobody until it is on; then a capture is stamped, and the bundle says before when it existed", async () => {
    const [post] = POSTS;
    if (!post) throw new Error("the demo lost its posts");
    const url = permalink(post);
    const page = await stage.browser.newPage();
    await page.goto(url, { waitUntil: "load" });
    await stage.pressToolbar(page);
    const order = { kind: "page/capture", request: { target: "page", trigger: "tool" } };
    const { captureId } = opened(
      await until("the capture", () =>
        stage
          .run<Envelope<CaptureResult>>(
            `browser.tabs.query({}).then((tabs) => tabs.find((tab) => tab.url === ${JSON.stringify(url)})).then((tab) => browser.tabs.sendMessage(tab.id, ${JSON.stringify(order)}, { frameId: 0 })).catch(() => null)`,
          )
          .then((given) => given ?? undefined),
      ),
    );
    await toBackground("stamps/ask", {});
    expect(served.queries).toEqual([]);
    const authorities = [{ url: served.url, root: tsa.rootPem }];
    await toBackground("stamps/write", { on: true, authorities });
    await toBackground("stamps/ask", {});
    expect(served.queries).toHaveLength(1);
    expect(served.queries[0]?.headers.cookie).toBeUndefined();
    expect(served.queries[0]?.headers.origin).toBeUndefined();

    const { jobIds } = await toBackground<{ jobIds: string[] }>("export/start", { captureIds: [captureId] });
    const [jobId = ""] = jobIds;
    const state = await until("the export", async () => {
      const now = await toBackground<ExportState>("export/state", { jobId });
      return (now.stage === "done" || now.stage === "failed") && now;
    });
    const report = await verifyWith(await stage.download(state.doneBytes), tsa.rootPem);
    expect(report.verdict).toBe("intact");
    expect(report.shown?.captures.map(({ before }) => typeof before)).toEqual(["string"]);
    expect(report.shown?.stamps.map(({ subject, trusted }) => [subject, trusted])).toEqual([
      ["manifest", true],
      ["checkpoint", true],
    ]);
  });
});

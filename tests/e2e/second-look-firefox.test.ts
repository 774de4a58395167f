/** Second looks in Firefox, where the background page itself asks and parses. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaptureResult } from "../../lib/extension/messages.ts";
import type { LookRow } from "../../lib/vault/database.ts";
import { POSTS, permalink } from "../demo/facebook/posts.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { type FirefoxStage, openFirefox } from "../drive/firefox.ts";
import { rowsIn } from "../drive/raw-rows.ts";
import { until } from "../drive/waiting.ts";

const firefox = findFirefox();
let stage: FirefoxStage;

describe.skipIf(!firefox)(firefox ? "Firefox" : "Firefox (SKIPPED: there is none on this machine)", () => {
  beforeAll(async () => {
    stage = await openFirefox();
  });
  afterAll(() => stage?.close());

  it("looks again with the login and as nobody, and seals both", async () => {
    const [post] = POSTS;
    if (!post) throw new Error("the demo lost its posts");
    const url = permalink(post);
    const wish = { kind: "settings/write", request: { secondLook: true } };
    await stage.run(`browser.runtime.sendMessage(${JSON.stringify(wish)})`);
    const page = await stage.browser.newPage();
    await page.goto(url, { waitUntil: "load" });
    await stage.pressToolbar(page);
    const order = { kind: "page/capture", request: { target: "page", trigger: "tool" } };
    const result = await until("the capture", () =>
      stage
        .run<{ ok: boolean; value: CaptureResult } | null>(
          `browser.tabs.query({}).then((tabs) => tabs.find((tab) => tab.url === ${JSON.stringify(url)})).then((tab) => browser.tabs.sendMessage(tab.id, ${JSON.stringify(order)}, { frameId: 0 })).catch(() => null)`,
        )
        .then((given) => given ?? undefined),
    );
    expect(result.ok).toBe(true);
    const looks = await until("the second looks", async () => {
      const rows = ((await rowsIn(stage, ["looks"])).rows.looks as unknown as LookRow[]).filter(
        (row) => row.of === result.value.captureId,
      );
      return rows.length === 2 && rows.every(({ state }) => state !== "waiting") && rows;
    });
    expect(looks.map(({ state }) => state)).toEqual(["kept", "kept"]);
    const asked = stage.served.requests.filter(
      (request) => request.url === url && request.headers["sec-fetch-dest"] === "empty",
    );
    expect(asked).toHaveLength(2);
    expect(asked[0]?.headers.cookie).toContain("c_user=");
    expect(asked[1]?.headers.cookie).toBeUndefined();
    expect(asked.every(({ headers }) => headers.referer === undefined)).toBe(true);
    // each installation has an address of its own: told, it would tie all that one person asks together
    for (const { url: of, headers } of stage.served.requests)
      expect(`${of} ${headers.origin ?? ""}`).not.toContain("moz-extension:");
  });
});

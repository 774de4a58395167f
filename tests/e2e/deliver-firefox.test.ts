/** From the witness to the desk in Firefox, where the background page itself encrypts and sends. */
import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageSurvey } from "../../lib/extension/messages.ts";
import type { Parcel } from "../../lib/extension/parcel-messages.ts";
import { FEED_URL } from "../demo/pages.ts";
import { demoAnswer } from "../demo/site.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { makeDesk, type PartnerDesk, runPartner } from "../drive/desk.ts";
import { type FirefoxStage, openFirefox } from "../drive/firefox.ts";
import { INTAKE, INTAKE_HOST, type Intake, makeIntake } from "../drive/intake.ts";
import { until } from "../drive/waiting.ts";

const firefox = findFirefox();
let folder: string;
let desk: PartnerDesk;
let intake: Intake;
let stage: FirefoxStage;

type Envelope<T> = { ok: true; value: T } | { ok: false; fault: { code: string; detail?: string } } | null;
function opened<T>(envelope: Envelope<T>): T {
  if (!envelope?.ok) throw new Error(`fault: ${JSON.stringify(envelope?.fault)}`);
  return envelope.value;
}
const ask = async <T>(kind: string, request: object) =>
  opened(await stage.run<Envelope<T>>(`browser.runtime.sendMessage(${JSON.stringify({ kind, request })})`));
const toTab = <T>(kind: string, request: object) =>
  stage.run<Envelope<T>>(
    `browser.tabs.query({}).then((tabs) => tabs.find((tab) => tab.url === ${JSON.stringify(FEED_URL)})).then((tab) => browser.tabs.sendMessage(tab.id, ${JSON.stringify({ kind, request })}, { frameId: 0 })).catch(() => null)`,
  );
const parcel = async (): Promise<Parcel> => {
  const [first] = (await ask<{ parcels: Parcel[] }>("parcel/list", {})).parcels;
  if (!first) throw new Error("no parcel");
  return first;
};

describe.skipIf(!firefox)(firefox ? "Firefox" : "Firefox (SKIPPED: there is none on this machine)", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "keepsake-deliver-firefox-"));
    mkdirSync(join(folder, "store"));
    desk = makeDesk(folder, INTAKE);
    intake = makeIntake(join(folder, "store"), desk.receiptKey);
    await intake.start();
    stage = await openFirefox((url, request) =>
      url.hostname === INTAKE_HOST ? intake.answer(request) : demoAnswer(url),
    );
  });
  afterAll(async () => {
    await stage?.close();
    await intake?.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("encrypts, sends without saying from which installation, gets a receipt; the desk opens and verifies", async () => {
    const page = await stage.browser.newPage();
    await page.goto(FEED_URL, { waitUntil: "load" });
    const survey = await until(
      "the content script",
      async () => (await toTab<PageSurvey>("page/survey", {})) ?? undefined,
    );
    const key = opened(survey).posts[0]?.key;
    const { captureId } = opened(
      await toTab<{ captureId: string }>("page/capture", { target: "key", key, trigger: "button" }),
    );
    const { partnerId } = await ask<{ partnerId: string }>("partner/keep", {
      file: desk.profile,
      confirmed: null,
    });
    await ask("parcel/start", { partnerId, captureIds: [captureId], how: "send" });
    const delivered = await until(
      "the receipt",
      async () => {
        const now = await parcel();
        return now.state === "delivered" ? now : undefined;
      },
      60,
    );
    expect(delivered.receipt).toMatchObject({ opened: false });
    const file = intake.files()[0]?.path ?? "";
    const at = ["--identity", desk.identity, "--out", join(folder, "inbox")];
    expect(runPartner("open", file, ...at)).toMatchObject({
      exit: 0,
      output: expect.stringContaining("INTACT"),
    });
    const sends = stage.served.requests.filter(({ url }) => new URL(url).hostname === INTAKE_HOST);
    // Firefox would state an address that is this installation's alone.
    for (const { headers } of sends) expect(headers.origin).toBe("null");
    for (const { headers } of sends)
      for (const name of ["upload-metadata", "cookie", "referer"]) expect(headers).not.toHaveProperty(name);
  });
});

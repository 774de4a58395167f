/** From the witness to the desk in Firefox, where the background page itself encrypts and sends. */
import { mkdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageSurvey } from "../../lib/extension/messages.ts";
import type { Parcel } from "../../lib/extension/parcel-messages.ts";
import { FEED_URL } from "../demo/pages.ts";
import { demoAnswer } from "../demo/site.ts";
import { findFirefox } from "../drive/browsers.mjs";
import { makeDesk, type PartnerDesk, runPartner } from "../drive/desk.ts";
import { type FirefoxStage, openFirefox } from "../drive/firefox.ts";
import { inWindow } from "../drive/firefox-window.ts";
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
/** The newest parcel, as soon as it is so. */
const parcelThat = (is: (parcel: Parcel) => boolean, what: string): Promise<Parcel> =>
  until(
    what,
    async () => {
      const last = (await ask<{ parcels: Parcel[] }>("parcel/list", {})).parcels.at(-1);
      return last && is(last) ? last : undefined;
    },
    60,
  );
/** The driver lets every certificate pass; a person's Firefox does not. */
const trusting = (every: boolean) =>
  inWindow(
    stage.browser,
    `Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService)
      .setDisableAllSecurityChecksAndLetAttackersInterceptMyData(${every});`,
  );
const sends = () => stage.served.requests.filter(({ url }) => new URL(url).hostname === INTAKE_HOST);
let captureId = "";
let partnerId = "";

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

  it("sends nothing to a server with another certificate; the file is made, kept, and tried again", async () => {
    const page = await stage.browser.newPage();
    await page.goto(FEED_URL, { waitUntil: "load" });
    const survey = await until(
      "the content script",
      async () => (await toTab<PageSurvey>("page/survey", {})) ?? undefined,
    );
    const key = opened(survey).posts[0]?.key;
    const target = { target: "key", key, trigger: "button" };
    captureId = opened(await toTab<{ captureId: string }>("page/capture", target)).captureId;
    const kept = await ask<{ partnerId: string }>("partner/keep", { file: desk.profile, confirmed: null });
    partnerId = kept.partnerId;
    await trusting(false);
    await ask("parcel/start", { partnerId, captureIds: [captureId], how: "send" });
    const held = await parcelThat(({ fault }) => fault !== undefined, "a try that failed");
    expect(held).toMatchObject({ state: "ready", fault: { code: "send-unreachable" }, sent: 0 });
    expect(held.notBefore).not.toBeNull();
    expect(sends()).toEqual([]);
  });

  it("sends without saying from which installation, gets a receipt; the desk opens and verifies", async () => {
    await trusting(true);
    await ask("parcel/now", {});
    const delivered = await parcelThat(({ state }) => state === "delivered", "the receipt");
    expect(delivered.receipt).toMatchObject({ opened: false });
    const file = intake.files()[0]?.path ?? "";
    const at = ["--identity", desk.identity, "--out", join(folder, "inbox")];
    expect(runPartner("open", file, ...at)).toMatchObject({
      exit: 0,
      output: expect.stringContaining("INTACT"),
    });
    expect(sends().length).toBeGreaterThan(2);
    // Firefox would state an address that is this installation's alone.
    for (const { headers } of sends()) expect(headers.origin).toBe("null");
    for (const { headers } of sends())
      for (const name of ["upload-metadata", "cookie", "referer"]) expect(headers).not.toHaveProperty(name);
  });

  it("saves to be passed on by hand; the desk's receipt for the file makes it delivered", async () => {
    const before = sends().length;
    await ask("parcel/start", { partnerId, captureIds: [captureId], how: "save" });
    const saved = await parcelThat(({ how, state }) => how === "save" && state === "saved", "the file");
    const file = await stage.download(saved.bytes);
    expect(basename(file)).toBe(saved.fileName);
    const at = ["--identity", desk.identity, "--out", join(folder, "by-hand")];
    expect(runPartner("open", file, ...at).exit).toBe(0);
    expect(runPartner("receipt", file, "--receipt-key", desk.receiptKey).exit).toBe(0);
    await ask("parcel/receipt", { receipt: readFileSync(`${file}.receipt.json`, "utf8") });
    await parcelThat(({ state }) => state === "delivered", "the receipt handed in");
    expect(sends()).toHaveLength(before);
  });
});

/**
 * From the witness to the desk in a real browser: captured, encrypted, sent to a running intake while the browser is killed
 * three times and the intake twice and the machine sleeps, received byte by byte, opened, verified, replayed.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Parcel } from "../../lib/extension/parcel-messages.ts";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { DEMO_HOSTS, demoAnswer } from "../demo/site.ts";
import { capture, openPage } from "../drive/act.ts";
import { openBundle } from "../drive/bundle-file.ts";
import { makeDesk, type PartnerDesk, runPartner } from "../drive/desk.ts";
import { findOnDisk } from "../drive/disk.ts";
import { INTAKE, INTAKE_HOST, type Intake, makeIntake } from "../drive/intake.ts";
import { asleep, killStage } from "../drive/kill.ts";
import { inReplay } from "../drive/replay.ts";
import { askBackground } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";

const [post] = POSTS;
if (!post) throw new Error("the demo lost its posts");
const TEXT = post.text.slice(0, 40).split("\n")[0] ?? "";
let folder: string;
let profile: string;
let desk: PartnerDesk;
let intake: Intake;
let stage: Stage;
const asked: { url: string; headers: Record<string, string | string[] | undefined> }[] = [];

const open = async () => {
  stage = await openStage({ profile, hosts: [...DEMO_HOSTS, INTAKE_HOST] }, (url, request) =>
    url.hostname === INTAKE_HOST ? intake.answer(request) : demoAnswer(url),
  );
};
const kill = async () => {
  asked.push(...stage.served.requests);
  await killStage(stage);
};
const parcel = async (): Promise<Parcel> => {
  const [first] = (await askBackground(stage.own, "parcel/list", {})).parcels;
  if (!first) throw new Error("no parcel");
  return first;
};
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
/** Of the encrypted file as it lies in the extension's file system; null: none is there. */
const waiting = () =>
  stage.own.run<string | null>(`(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("parcels", { create: true });
    for await (const handle of folder.values()) {
      const bytes = await (await handle.getFile()).arrayBuffer();
      return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }
    return null;
  })()`);
const arrivedBytes = () => intake.files()[0]?.bytes ?? 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keepsake-deliver-"));
  profile = join(folder, "browser");
  mkdirSync(join(folder, "store"));
  desk = makeDesk(folder, INTAKE);
  intake = makeIntake(join(folder, "store"), desk.receiptKey);
  await open();
});
afterAll(async () => {
  await stage?.close();
  await intake?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

let captureId = "";
let digest = "";

it("encrypts a capture, with nothing in clear on the disk, and waits while the intake is down", async () => {
  const anew = stage.own.page.waitForEvent("load");
  await stage.own.run(
    `void chrome.runtime.sendMessage({ kind: "vault/protect", request: { passphrase: null } })`,
  );
  await anew;
  captureId = (await capture(stage, await openPage(stage, FEED_URL), TEXT)).captureId;
  const { partnerId } = await askBackground(stage.own, "partner/keep", {
    file: desk.profile,
    confirmed: null,
  });
  await askBackground(stage.own, "parcel/start", { partnerId, captureIds: [captureId], how: "send" });
  const held = await until("a try that failed", async () => {
    const now = await parcel();
    return now.state === "ready" && now.fault ? now : undefined;
  });
  expect(held).toMatchObject({ fault: { code: "send-unreachable" }, sent: 0, captures: 1 });
  expect(held.fileName).toMatch(/^bundle-[0-9a-f]{8}\.wacz\.age$/);
  digest = (await waiting()) ?? "";
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  // Slow enough for whatever happens on the way.
  const limit = Math.ceil(held.bytes / 12);
  await askBackground(stage.own, "parcel/limit", { parcelId: held.id, limit });
  expect(await stage.own.run<number>("chrome.downloads.search({}).then((items) => items.length)")).toBe(0);
});

it("gets there whole, though the browser is killed three times and the intake twice, and the line is another after a sleep", async () => {
  await intake.start();
  const { bytes } = await parcel();
  const after = (share: number) =>
    until(`${share} of the file`, async () => arrivedBytes() >= bytes * share, 60);
  for (const [share, who] of [
    [0.1, "browser"],
    [0.25, "intake"],
    [0.4, "browser"],
    [0.55, "intake"],
    [0.7, "browser"],
    [0.85, "sleep"],
  ] as const) {
    await after(share);
    expect(arrivedBytes()).toBeLessThan(bytes);
    if (who === "browser") {
      await kill();
      await open();
    } else {
      const newLine = async () => {
        await intake.kill();
        await intake.start();
      };
      await (who === "sleep" ? asleep(stage, newLine) : newLine());
    }
  }
  const delivered = await until(
    "the receipt",
    async () => {
      const now = await parcel();
      return now.state === "delivered" ? now : undefined;
    },
    60,
  );
  expect(delivered).toMatchObject({ sent: bytes, receipt: { opened: false }, captures: 1 });
  expect(intake.files()).toHaveLength(1);
  expect(sha256(readFileSync(intake.files()[0]?.path ?? ""))).toBe(digest);
  expect(await waiting()).toBeNull();
});

it("says nothing but a length on the way, and nothing of it lies in clear in the browser's profile", () => {
  asked.push(...stage.served.requests);
  const sends = asked.filter(({ url }) => new URL(url).hostname === INTAKE_HOST);
  expect(sends.length).toBeGreaterThan(8);
  for (const { headers } of sends) {
    expect(headers).not.toHaveProperty("upload-metadata");
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("referer");
    // That of an extension loaded from a folder follows from the folder's name.
    expect(headers.origin).toBe("null");
  }
  // Every other address is one of the demo's pages: nothing else was asked.
  const others = asked.map(({ url }) => new URL(url).hostname).filter((host) => host !== INTAKE_HOST);
  expect(others.filter((host) => /intake|\.age|partner/.test(host))).toEqual([]);
  expect(findOnDisk(profile, [TEXT, "datapackage-digest.json", INTAKE_HOST])).toEqual([]);
});

it("is opened, verified and replayed at the desk; the log of the case tells of sending and receipt", async () => {
  await stage.own.page.goto(`${stage.own.page.url().split("#")[0]}#/history/default`);
  await until("the log", async () => {
    const text = await stage.own.page.locator("main").textContent();
    return text?.includes("biên nhận");
  });
  const file = intake.files()[0]?.path ?? "";
  const opened = runPartner("open", file, "--identity", desk.identity, "--out", join(folder, "inbox"));
  expect(opened).toMatchObject({ exit: 0, output: expect.stringContaining("INTACT") });
  const bundle = /\S+\.wacz(?!\.age)/.exec(opened.output)?.[0] ?? "";
  expect(runVerifier(bundle).exit).toBe(0);
  const { captures } = await openBundle(bundle);
  const permalink = captures[0]?.statement.extraction.subject?.permalink?.value ?? "";
  await stage.close();
  await inReplay(bundle, permalink, (page) => page.getByText(TEXT).first().waitFor({ timeout: 60_000 }));
});

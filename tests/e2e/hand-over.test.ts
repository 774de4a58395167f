/** A partner taken in from pictures of QR codes, a hand-over looked at, one name withheld, saved, opened at the desk, and receipted. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { encryptTo } from "../../lib/bundle/encrypt.ts";
import { FEED_URL } from "../demo/pages.ts";
import { PEOPLE } from "../demo/people.ts";
import { capture, openPage } from "../drive/act.ts";
import { checkScreen } from "../drive/axe.ts";
import { makeDesk, type PartnerDesk, runPartner } from "../drive/desk.ts";
import { newestDownload } from "../drive/exporting.ts";
import { TEST_OUT } from "../drive/paths.ts";
import { askBackground } from "../drive/speak.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";

const TEXT = "Nước đoạn hạ lưu cống xả đổi màu từ sáng thứ Ba.";
const OUT = join(TEST_OUT, "hand-over");
let folder = "";
let stage: Stage;
let desk: PartnerDesk;
let page: Page;

const word = (key: Parameters<typeof wordOf>[1]) => wordOf("vi", key);
const goTo = async (room: string) => {
  await page.goto("about:blank");
  await page.goto(`${ownUrl(stage.session)}archive.html${room}`);
  await page.locator("main h1:visible").first().waitFor();
};
/** As it is on a phone, in light and dark: no rule broken, nothing wider than the screen. */
const look = async (name: string) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await checkScreen(page);
    await page.screenshot({ path: join(OUT, `${name}-${colorScheme}.png`), fullPage: true });
  }
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keepsake-hand-over-"));
  await mkdir(OUT, { recursive: true });
  desk = makeDesk(folder, "https://intake.example/files");
  const shown = runPartner("show", join(folder, "desk/profile.json"), "--qr", join(folder, "qr"));
  expect(shown.exit, shown.output).toBe(0);
  stage = await openStage();
  const feed = await openPage(stage, FEED_URL);
  await capture(stage, feed, TEXT);
  page = await stage.session.context.newPage();
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

it("a profile comes in from pictures of its QR codes, and is compared by its fingerprint", async () => {
  await goTo("#/partners");
  const codes = readdirSync(join(folder, "qr"));
  expect(codes.length).toBeGreaterThan(1);
  const files = page.locator("input[type=file]");
  await files.setInputFiles(join(folder, "qr", codes[0] ?? ""));
  await page.getByText(word("fault.profile_parts")).waitFor();
  await files.setInputFiles(codes.map((name) => join(folder, "qr", name)));
  const offer = page.locator(".partner-offer");
  await offer.waitFor();
  const { keyId } = JSON.parse(desk.profile) as { keyId: string };
  const hex = ((await offer.locator(".fingerprint code").textContent()) ?? "").replaceAll(" ", "");
  expect(`sha256:${hex}`).toBe(keyId);
  await look("offer");
  await offer.getByRole("button", { name: word("partner.keep") }).click();
  const partner = page.locator("li.partner");
  await partner.getByText(word("partner.not_compared")).first().waitFor();
  await partner.locator("summary").first().click();
  await partner.getByLabel(word("partner.compared")).check();
  await partner.locator(".mark-done").waitFor();
  await look("partner");
});

it("what leaves is shown, a name is withheld, and the saved file opens at the desk alone", async () => {
  await goTo("#/hand-over");
  await look("what");
  await page.getByRole("button", { name: word("hand.see") }).click();
  const names = page.locator(".hand-names");
  await names.getByText(PEOPLE.songMoi.name).waitFor();
  await page.getByText(word("hand.gate_clear")).waitFor();
  await look("leaves");
  await page.getByRole("button", { name: word("hand.leave_out") }).click();
  await page.locator('input[data-path="extraction/author"]').check();
  await page.getByLabel(word("hand.own_key")).check();
  await page.getByText(word("hand.no_names")).waitFor();
  const save = page.getByRole("button", { name: word("hand.save") });
  await until("the choice", async () => (await save.isEnabled()) || undefined);
  await save.click();
  await page.locator(".banner-done").waitFor();
  await look("saved");

  const [parcel] = (await askBackground(stage.own, "parcel/list", {})).parcels;
  expect(parcel).toMatchObject({ state: "saved", how: "save", captures: 1 });
  expect(parcel?.fileName).toMatch(/^bundle-[0-9a-f]{8}\.wacz\.age$/);
  const file = await newestDownload(stage.own, parcel?.bytes);
  expect(readFileSync(file).subarray(0, 21).toString()).toBe("age-encryption.org/v1");
  const inbox = join(folder, "inbox");
  const keys = ["--identity", desk.identity, "--receipt-key", desk.receiptKey];
  const opened = runPartner("open", file, ...keys, "--out", inbox, "--lang", "en");
  expect(opened.exit, opened.output).toBe(0);
  expect(opened.output).not.toContain(PEOPLE.songMoi.name);
  const escrow = join(folder, "desk/escrow-identity.txt");
  const byEscrow = runPartner("open", file, "--identity", escrow, "--out", join(folder, "escrow"));
  expect(byEscrow.exit, byEscrow.output).toBe(0);

  const receipts = readdirSync(inbox, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".receipt.json"),
  );
  const receipt = readFileSync(join(inbox, receipts[0] ?? ""), "utf8");
  await askBackground(stage.own, "parcel/receipt", { receipt });
  expect((await askBackground(stage.own, "parcel/list", {})).parcels[0]?.state).toBe("delivered");
});

it("encrypted to the vault's own key too, the archive's verifier opens it; a file for others alone it does not", async () => {
  const [parcel] = (await askBackground(stage.own, "parcel/list", {})).parcels;
  const file = await newestDownload(stage.own, parcel?.bytes);
  const own = join(folder, "own.wacz.age");
  copyFileSync(file, own);
  const foreign = join(folder, "foreign.wacz.age");
  const identity = await identityToRecipient(await generateX25519Identity());
  const { stream } = await encryptTo([identity], new Blob(["x"]).stream());
  writeFileSync(
    foreign,
    new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer()),
  );
  await goTo("#/verify");
  await page.locator(".drop input").setInputFiles([own, foreign]);
  await page.locator('.file-report[data-verdict="intact"]').waitFor();
  await page.getByText(word("fault.not_for_us")).waitFor();
});

it("what was handed over is not new any more; what comes after it is", async () => {
  await goTo("#/hand-over");
  const fresh = page.locator(".hand-what fieldset").nth(1).locator("label").first();
  await fresh.getByText(/không có/).waitFor();
  expect(await page.getByRole("button", { name: word("hand.see") }).isDisabled()).toBe(true);
  const feed = await openPage(stage, FEED_URL);
  await capture(stage, feed, TEXT);
  await fresh.getByText(/1 bản lưu/).waitFor();
});

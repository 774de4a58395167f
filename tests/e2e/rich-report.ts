/** A bundle with something of everything, looked at in a face of the verifier, and as it comes on paper. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { checkFiles, readReports, type Said } from "../drive/verifier-page.ts";
import { NOTE, richBundle } from "../fixtures/rich.ts";
import { makeTsa } from "../fixtures/tsa.ts";

/** Stamps count only by the reader's roots; the derived picture is named as one; nothing that can only be pressed is printed. */
export async function showsEverything(page: Page): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "keepsake-rich-"));
  const tsa = makeTsa(folder, { name: "Clock" });
  const bytes = await richBundle([tsa]);
  rmSync(folder, { recursive: true });
  const [before] = await checkFiles(page, [{ name: "rich.wacz", bytes }]);
  expect(before).toMatchObject({ verdict: "intact", grades: { before: "before-none" } });
  expect(await page.locator("[data-stamp=untrusted]").count()).toBe(2);
  await page.locator(".own-roots summary").click();
  await page.locator(".own-roots textarea").fill(tsa.rootPem);
  await page.locator("[data-stamp=trusted]").nth(1).waitFor();
  const [after] = await page.evaluate<Said[]>(readReports);
  expect(after?.grades).toMatchObject({
    before: "before-holds",
    log: "log-anchored",
    withheld: "withheld-some",
  });
  expect(await page.locator(".redacted").textContent()).toMatch(/3 .*1 /);
  await page.locator("[data-derived]").scrollIntoViewIfNeeded();
  await page.locator("[data-derived] img").waitFor();
  const drawn = `document.querySelector("[data-derived] img").decode().then(() => document.querySelector("[data-derived] img").naturalWidth)`;
  expect(await page.evaluate(drawn)).toBe(640);
  expect(await page.locator(".witness-note .words").textContent()).toBe(NOTE);
  expect(await page.locator("[data-act]").count()).toBe(8);
  expect(await page.locator(".second-look").count()).toBe(1);
  await page.emulateMedia({ media: "print" });
  for (const pressed of [".drop", ".own-roots", ".known-keys", "[data-page]", ".file-report > .buttons"])
    expect(await page.locator(pressed).first().isVisible(), pressed).toBe(false);
  for (const told of [".not-shown", ".stamps", ".redacted", ".witness-note"])
    expect(await page.locator(told).first().isVisible(), told).toBe(true);
}

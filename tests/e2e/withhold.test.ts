/** Withholding as a person does it: a commenter, and a part of the picture, leave the file; everything else still verifies. */
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POSTS } from "../demo/facebook/posts.ts";
import { FEED_URL } from "../demo/pages.ts";
import { bundleOf, capture, openPage } from "../drive/act.ts";
import { openBundle } from "../drive/bundle-file.ts";
import { newestDownload } from "../drive/exporting.ts";
import { TEST_OUT } from "../drive/paths.ts";
import { countPixels } from "../drive/pixels.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { ownUrl } from "../drive/targets.ts";
import { runVerifier } from "../drive/verifier.ts";
import { until } from "../drive/waiting.ts";
import { wordOf } from "../drive/words.ts";
import { tracesIn } from "../fixtures/traces.ts";

const folder = mkdtempSync(join(tmpdir(), "keepsake-e2e-withhold-"));
const shots = join(TEST_OUT, "withhold");
const post = POSTS.find(({ comments }) => (comments?.length ?? 0) > 1);
const commenter = post?.comments?.[0];
let stage: Stage;
let id = "";
beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  stage = await openStage();
  const feed = await openPage(stage, FEED_URL);
  id = (await capture(stage, feed, post?.text.slice(0, 40) ?? "")).captureId;
});
afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

it("a commenter and a part of the picture are withheld; the file verifies, says so, and holds no trace of them", async () => {
  if (!commenter) throw new Error("no commenter");
  const whole = await bundleOf(stage, [id]);
  const statement = whole.captures[0]?.statement;
  const index =
    statement?.extraction.comments.findIndex(({ author }) => author.name?.value === commenter.author) ?? -1;
  expect(index).toBeGreaterThanOrEqual(0);
  const original = statement?.artefacts.find(({ name }) => name === "picture.png");
  const painted = whole.artefact(original?.sha256 ?? "");
  if (!painted) throw new Error("no picture");

  const page = await stage.session.context.newPage();
  await page.goto(`${ownUrl(stage.session)}archive.html#/capture/${id}`);
  await page.getByRole("link", { name: wordOf("vi", "withhold.open") }).click();
  await page.locator(`[data-path="comment/${index}"]`).check();
  // the name stands elsewhere too: those parts are ticked as well
  for (const path of ["artefact/dom.html", "artefact/text.txt", "artefact/picture.png"])
    await until(path, async () => (await page.locator(`[data-path="${path}"]`).isChecked()) || undefined);

  await page
    .getByRole("button", { name: wordOf("vi", "withhold.black") })
    .first()
    .click();
  const sheet = page.locator(".blackout-sheet");
  await sheet.locator("img").waitFor();
  await sheet.scrollIntoViewIfNeeded();
  const box = await sheet.boundingBox();
  if (!box) throw new Error("no sheet");
  await page.mouse.move(box.x + 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height * 0.7, { steps: 4 });
  await page.mouse.up();
  // and one by keys: placed, moved, made larger; a third is removed again
  await page.getByRole("button", { name: wordOf("vi", "withhold.add") }).click();
  const regions = page.locator(".blackout-region");
  await regions.nth(1).focus();
  for (const key of ["ArrowDown", "Shift+ArrowRight", "Alt+ArrowLeft"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: wordOf("vi", "withhold.add") }).click();
  await regions.nth(2).focus();
  await page.keyboard.press("Delete");
  expect(await regions.count()).toBe(2);
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [360, 1100]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: join(shots, `choose-${colorScheme}-${width}.png`), fullPage: true });
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    }

  await page.getByRole("button", { name: wordOf("vi", "withhold.preview") }).click();
  await page.locator(".preview img").first().waitFor();
  expect(await page.locator(".preview").textContent()).not.toContain(commenter.author);
  for (const width of [360, 1100]) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: join(shots, `preview-${width}.png`), fullPage: true });
  }
  await page.locator("button.primary").click();
  await page.locator(".banner-done").waitFor({ timeout: 60_000 });

  const file = join(folder, "withheld.wacz");
  await writeFile(file, await readFile(await newestDownload(stage.own)));
  const { exit, output } = runVerifier(file, "--json");
  const report = JSON.parse(output);
  expect(report.findings.filter(({ severity }: { severity: string }) => severity === "flaw")).toEqual([]);
  expect(exit).toBe(0);
  const { redaction, withheld } = report.shown;
  expect(redaction).toMatchObject({ packagedBy: "case", withheld, derived: [{ record: id, by: "case" }] });
  expect(redaction.derived[0].regions).toHaveLength(2);
  expect(runVerifier(file, "--lang", "vi").output).toMatch(new RegExp(`${withheld} phần`));

  const bytes = new Uint8Array(await readFile(file));
  const secrets = {
    words: [commenter.author, commenter.vanity, commenter.text.slice(0, 24)],
    files: [painted],
  };
  expect(await tracesIn(bytes, secrets)).toEqual([]);

  const opened = await openBundle(file);
  const log = String(opened.files.get("custody/log.jsonl")).trim().split("\n");
  expect(JSON.parse(log.at(-1) ?? "")).toMatchObject({ type: "exported", detail: { withheld } });
  const black = opened.artefact(redaction.derived[0].sha256);
  if (!black) throw new Error("no derived picture");
  const area = redaction.derived[0].regions.reduce(
    (sum: number, { width, height }: { width: number; height: number }) => sum + width * height,
    0,
  );
  // the browser decodes it, and sees the black where it was drawn
  expect(await countPixels(stage.own, black, "#000000")).toBeGreaterThan(area * 0.5);
  await page.close();
});

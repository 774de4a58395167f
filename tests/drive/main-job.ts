/** The main job, clicked by this script: capture a post, a blocked video and a removed post; export; verify; show. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { REMOVED_URL } from "../demo/facebook/pages.ts";
import { FEED_URL } from "../demo/pages.ts";
import { PEOPLE } from "../demo/people.ts";
import { VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { openBundle } from "./bundle-file.ts";
import { pressCaptureButton } from "./button.ts";
import { exportTo } from "./exporting.ts";
import { type Kept, keptIn, nextKept } from "./kept.ts";
import { DEMO_OUT } from "./paths.ts";
import { openPopup } from "./popup.ts";
import { takeScreenshots } from "./screenshots.ts";
import { ensureSingleFile } from "./single-file.ts";
import { openStage, type Stage } from "./stage.ts";
import { grantActiveTab, ownUrl } from "./targets.ts";
import { runVerifier } from "./verifier.ts";
import { checkFiles } from "./verifier-page.ts";
import { wordOf } from "./words.ts";

const say = (line: string) => console.log(`· ${line}`);

/** A post of the feed, by its button in the page. The toolbar was pressed before, so that painted pixels can be had. */
async function capturePost({ session, own }: Stage, before: Kept): Promise<string> {
  const page = await session.context.newPage();
  await page.goto(FEED_URL);
  await grantActiveTab(session, page);
  await page.getByText("Nước đoạn hạ lưu cống xả").scrollIntoViewIfNeeded();
  await pressCaptureButton(page, PEOPLE.songMoi.name, wordOf("vi", "page.keepBy").split("$1")[0] ?? "");
  const id = await nextKept(own, before);
  await page.screenshot({ path: join(DEMO_OUT, "button-vi.png") });
  await page.close();
  return id;
}

/** A whole page, from the popup. */
async function capturePage({ session, own }: Stage, before: Kept, url: string): Promise<string> {
  const page = await session.context.newPage();
  await page.goto(url);
  const popup = await openPopup(session, page);
  await popup.press(wordOf("vi", "popup.capture_page"));
  const id = await nextKept(own, before);
  await popup.close();
  await page.close();
  return id;
}

/** The archive's verify page, with the bundle looked at. */
async function screenshotVerifier({ session }: Stage, bundle: string, lang: "vi" | "en"): Promise<void> {
  const page = await session.context.newPage();
  await page.goto(`${ownUrl(session)}archive.html#/verify`);
  await checkFiles(page, [{ name: basename(bundle), bytes: await readFile(bundle) }]);
  await page.locator(".capture .words").first().waitFor();
  // Pictures are opened as they come near the window: so it is as tall as all of them.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 1280, height });
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".capture .picture")].every(
      (box) => box.querySelector("img")?.complete ?? box.querySelector(".quiet"),
    ),
  );
  await page.screenshot({ path: join(DEMO_OUT, `verify-${lang}.png`), fullPage: true });
  await page.close();
}

/** Writes each capture's picture, so that a person can look at it. */
async function writePictures(file: string): Promise<void> {
  const bundle = await openBundle(file);
  for (const { seq, statement } of bundle.captures) {
    const { extraction, artefacts } = statement;
    const picture = artefacts.find((artefact) => artefact.role.startsWith("picture"));
    const bytes = picture && bundle.artefact(picture.sha256);
    const name = `picture-${seq + 1}-${extraction.subject?.platform}-${extraction.subject?.kind}.png`;
    if (bytes) await writeFile(join(DEMO_OUT, name), bytes);
    const classes = extraction.notices.map((notice) => notice.class).join(", ");
    const words = extraction.text?.value ?? extraction.title?.value ?? "";
    const seen = [extraction.author?.name?.value, words.slice(0, 60), classes && `notice: ${classes}`];
    say(`kept: ${seen.filter(Boolean).join(" · ")} → ${bytes ? name : "no picture (the record says why)"}`);
  }
}

/** Without a choice of protection nothing outlives the browser, and it is opened twice here. The demo's data need no passphrase. */
async function keepUnprotected({ own }: Stage): Promise<void> {
  const anew = own.page.waitForEvent("load");
  const message = { kind: "vault/protect", request: { passphrase: null } };
  await own.run(`void chrome.runtime.sendMessage(${JSON.stringify(message)})`);
  await anew;
}

/** Captures, exports, shows; in Vietnamese. Gives the name of the bundle. */
async function keepAndExport(profile: string): Promise<string> {
  const stage = await openStage({ profile, lang: "vi" });
  try {
    await keepUnprotected(stage);
    say("a Facebook post, by its button in the page");
    const ids = [await capturePost(stage, await keptIn(stage.own))];
    say("a YouTube video blocked by country, from the popup");
    ids.push(await capturePage(stage, await keptIn(stage.own), watchUrl(VIDEOS.blocked)));
    say("a Facebook post that is gone, from the popup");
    ids.push(await capturePage(stage, await keptIn(stage.own), REMOVED_URL));
    say("export");
    const file = join(DEMO_OUT, "export.part");
    const name = await exportTo(stage.own, ids, file);
    await rename(file, join(DEMO_OUT, name));
    await takeScreenshots(stage, DEMO_OUT, "vi");
    await screenshotVerifier(stage, join(DEMO_OUT, name), "vi");
    return name;
  } finally {
    await stage.close();
  }
}

/** Does it all and leaves the results in `demo-out/`. Sets the exit code when the bundle is not intact. */
export async function runMainJob(): Promise<void> {
  await rm(DEMO_OUT, { recursive: true, force: true });
  await mkdir(DEMO_OUT, { recursive: true });
  const profile = await mkdtemp(join(tmpdir(), "keepsake-demo-"));
  try {
    const name = await keepAndExport(profile);
    say("screenshots of popup and archive, in Vietnamese and English");
    const english = await openStage({ profile, lang: "en" });
    const bundle = join(DEMO_OUT, name);
    try {
      await takeScreenshots(english, DEMO_OUT, "en");
      await screenshotVerifier(english, bundle, "en");
    } finally {
      await english.close();
    }
    await copyFile(await ensureSingleFile(), join(DEMO_OUT, "keepsake-verify.html"));
    await writePictures(bundle);
    const { exit, output } = runVerifier(bundle, "--lang", "en");
    await writeFile(join(DEMO_OUT, "verify.txt"), output);
    const verdict = ["intact", "flawed", "unreadable"][exit] ?? "could not run";
    say(`verifier: exit ${exit} (${verdict}), report in verify.txt`);
    if (exit !== 0) process.exitCode = 1;
    const from = relative(process.cwd(), DEMO_OUT) || ".";
    console.log(`\nMade in ${from}/: ${(await readdir(DEMO_OUT)).join(", ")}`);
    console.log(`Check the bundle yourself:  npm run verify -- ${join(from, name)}`);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

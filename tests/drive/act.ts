/** What end-to-end tests do again and again: open a demo page, ask for a capture, look at the sealed result. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { CaptureResult } from "../../lib/extension/messages.ts";
import type { Statement } from "../../lib/model/statement.ts";
import { type OpenedBundle, openBundle } from "./bundle-file.ts";
import { surveyOf } from "./capture-page.ts";
import { exportTo } from "./exporting.ts";
import { askTab, tabIdOf } from "./speak.ts";
import type { Stage } from "./stage.ts";
import { grantActiveTab } from "./targets.ts";

/** Opens a page in a new tab in front; with `painted`, as after a press on the toolbar button. */
export async function openPage(stage: Stage, url: string, painted = true): Promise<Page> {
  const page = await stage.session.context.newPage();
  await page.goto(url);
  if (painted) await grantActiveTab(stage.session, page);
  return page;
}

/** Asks for the post whose text begins so, or for the page. */
export async function capture(stage: Stage, page: Page, textStart: string | null): Promise<CaptureResult> {
  const tabId = await tabIdOf(stage.own, page.url());
  const { posts } = await surveyOf(stage.own, tabId);
  const post = posts.find((each) => textStart !== null && each.textStart?.startsWith(textStart));
  if (textStart !== null && !post) throw new Error(`no post begins with "${textStart}"`);
  await page.bringToFront();
  const target = post ? { target: "key" as const, key: post.key } : { target: "page" as const };
  return askTab(stage.own, tabId, "page/capture", { ...target, trigger: "tool" });
}

/** Exports captures and opens the bundle. @param keep path to keep the file at */
export async function bundleOf(stage: Stage, ids: string[], keep?: string): Promise<OpenedBundle> {
  const folder = await mkdtemp(join(tmpdir(), "keepsake-bundle-"));
  const file = keep ?? join(folder, "bundle.wacz");
  try {
    await exportTo(stage.own, ids, file);
    return await openBundle(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The one sealed statement of a capture. Everything was disclosed, so the part is the whole. */
export async function sealed(
  stage: Stage,
  id: string,
): Promise<{ statement: Statement; bundle: OpenedBundle }> {
  const bundle = await bundleOf(stage, [id]);
  const [opened] = bundle.captures;
  if (!opened) throw new Error("the bundle holds no capture");
  return { statement: opened.statement as Statement, bundle };
}

/** `picture` → its outcome's status and fault. */
export const outcomeOf = (statement: Statement, step: string) =>
  statement.outcomes
    .filter((outcome) => outcome.step === step)
    .map(({ status, fault }) => ({ status, fault }));

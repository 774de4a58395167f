/** Captures everything that Keepsake finds on one open page, as its popup would ask for it. */
import type { Page } from "playwright-core";
import type { PageSurvey } from "../../lib/extension/messages.ts";
import type { ChromiumSession } from "./chromium.ts";
import { askTab, type OwnPage, Refusal, tabIdOf } from "./speak.ts";
import { grantActiveTab } from "./targets.ts";
import { until } from "./waiting.ts";

/** Waits for the content script and asks what stands on the page. */
export async function surveyOf(own: OwnPage, tabId: number): Promise<PageSurvey> {
  return until("the page's survey", async () => {
    try {
      return await askTab(own, tabId, "page/survey", {});
    } catch (error) {
      if (error instanceof Refusal && error.code === "no-answer") return undefined;
      throw error;
    }
  });
}

/** Goes to `url`, waits until it stands, and gives painted pixels by the toolbar's gesture. */
export async function visit(session: ChromiumSession, page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "load", timeout: 30_000 });
  await grantActiveTab(session, page);
}

export interface Taken {
  survey: PageSurvey;
  /** Ids of the captures of posts, and of the page itself. */
  captureIds: string[];
  /** One sentence for each that could not be taken. */
  failed: string[];
}

/** Takes every post found; the page as a whole where there is none, or where it shows a notice no post carries. */
export async function takeAll(
  own: OwnPage,
  page: Page,
  skipPage: (survey: PageSurvey, ids: string[]) => Promise<boolean>,
): Promise<Taken> {
  const tabId = await tabIdOf(own, page.url());
  const survey = await surveyOf(own, tabId);
  const taken: Taken = { survey, captureIds: [], failed: [] };
  const take = async (target: "key" | "page", key?: string) => {
    try {
      await page.bringToFront();
      const request = { target, ...(key === undefined ? {} : { key }), trigger: "tool" as const };
      taken.captureIds.push((await askTab(own, tabId, "page/capture", request)).captureId);
    } catch (error) {
      taken.failed.push(`${key ?? "page"}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const post of survey.posts) await take("key", post.key);
  if (survey.posts.length === 0 || !(await skipPage(survey, taken.captureIds))) await take("page");
  return taken;
}

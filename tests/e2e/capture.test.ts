/** Captures on the demo pages in real Chromium: by every way a person has, of every kind of page. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BLOCKED_URL, REMOVED_URL } from "../demo/facebook/pages.ts";
import { POST_WITH_MISSING_PHOTO, POSTS, permalink } from "../demo/facebook/posts.ts";
import { BLOCK_AUTHORITY, BLOCK_TITLE, STUB_TITLE } from "../demo/facebook/stubs.ts";
import { FEED_URL } from "../demo/pages.ts";
import { PEOPLE } from "../demo/people.ts";
import { GEO_SUBREASON, TERMINATED_TEXT, TERMINATED_URL, VIDEOS, watchUrl } from "../demo/youtube/videos.ts";
import { capture, openPage, outcomeOf, sealed } from "../drive/act.ts";
import { pressCaptureButton } from "../drive/button.ts";
import { keptIn, nextKept } from "../drive/kept.ts";
import { openPopup } from "../drive/popup.ts";
import { openStage, type Stage } from "../drive/stage.ts";
import { wordOf } from "../drive/words.ts";

let stage: Stage;
const pages: Page[] = [];
const open = async (url: string, painted = true) => {
  const page = await openPage(stage, url, painted);
  pages.push(page);
  return page;
};
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const post = (start: string) => {
  const found = POSTS.find((each) => each.text.startsWith(start));
  if (!found) throw new Error(start);
  return found;
};
const keepWords = () => wordOf("vi", "page.keepBy").split("$1")[0] ?? "";

describe("ways to capture", () => {
  it("the button in the page, with painted pixels after one press on the toolbar", async () => {
    const page = await open(FEED_URL);
    const before = await keptIn(stage.own);
    await pressCaptureButton(page, PEOPLE.anNhien.name, keepWords());
    const { statement } = await sealed(stage, await nextKept(stage.own, before));
    expect(statement.capture.trigger).toBe("button");
    expect(outcomeOf(statement, "picture")).toEqual([{ status: "done", fault: undefined }]);
    expect(statement.artefacts.map((artefact) => artefact.role)).toEqual(
      expect.arrayContaining(["picture", "dom", "text", "page-data"]),
    );
  });

  it("the button in the page without any gesture before: drawn again, and marked so", async () => {
    const page = await open(permalink(post("Mưa đầu mùa")), false);
    const before = await keptIn(stage.own);
    await pressCaptureButton(page, PEOPLE.anNhien.name, keepWords());
    const { statement } = await sealed(stage, await nextKept(stage.own, before));
    expect(outcomeOf(statement, "picture")).toEqual([{ status: "reduced", fault: "picture-refused" }]);
    const roles = statement.artefacts.map((artefact) => artefact.role);
    expect(roles).toContain("picture-rerendered");
    expect(roles).not.toContain("picture");
  });

  it("the popup", async () => {
    const page = await open(watchUrl(VIDEOS.blocked), false);
    const before = await keptIn(stage.own);
    const popup = await openPopup(stage.session, page);
    await popup.press(wordOf("vi", "popup.capture_page"));
    const { statement } = await sealed(stage, await nextKept(stage.own, before));
    await popup.close();
    expect(statement.capture.trigger).toBe("popup");
    expect(outcomeOf(statement, "picture")).toEqual([{ status: "done", fault: undefined }]);
  });
});

describe("Facebook", () => {
  it("keeps the text whole where the page cuts it", async () => {
    const cut = post("GHI CHÉP");
    const { captureId } = await capture(stage, await open(FEED_URL), "GHI CHÉP");
    const { statement } = await sealed(stage, captureId);
    expect(statement.extraction.text?.value).toBe(cut.text);
    expect(statement.extraction.text?.from).toBe("page-data");
    expect(statement.extraction.published.read?.value).toBe(new Date(cut.time * 1000).toISOString());
  });

  it("keeps a shared original apart from the words of the one who shared it", async () => {
    const sharing = post("Quê ngoại");
    const { captureId } = await capture(stage, await open(FEED_URL), "Quê ngoại");
    const { extraction } = (await sealed(stage, captureId)).statement;
    expect(extraction.text?.value).toBe(sharing.text);
    expect(extraction.author.name?.value).toBe(PEOPLE.quang.name);
    expect(extraction.original?.author.name?.value).toBe(PEOPLE.xomChai.name);
    expect(extraction.original?.text?.value).toContain("Sáng nay cả xóm ra kè nhặt rác.");
    expect(extraction.subject.ids.map((id) => id.value)).toContain(sharing.postId);
  });

  it("says of a live post that its original is gone, and not that the post is", async () => {
    const { captureId } = await capture(stage, await open(FEED_URL), "Bài mình chia sẻ");
    const { extraction } = (await sealed(stage, captureId)).statement;
    expect(extraction.text?.value).toBe(post("Bài mình chia sẻ").text);
    expect(extraction.notices).toMatchObject([{ class: "removed-or-private", about: "original" }]);
  });

  it("keeps the notice of a post blocked in Viet Nam word for word", async () => {
    const { captureId } = await capture(stage, await open(BLOCKED_URL), null);
    const { extraction } = (await sealed(stage, captureId)).statement;
    expect(extraction.notices).toMatchObject([
      { class: "geo-legal", authority: BLOCK_AUTHORITY, country: { iso: "VN" } },
    ]);
    expect(extraction.notices[0]?.text).toContain(BLOCK_TITLE);
  });

  it("keeps the stub of a removed post without giving a cause", async () => {
    const { captureId } = await capture(stage, await open(REMOVED_URL), null);
    const { extraction } = (await sealed(stage, captureId)).statement;
    expect(extraction.notices).toMatchObject([{ class: "removed-or-private" }]);
    expect(extraction.notices[0]?.text).toContain(STUB_TITLE);
    expect(extraction.author.name).toBeNull();
  });

  it("records a picture that could not be had", async () => {
    const { captureId } = await capture(stage, await open(permalink(POST_WITH_MISSING_PHOTO)), "Hai tấm ảnh");
    const { statement } = await sealed(stage, captureId);
    expect(outcomeOf(statement, "media")).toContainEqual({ status: "failed", fault: "fetch-status" });
    expect(statement.artefacts.filter((artefact) => artefact.role === "media")).toHaveLength(1);
  });
});

describe("YouTube", () => {
  it("keeps a country block with the platform's words, its country and the list of countries", async () => {
    const { captureId } = await capture(stage, await open(watchUrl(VIDEOS.blocked)), null);
    const { extraction } = (await sealed(stage, captureId)).statement;
    expect(extraction.notices).toMatchObject([{ class: "geo-legal" }]);
    expect(extraction.notices[0]?.text).toContain(GEO_SUBREASON);
    expect(extraction.vantage.platformCountry?.value).toBe("VN");
    const countries = extraction.facts.find((fact) => fact.name === "availableCountries");
    expect(countries?.value).not.toContain("VN");
  });

  it("keeps a terminated channel's notice", async () => {
    const { captureId } = await capture(stage, await open(TERMINATED_URL), null);
    const { extraction } = (await sealed(stage, captureId)).statement;
    expect(extraction.notices).toMatchObject([{ class: "account-terminated", text: TERMINATED_TEXT }]);
  });

  it("finds no notice on a video that plays", async () => {
    const { captureId } = await capture(stage, await open(watchUrl(VIDEOS.playing)), null);
    const { extraction } = (await sealed(stage, captureId)).statement;
    expect(extraction.notices).toEqual([]);
    expect(extraction.title?.value).toBe(VIDEOS.playing.title);
  });

  it("does not take the data of the page before after an in-page navigation", async () => {
    const page = await open(watchUrl(VIDEOS.playing));
    await page.locator(`a[data-spa="${VIDEOS.next.id}"]`).click();
    await page.locator(`ytd-watch-flexy[video-id="${VIDEOS.next.id}"]`).waitFor();
    const { captureId } = await capture(stage, page, null);
    const { statement } = await sealed(stage, captureId);
    const { extraction } = statement;
    expect(extraction.subject.ids.map((id) => id.value)).toContain(VIDEOS.next.id);
    expect(extraction.title?.value).toBe(VIDEOS.next.title);
    expect(JSON.stringify(extraction)).not.toContain(VIDEOS.playing.id);
  });
});

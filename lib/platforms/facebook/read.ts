/** All facts of one post, from DOM and page data together. */
import type { Part as Amount, Count, Extraction, Fact } from "../../model/extraction.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { PageView, Reading } from "../platform.ts";
import { commentsOf } from "./comments.ts";
import { containerRung, outsideComments } from "./container.ts";
import { countsIn } from "./counts.ts";
import type { DomPost } from "./dom.ts";
import { startsAs } from "./join.ts";
import { keepStory } from "./keep.ts";
import { mediaIn, photoCount } from "./media.ts";
import { idsOfPlace, kindOf, mergeAuthor, mergeIds, mergeOriginal, mergeText } from "./merge.ts";
import { noticesIn } from "./notices.ts";
import { told } from "./seen.ts";
import { mediaOf, type Story } from "./stories.ts";
import { countsOf, type Told, tell } from "./story.ts";
import type { Found, Survey } from "./survey.ts";
import { cleanUrl } from "./urls.ts";
import { vantageOf } from "./vantage.ts";

/** Reads `post`; never throws on odd markup: what is missing is null, and an outcome says so. */
export function readPost(page: PageView, post: Found, survey: Survey): Reading {
  const { story } = post;
  const data = story ? tell(story) : null;
  const dom = post.dom && ownWords(post.dom, data);
  const element = dom?.element ?? null;
  const target = post.main ? survey.target : null;
  const { text, outcome } = mergeText(dom?.own ?? null, data);
  const here = target && { value: cleanUrl(page.url.href), from: "url" as const, rung: "address" };
  // A link that only leads to the post (not its time stamp) may be one to another page of its comments.
  const shown = dom?.own.permalink ?? null;
  const sure = shown?.rung === "time-link-2023" ? shown : null;
  const permalink = sure ?? data?.permalink ?? here ?? shown;
  const own = element ? outsideComments(element) : () => true;
  const media = mediaIn(element, own, story);
  const comments = commentsOf(page.document, element, story);
  const counts = countsIn(element, story ? countsOf(story) : []);
  const original = mergeOriginal(dom?.original ?? null, story?.original ?? null);
  const extraction: Extraction = {
    subject: {
      platform: "facebook",
      kind: isLive(story) ? "live" : kindOf(here ?? permalink),
      ids: mergeIds(dom?.ids ?? [], data?.ids ?? [], idsOfPlace(target)),
      permalink,
    },
    author: mergeAuthor(dom?.own.author, data?.author),
    title: null,
    text,
    published: { printed: dom?.own.printed ?? null, read: data?.read ?? null },
    counts,
    original,
    media: media.map(({ item }) => item),
    comments,
    notices: element ? noticesIn(element, page, dom?.own.message ?? null, dom?.box ?? null) : [],
    vantage: vantageOf(page),
    parts: partsOf(
      text?.value ?? "",
      outcome !== null,
      media,
      story ? photoCount(story) : null,
      comments.length,
      counts,
    ),
    facts: data ? [...factsOf(data), ...broadcast(story)] : [],
  };
  return {
    extraction,
    fetchUrls: media.map(({ fetch }) => fetch),
    pageData: story ? keepStory(story) : null,
    outcomes: [observed(post, survey), extracted(extraction, outcome)],
    element,
  };
}

/** A sharer without words of their own: the only text in the box is the original's, as the page data tell. */
function ownWords(dom: DomPost, data: Told | null): DomPost {
  const shared = data?.original?.text?.value;
  const shown = dom.own.text?.value;
  if (!shared || !shown || data?.text || !startsAs(shared, shown)) return dom;
  return { ...dom, own: { ...dom.own, text: null, cut: false } };
}

function partsOf(
  text: string,
  cut: boolean,
  media: ReturnType<typeof mediaIn>,
  photos: number | null,
  comments: number,
  counts: Count[],
): Amount[] {
  const number = (kind: string) => media.filter(({ item }) => item.kind === kind).length;
  const parts: Amount[] = [];
  if (text) parts.push({ name: "text", had: text.length, of: cut ? null : text.length });
  if (number("image"))
    parts.push({ name: "images", had: number("image"), of: Math.max(photos ?? 0, number("image")) });
  if (number("video") || number("poster"))
    parts.push({ name: "video", had: 0, of: Math.max(1, number("video")) });
  const printed = counts.find((count) => count.name === "comments")?.value;
  const all = printed && /^\d+$/.test(printed) ? Number(printed) : null;
  if (comments || all)
    parts.push({ name: "comments", had: comments, of: all === null ? null : Math.max(all, comments) });
  return parts;
}

function factsOf(data: Told): Fact[] {
  const facts: Fact[] = [];
  if (data.audience)
    facts.push({ name: "audience", ...told(data.audience, "Story.privacy_scope.description") });
  if (data.group?.name) facts.push({ name: "group", ...told(data.group.name, "Story.to.name") });
  if (data.group?.url) facts.push({ name: "group-url", ...told(data.group.url, "Story.to.url") });
  return facts;
}

/** A broadcast that runs now; one that is over is a video, with the fact beside it. */
const isLive = (story: Story | null): boolean =>
  story !== null && mediaOf(story).some((media) => media.is_live_streaming === true);

const broadcast = (story: Story | null): Fact[] =>
  story && mediaOf(story).some((media) => media.is_video_broadcast === true)
    ? [{ name: "broadcast", ...told(isLive(story) ? "live" : "over", "Video.is_video_broadcast") }]
    : [];

function observed(post: Found, survey: Survey): Outcome {
  if (survey.stale) return { step: "observe", status: "reduced", fault: "page-data-stale" };
  const rung = post.dom ? containerRung(post.dom.element) : "page-data";
  if (/^message-/.test(rung))
    return { step: "observe", status: "reduced", fault: "layout-unknown", detail: rung };
  return {
    step: "observe",
    status: "done",
    detail: post.joined ? `${rung}, joined by ${post.joined}` : rung,
  };
}

function extracted(extraction: Extraction, cut: Outcome | null): Outcome {
  const { author, text, media, original } = extraction;
  if (!author.name && !text && media.length === 0 && !original)
    return { step: "extract", status: "reduced", fault: "layout-unknown", detail: "neither author nor text" };
  return cut ?? { step: "extract", status: "done" };
}

/** Facebook, as the rest of the house speaks to it. Reads only; `selectors.ts` holds what the site looks like. */
import type { PageView, Platform, Reading, Sighting } from "../platform.ts";
import { commentAround, commentOf, commentSighting, namedComment, readComment } from "./comment.ts";
import { around, findPosts } from "./container.ts";
import { readDom } from "./dom.ts";
import { expanders } from "./expanders.ts";
import { beginning } from "./join.ts";
import { noticesOf } from "./notices.ts";
import { readPost } from "./read.ts";
import * as ladders from "./selectors.ts";
import { tell } from "./story.ts";
import { type Found, keyOf, type Survey, surveyPage } from "./survey.ts";
import { cleanUrl, isFacebook, isPost, place } from "./urls.ts";
import { viewerOf } from "./viewer.ts";
import { readWhole } from "./whole.ts";

const pageNotices = (page: PageView, survey: Survey) =>
  noticesOf(
    page,
    survey.found.length,
    survey.found.some((post) => post.main),
  );

function sightingOf(post: Found): Sighting {
  const data = post.story ? tell(post.story) : null;
  const text = post.dom?.own.text?.value ?? data?.text?.value ?? null;
  return {
    key: post.key,
    element: post.dom?.element ?? null,
    author: post.dom?.own.author.name?.value ?? data?.author.name?.value ?? null,
    textStart: text === null ? null : beginning(text).slice(0, 120),
  };
}

export const facebook: Platform = {
  name: "facebook",
  ladders,
  owns: isFacebook,
  find: (roots) => findPosts(roots),
  around: (element) => commentAround(element) ?? around(element),
  glance(container) {
    if (commentAround(container) === container) return commentSighting(container);
    const { own } = readDom(container);
    const text = own.text && beginning(own.text.value).slice(0, 120);
    return {
      key: keyOf(container),
      element: container,
      author: own.author.name?.value ?? null,
      textStart: text,
    };
  },
  survey(page) {
    const named = namedComment(page);
    return [...surveyPage(page).found.map(sightingOf), ...(named ? [named] : [])];
  },
  expanders: (container) => expanders(container),
  read(page: PageView, sighting: Sighting | null): Reading {
    const comment = commentOf(sighting);
    if (comment) return readComment(page, comment);
    // One post of a long feed: the others need not be read.
    const one = sighting?.element && !isPost(place(page.url)) ? [sighting.element] : undefined;
    const survey = surveyPage(page, one);
    const post = sighting
      ? survey.found.find(
          (found) =>
            found.key === sighting.key ||
            (sighting.element !== null && found.dom?.element === sighting.element),
        )
      : survey.found.find((found) => found.main);
    if (post) return readPost(page, post, survey);
    if (sighting?.element) {
      const alone = surveyPage(page, [sighting.element]).found[0];
      if (alone) return readPost(page, { ...alone, key: keyOf(sighting.element) }, survey);
    }
    return readWhole(page, survey, pageNotices(page, survey));
  },
  notices: (page) => pageNotices(page, surveyPage(page)),
  viewer: (page) => viewerOf(page),
  cleanUrl,
};

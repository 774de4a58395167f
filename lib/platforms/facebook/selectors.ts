/**
 * What Facebook's markup looks like: ladders as plain data, newest first. Never `x1…` classes, `jsc_c_*` or `:r…:`
 * ids, nesting depth or `data-pagelet`: they change monthly (one public archiver repaired 13 times in a summer).
 */
import type { Ladder } from "../ladder.ts";

/** The element that is one post. */
export const CONTAINER: Ladder = [
  {
    name: "posinset-2025",
    since: "2025-10",
    selector: "[aria-posinset]",
    proof: "comet-message-2025-10.html",
  },
  {
    name: "article-2023",
    since: "2023-01",
    selector: "[role=article][aria-labelledby],[role=article][aria-describedby]",
    proof: "facebook-profile-page_arabic.html",
  },
  {
    name: "m-permalink-2020",
    since: "2020-01",
    selector: "#m_story_permalink_view",
    proof: "facebook.mbasic.post.html",
  },
  {
    name: "m-feed-2020",
    since: "2020-01",
    selector: "article[data-ft],article[data-store],section [role=article][data-ft]",
    proof: "fixtures/m-feed.html",
  },
];

/** What the author wrote. */
export const MESSAGE: Ladder = [
  {
    name: "story-message-2025",
    since: "2025-10",
    selector: '[data-ad-rendering-role="story_message"]',
    proof: "comet-message-2025-10.html",
  },
  {
    name: "comet-preview-2021",
    since: "2021-01",
    selector: '[data-ad-comet-preview="message"]',
    proof: "comet-message-vi-2023.html",
  },
  {
    name: "ad-preview-2019",
    since: "2019-01",
    selector: '[data-ad-preview="message"]',
    proof: "facebook-profile-page_arabic.html",
  },
];

/** What the author wrote, where only its place inside a container tells (`m` and `mbasic`; unmarked lines). */
export const MESSAGE_INSIDE: Ladder = [
  {
    name: "m-paragraphs-2020",
    since: "2020-01",
    selector: "[data-ft] [data-ft]:not([role=article])",
    proof: "facebook.mbasic.post.html",
  },
];

/** Who wrote it: an element that holds the name, most often around a link to the profile. */
export const AUTHOR: Ladder = [
  {
    name: "profile-name-2026",
    since: "2026-07",
    selector: '[data-ad-rendering-role="profile_name"]',
    proof: "comet-search-card-vi-2026-07.html",
  },
  {
    name: "heading-2020",
    since: "2020-01",
    selector: "h2,h3,h4",
    proof: "facebook-profile-page_meedan.html",
  },
  {
    name: "group-member-2023",
    since: "2023-01",
    selector: 'a[href*="/groups/"][href*="/user/"]',
    proof: "fixtures/feed-2026.html",
  },
];

/** Who wrote it, where no heading says so. */
export const AUTHOR_BOLD: Ladder = [
  { name: "strong-2020", since: "2020-01", selector: "strong", proof: "facebook.m.post.html" },
];

/** A time stamp without a link. */
export const STAMP: Ladder = [
  { name: "abbr-2020", since: "2020-01", selector: "abbr", proof: "facebook.m.post.html" },
];

/** A comment under a post; since 2025 `role=article` mostly means this. */
export const COMMENT: Ladder = [
  {
    name: "comment-article-2023",
    since: "2023-01",
    selector: "[role=article]",
    proof: "comet-search-card-vi-2026-07.html",
  },
  {
    name: "m-ufi-2020",
    since: "2020-01",
    selector: '[id^="ufi_"] [id]',
    proof: "facebook.mbasic.post.html",
  },
];

/** The control behind which the rest of a cut text stands. */
export const SEE_MORE: Ladder = [
  {
    name: "button-2021",
    since: "2021-01",
    selector: "[role=button]",
    proof: "facebook-profile-page_arabic.html",
  },
  { name: "sigil-2019", since: "2019-01", selector: '[data-sigil~="more"]', proof: "fixtures/m-feed.html" },
];

/** Reactions as printed. */
export const REACTIONS: Ladder = [
  {
    name: "toolbar-2023",
    since: "2023-01",
    selector: "[role=toolbar] ~ span[aria-hidden],[role=toolbar] ~ * span[aria-hidden]",
    proof: "facebook-profile-page_arabic.html",
  },
  {
    name: "m-sentence-2020",
    since: "2020-01",
    selector: '[id^="sentence_"] [aria-label]',
    proof: "facebook.mbasic.post.html",
  },
];

/** The name of the profile, page or group that the page is about. */
export const TITLE: Ladder = [
  {
    name: "main-h1-2021",
    since: "2021-01",
    selector: "[role=main] h1",
    proof: "facebook-profile-page_meedan.html",
  },
];

/** Where Facebook puts an error in place of a page; the area that holds nothing else. */
export const MAIN: Ladder = [
  {
    name: "main-2021",
    since: "2021-01",
    selector: "[role=main]",
    proof: "facebook-profile-page_login.html",
  },
  {
    name: "m-root-2020",
    since: "2020-01",
    selector: "#root,#objects_container",
    proof: "facebook.m.post.html",
  },
  {
    name: "content-2015",
    since: "2015-01",
    selector: "#content,#globalContainer",
    proof: "facebook-profile-page_login.html",
  },
  { name: "mount-2021", since: "2021-01", selector: '[id^="mount_"]', proof: "fixtures/stub.html" },
];

/** A box in front of the page: account events, errors over a page that is there. */
export const DIALOG: Ladder = [
  { name: "dialog-2021", since: "2021-01", selector: "[role=dialog]", proof: "fixtures/account-dialog.html" },
];

/** The form of the login page; the same form inside a banner or dialog of a readable page is no wall. */
export const LOGIN_FORM: Ladder = [
  {
    name: "login-form-2022",
    since: "2022-09",
    selector: "form#login_form",
    proof: "facebook-profile-page_login.html",
  },
  {
    name: "login-action-2020",
    since: "2020-01",
    selector: 'form[action*="/login/"]',
    proof: "facebook-profile-page_login.html",
  },
];

/** Hidden fields that carry the session. */
export const VIEWER_INPUT: Ladder = [
  {
    name: "hidden-fields-2020",
    since: "2020-01",
    selector:
      'input:is([name="fb_dtsg"],[name="lsd"],[name="jazoest"],[name="lgnrnd"],[name="prefill_contact_point"],[name="guid"],[name="cuid"],[name="email"],[name="m_ts"],[name="li"])',
    proof: "facebook.m.post.html",
  },
];

/** Ladders inside one comment, community post or playlist entry. Rungs without ids and classes stand last: they outlive both. */
import type { Ladder } from "../ladder.ts";

const rung = (name: string, since: string, selector: string, proof: string) => ({
  name,
  since,
  selector,
  proof,
});

/** What someone wrote: a comment's or a post's words. */
export const SAID: Ladder = [
  rung("content-text", "2017-08", "[id=content-text]", "recorded 2022-09"),
  rung("mobile-text", "2020-01", ".comment-text, .post-content-text", "reasoned"),
  rung("attributed", "2024-05", "yt-attributed-string", "watch.html"),
  rung("attributed-mobile", "2024-05", "yt-core-attributed-string", "reasoned"),
  rung("formatted", "2017-08", "yt-formatted-string", "community.html"),
];
/** Who wrote it: a link to a channel. */
export const WRITER: Ladder = [
  rung(
    "author-text",
    "2017-08",
    "a[id=author-text], [id=author-text] a[href], [id=author-text]",
    "watch.html",
  ),
  rung(
    "channel-link",
    "2020-01",
    "a[href^='/@'], a[href^='/channel/'], a[href*='youtube.com/@'], a[href*='youtube.com/channel/']",
    "watch.html",
  ),
];
/** When: the link to the comment or post itself. */
export const SAID_AT: Ladder = [
  rung("comment-link", "2017-08", "a[href*='lc=']", "watch.html"),
  rung("post-link", "2019-07", "a[href*='/post/'], a[href*='lb=']", "community.html"),
];
/** How many like it. */
export const VOTES: Ladder = [
  rung("vote-count", "2017-08", "[id=vote-count-middle]", "community.html"),
  rung("action-buttons", "2017-08", "ytd-comment-action-buttons-renderer span", "community.html"),
];
/** Replies stand under the comment that they answer. */
export const THREAD: Ladder = [
  rung("thread", "2017-08", "ytd-comment-thread-renderer", "recorded 2022-09"),
  rung("thread-mobile", "2020-01", "ytm-comment-thread-renderer", "reasoned"),
];
export const ENTRY: Ladder = [
  rung("playlist-video", "2017-08", "ytd-playlist-video-renderer", "playlist.html"),
  rung("playlist-video-mobile", "2020-01", "ytm-playlist-video-renderer", "playlist-m.html"),
];
export const ENTRY_TITLE: Ladder = [
  rung("video-title", "2017-08", "[id=video-title]", "playlist.html"),
  rung("entry-heading", "2017-08", "h3, h4", "playlist-m.html"),
];
export const PLAYLIST_TITLE: Ladder = [
  rung("page-header-title", "2024-05", "yt-page-header-view-model h1", "playlist.html"),
  rung(
    "playlist-header",
    "2022-10",
    "ytd-playlist-header-renderer h1, ytd-playlist-header-renderer yt-dynamic-sizing-formatted-string",
    "reasoned",
  ),
  rung(
    "playlist-header-mobile",
    "2020-01",
    "ytm-playlist-header-renderer h1, ytm-playlist-header-renderer h2",
    "playlist-m.html",
  ),
];

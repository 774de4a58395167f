/** The demo pages by name. */
import { BLOCKED_URL, REMOVED_URL } from "./facebook/pages.ts";
import { POST_WITH_MISSING_PHOTO, permalink } from "./facebook/posts.ts";
import { TERMINATED_URL, VIDEOS, watchUrl } from "./youtube/videos.ts";

export const FEED_URL = "https://www.facebook.com/";

export const DEMO_PAGES = [
  { title: "A Facebook feed", url: FEED_URL },
  { title: "A Facebook post blocked in Viet Nam", url: BLOCKED_URL },
  { title: "A Facebook post removed or private", url: REMOVED_URL },
  { title: "A Facebook post with a picture that no longer loads", url: permalink(POST_WITH_MISSING_PHOTO) },
  { title: "A YouTube video that plays", url: watchUrl(VIDEOS.playing) },
  { title: "A YouTube video blocked by country", url: watchUrl(VIDEOS.blocked) },
  { title: "A YouTube video removed", url: watchUrl(VIDEOS.removed) },
  { title: "A YouTube channel terminated", url: TERMINATED_URL },
] as const;

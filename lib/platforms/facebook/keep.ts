/**
 * The page data that go into the evidence: an allow-list of keys, so that a new tracking field is left out without
 * anyone knowing its name. Never the raw subtree.
 */
import { isObject, type Json } from "../page-data.ts";
import type { Story } from "./stories.ts";
import { cleanUrl } from "./urls.ts";

const PLAIN = new Set(
  (
    "__typename id post_id creation_time publish_time created_time legacy_fbid text name url wwwURL permalink_url uri " +
    "width height description i18n_reaction_count i18n_share_count i18n_comment_count total_count count video_view_count " +
    "i18n_video_view_count accessibility_caption videoId is_live_streaming playable_duration_in_ms share_fbid " +
    "subscription_target_id offset length is_text_only_story"
  ).split(" "),
);
const NESTED = new Set(
  (
    "actors message message_preferred_body ranges entity to target_group privacy_scope attached_story attachments styles attachment " +
    "media all_subattachments nodes photo_image viewer_image image preferred_thumbnail thumbnailImage owner feedback " +
    "associated_group owning_profile reaction_count comment_count share_count story creation_story comet_sections " +
    "content context_layout metadata message_container title_with_entities delegate_page short_form_video_context " +
    "video_owner video feedback_context feedback_target_with_context ufi_renderer timestamp audience " +
    "comet_ufi_summary_and_actions_renderer"
  ).split(" "),
);
const URLS = new Set(["url", "wwwURL", "permalink_url", "uri"]);

/** The story's objects cut down to the allow-list; addresses cleaned. JSON only. */
export function keepStory(story: Story): unknown {
  return { stories: story.roots.map((root) => keep(root, 0)) };
}

function keep(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return value.slice(0, 500).map((item) => keep(item, depth + 1));
  if (!isObject(value)) return typeof value === "object" ? null : value;
  const kept: Json = {};
  if (depth > 40) return kept;
  for (const [key, child] of Object.entries(value)) {
    if (child === null || child === undefined) continue;
    if (PLAIN.has(key) && typeof child !== "object")
      kept[key] = URLS.has(key) && typeof child === "string" ? cleanUrl(child) : child;
    else if ((NESTED.has(key) || key === "url") && typeof child === "object") {
      const inner = keep(child, depth + 1);
      if (isObject(inner) ? Object.keys(inner).length > 0 : Array.isArray(inner) && inner.length > 0)
        kept[key] = inner;
    }
  }
  return kept;
}

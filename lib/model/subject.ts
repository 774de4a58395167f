/** The thing on the platform, known by platform and ids across captures; and from where it was seen. */
import { z } from "zod";
import { sourced } from "./sourced.ts";

export const PlatformName = z.enum(["facebook", "youtube"]);
export type PlatformName = z.infer<typeof PlatformName>;

export const SubjectKind = z.enum([
  "post",
  "comment",
  "photo",
  "album",
  "video",
  "reel",
  "live",
  "short",
  "community-post",
  "profile",
  "page",
  "group",
  "channel",
  "playlist",
  "account",
  "whole-page",
  "picked",
]);
export type SubjectKind = z.infer<typeof SubjectKind>;

/**
 * One id found. `name` is the platform's own word where it has one: `post_id`, `pfbid`, `story_fbid`,
 * `video_id`, `channel_id`, `group_id`, `comment_id`, `photo_id`, `handle`, `playlist_id`.
 */
export const FoundId = z.strictObject({ name: z.string().max(40), ...sourced(z.string().max(300)).shape });
export type FoundId = z.infer<typeof FoundId>;

export const Subject = z.strictObject({
  platform: PlatformName,
  kind: SubjectKind,
  ids: z.array(FoundId).max(50),
  permalink: sourced(z.string().max(2000)).nullable(),
});
export type Subject = z.infer<typeof Subject>;

/** Never an IP. Country as the platform itself reports it (ISO 3166-1 alpha-2), and as the witness states it. */
export const Vantage = z.strictObject({
  platformCountry: sourced(z.string().max(8)).nullable(),
  platformLanguage: sourced(z.string().max(20)).nullable(),
  statedCountry: z.string().max(2).nullable(),
  loggedIn: z.boolean().nullable(),
});
export type Vantage = z.infer<typeof Vantage>;

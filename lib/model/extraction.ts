/** What `lib/page` reads of one subject: facts, each with its source. JSON only: the DOM has ended. */
import { z } from "zod";
import { Notice } from "./notice.ts";
import { sourced } from "./sourced.ts";
import { Subject, Vantage } from "./subject.ts";

export const Author = z.strictObject({
  name: sourced(z.string().max(1000)).nullable(),
  id: sourced(z.string().max(300)).nullable(),
  handle: sourced(z.string().max(300)).nullable(),
  url: sourced(z.string().max(2000)).nullable(),
});
export type Author = z.infer<typeof Author>;

/** `printed`: as the page shows it ("5 giờ"); `read`: from machine data, RFC 3339 UTC (or a bare date where the platform gives no more). */
export const Times = z.strictObject({
  printed: sourced(z.string().max(300)).nullable(),
  read: sourced(z.string().max(40)).nullable(),
});
export type Times = z.infer<typeof Times>;

/** A count as printed ("1,2 nghìn"), never computed. `name`: reactions, comments, shares, views, likes, subscribers. */
export const Count = z.strictObject({ name: z.string().max(40), ...sourced(z.string().max(200)).shape });
export type Count = z.infer<typeof Count>;

/** One media item of the subject. `url` is scrubbed of signatures and trackers; the address to fetch travels apart and is not kept. */
export const MediaItem = z.strictObject({
  kind: z.enum(["image", "video", "poster", "avatar"]),
  url: z.string().max(4000),
  alt: z.string().max(4000).nullable(),
  id: z.string().max(300).nullable(),
  from: z.enum(["dom", "page-data"]),
});
export type MediaItem = z.infer<typeof MediaItem>;

/** A post shared inside another: the original, with its own author and words; or the notice standing in its place. */
export const Original = z.strictObject({
  subject: Subject,
  author: Author,
  text: sourced(z.string().max(500_000)).nullable(),
  published: Times,
});
export type Original = z.infer<typeof Original>;

export const Comment = z.strictObject({
  id: z.string().max(300).nullable(),
  parent: z.string().max(300).nullable(),
  author: Author,
  text: z.string().max(100_000),
  published: Times,
});
export type Comment = z.infer<typeof Comment>;

/** What part was had, said in numbers: "3 of 4 images", "14 of 37 comments". `of` null: the page does not say. */
export const Part = z.strictObject({
  name: z.enum(["text", "images", "video", "comments", "entries"]),
  had: z.int().nonnegative(),
  of: z.int().nonnegative().nullable(),
});
export type Part = z.infer<typeof Part>;

/** A fact that has no field of its own, e.g. YouTube's `availableCountries`. JSON value of strings, integers, arrays. */
export const Fact = z.strictObject({ name: z.string().max(80), ...sourced(z.json()).shape });
export type Fact = z.infer<typeof Fact>;

export const Extraction = z.strictObject({
  subject: Subject,
  author: Author,
  title: sourced(z.string().max(10_000)).nullable(),
  text: sourced(z.string().max(500_000)).nullable(),
  published: Times,
  counts: z.array(Count).max(50),
  original: Original.nullable(),
  media: z.array(MediaItem).max(500),
  comments: z.array(Comment).max(2000),
  notices: z.array(Notice).max(50),
  vantage: Vantage,
  parts: z.array(Part).max(20),
  facts: z.array(Fact).max(50),
});
export type Extraction = z.infer<typeof Extraction>;

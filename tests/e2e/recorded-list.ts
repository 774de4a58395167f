/** The recorded pages as a list for capture-saved; bare API answers are wrapped in the smallest page that carries them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SavedPage } from "../drive/saved-pages.ts";

interface Post {
  author?: string | null;
  author_id?: string;
  post_id?: string;
  permalink?: string;
  creation_time?: number;
  json_text_start?: string;
}
interface Facts extends Post {
  posts?: Post[];
  href?: string;
  request_url?: string;
  video_id?: string | null;
  requested_videoId?: string;
  requested_browseId?: string;
  channel_id?: string | null;
  title?: string | null;
  publish_date?: string | null;
}
export interface Recorded {
  site: "facebook" | "youtube";
  file: string;
  expected_class: string;
  facts: Facts;
  page: SavedPage;
}

const FACEBOOK: Record<string, string> = {
  "facebook-profile-page_arabic.html": "https://www.facebook.com/Koptisch.Orthodoxes.Kulturzentrum.e.V",
  "facebook-profile-page_meedan.html": "https://www.facebook.com/heymeedan",
  "facebook-profile-page_login.html": "https://www.facebook.com/login/",
  "facebook.m.post.html": "https://m.facebook.com/story.php?story_fbid=456&id=212038",
  "facebook.mbasic.post.html": "https://mbasic.facebook.com/story.php?story_fbid=456&id=212038",
  "v2-real-page-a-text-story-with-image.html": "https://www.facebook.com/profile.php?id=100028295814975",
};

function youtubeAddress(file: string, facts: Facts): string {
  if (facts.href) return facts.href;
  if (facts.request_url?.includes("/watch?"))
    return facts.request_url.replace("https://youtube.com", "https://www.youtube.com");
  if (facts.requested_browseId) return `https://www.youtube.com/channel/${facts.requested_browseId}`;
  if (file.includes("consent"))
    return "https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2F";
  return `https://www.youtube.com/watch?v=${facts.video_id ?? facts.requested_videoId ?? "x0000000000"}`;
}

/** The parts of an answer that a page would carry in `ytInitialPlayerResponse` and `ytInitialData`. */
function wrapped(json: unknown): string {
  const parts = (Array.isArray(json) ? json : [json]) as Record<string, unknown>[];
  const player = parts
    .map((part) => part.playerResponse ?? (part.playabilityStatus ? part : null))
    .find(Boolean);
  const data = parts
    .map((part) => part.response ?? (part.playabilityStatus || part.playerResponse ? null : part))
    .find(Boolean);
  const script = (name: string, value: unknown) =>
    value ? `<script>var ${name} = ${JSON.stringify(value).replaceAll("<", "\\u003C")};</script>` : "";
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>YouTube</title></head><body>${script("ytInitialPlayerResponse", player)}${script("ytInitialData", data)}</body></html>`;
}

/** @param real folder of the recorded pages; @param temp folder for the wrapped ones */
export function recordedPages(real: string, temp: string): Recorded[] {
  return (["facebook", "youtube"] as const).flatMap((site) => {
    const folder = join(real, site);
    const entries = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as Omit<
      Recorded,
      "page" | "site"
    >[];
    return entries.flatMap((entry) => {
      const facts = entry.facts ?? {};
      let file = join(folder, entry.file);
      if (site === "facebook" && !entry.file.endsWith(".html")) return [];
      if (entry.file.endsWith(".json")) {
        const wrappedFile = join(temp, `${entry.file}.html`);
        writeFileSync(wrappedFile, wrapped(JSON.parse(readFileSync(file, "utf8"))));
        file = wrappedFile;
      }
      const url =
        site === "facebook"
          ? (FACEBOOK[entry.file] ?? "https://www.facebook.com/groups/1/")
          : youtubeAddress(entry.file, facts);
      return [{ ...entry, site, facts, page: { url, file } }];
    });
  });
}

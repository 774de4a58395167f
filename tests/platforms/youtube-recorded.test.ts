/** Every recorded YouTube file: the facts that its index states, the class expected, and nothing of the viewer. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Extraction } from "../../lib/model/extraction.ts";
import { youtube } from "../../lib/platforms/youtube/index.ts";
import { REAL_DIR, realSuite } from "../fixtures/real.ts";
import { recorded } from "./youtube-page.ts";

interface Entry {
  file: string;
  expected_class: string;
  facts: {
    request_url?: string;
    href?: string;
    video_id?: string | null;
    requested_videoId?: string;
    requested_browseId?: string;
    title?: string | null;
    author?: string | null;
    channel_id?: string | null;
    publish_date?: string | null;
    upload_date?: string | null;
    playability?: {
      status: string;
      reason: string | null;
      pemr_subreason: string | null;
      messages: string[] | null;
    };
    availableCountries_count?: number | null;
    regionsAllowed_meta?: string | null;
    gl?: string | string[] | null;
    alert?: { text: string };
    date_string?: string;
  };
}

const CLASSES: Record<string, string | null> = {
  geo_other: "geo-other",
  removed_policy: "removed-policy",
  private_or_audience: "private",
  account_terminated: "account-terminated",
  age_or_login: "age-or-login",
  unavailable_generic: "unavailable",
  "none(ok)": null,
  "n/a": null,
};

function addressOf({ facts, file }: Entry): string {
  if (facts.href) return facts.href;
  if (facts.request_url?.includes("/watch?")) return facts.request_url;
  if (facts.requested_browseId) return `https://www.youtube.com/channel/${facts.requested_browseId}`;
  if (file.includes("consent"))
    return "https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2F";
  const id = facts.video_id ?? facts.requested_videoId ?? "x0000000000";
  return `https://www.youtube.com/watch?v=${id}`;
}

describe.skipIf(!REAL_DIR)(realSuite("recorded YouTube pages"), { timeout: 60_000 }, () => {
  const folder = join(REAL_DIR ?? "", "youtube");
  const entries: Entry[] = REAL_DIR ? JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) : [];

  it.each(entries.map((entry) => [entry.file, entry] as const))("%s", (file, entry) => {
    const { facts } = entry;
    const page = recorded(join(folder, file), addressOf(entry));
    const sightings = youtube.survey(page);
    const reading = youtube.read(page, sightings[0] ?? null);
    const { extraction } = reading;
    Extraction.parse(extraction);
    const fact = (name: string) => extraction.facts.find((one) => one.name === name)?.value;
    const idOf = (name: string) => extraction.subject.ids.find((id) => id.name === name)?.value;

    expect(extraction.notices.map((notice) => notice.class)).toEqual(
      [CLASSES[entry.expected_class]].filter((name) => name !== null),
    );
    expect(youtube.notices(page).map((notice) => notice.class)).toEqual(
      extraction.notices.map((notice) => notice.class),
    );
    const wantedId = facts.video_id ?? facts.requested_videoId;
    if (wantedId) {
      expect(idOf("video_id")).toBe(wantedId);
      expect(extraction.subject.permalink?.value).toBe(`https://www.youtube.com/watch?v=${wantedId}`);
    }
    if (facts.title) expect(extraction.title?.value).toBe(facts.title);
    if (facts.author) expect(extraction.author.name?.value).toBe(facts.author);
    if (facts.channel_id) expect(idOf("channel_id")).toBe(facts.channel_id);
    if (facts.requested_browseId) expect(idOf("channel_id")).toBe(facts.requested_browseId);
    if (facts.publish_date) {
      expect(fact("publishDate")).toBe(facts.publish_date);
      expect(Date.parse(extraction.published.read?.value ?? "")).toBe(Date.parse(facts.publish_date));
    }
    if (facts.upload_date) expect(fact("uploadDate")).toBe(facts.upload_date);
    if (facts.playability) {
      expect(fact("playability")).toMatchObject({
        status: facts.playability.status,
        reason: facts.playability.reason,
      });
      const [notice] = extraction.notices;
      for (const words of [
        facts.playability.reason,
        facts.playability.pemr_subreason,
        ...(facts.playability.messages ?? []),
      ])
        if (notice && words) expect(notice.text).toContain(words);
    }
    // The index counts an absent list as 0.
    if (facts.availableCountries_count)
      expect(fact("availableCountries")).toHaveLength(facts.availableCountries_count);
    if (facts.regionsAllowed_meta) expect(fact("regionsAllowed")).toContain(facts.regionsAllowed_meta);
    const country = [facts.gl ?? []].flat()[0];
    if (country && file.endsWith(".html")) expect(extraction.vantage.platformCountry?.value).toBe(country);
    if (facts.alert) expect(extraction.notices[0]?.text).toBe(facts.alert.text);
    if (facts.date_string) expect(extraction.published.printed?.value).toBe(facts.date_string);
    expect(reading.fetchUrls).toHaveLength(extraction.media.length);

    const viewer = youtube.viewer(page);
    const kept = JSON.stringify([extraction, reading.pageData]);
    for (const { value, what } of viewer.strings)
      expect(kept.includes(value), `${what}: ${value.slice(0, 20)}`).toBe(false);
    const raw = readFileSync(join(folder, file), "utf8");
    for (const match of raw.matchAll(
      /"(?:remoteHost|visitorData|VISITOR_DATA|XSRF_TOKEN|EVENT_ID)":"([^"\\]{4,})"/g,
    ))
      expect(
        viewer.strings.some((one) => one.value === match[1]),
        match[0].slice(0, 40),
      ).toBe(true);
  });

  it("reads the whole description, counts and dates of a watch page", () => {
    const page = recorded(join(folder, "youtube.html"), "https://www.youtube.com/watch?v=GJLlxj_dtq8");
    const { extraction, outcomes } = youtube.read(page, null);
    expect(extraction.text?.value.length).toBeGreaterThan(700);
    expect(extraction.counts.map((count) => count.name)).toEqual([
      "views",
      "likes",
      "subscribers",
      "comments",
    ]);
    expect(extraction.media.map((item) => [item.kind, item.url.includes("?")])).toEqual([
      ["poster", false],
      ["avatar", false],
    ]);
    expect(extraction.author.handle?.value).toBe("@Dave2D");
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["done", "done"]);
  });

  it("reads 20 comments of 2026", () => {
    const page = recorded(join(folder, "comments.next.json"), "https://www.youtube.com/watch?v=xaQJbozY_Is");
    const { comments, counts } = youtube.read(page, null).extraction;
    expect(comments).toHaveLength(20);
    expect(comments[0]?.author.handle?.value).toBe("@kurzgesagt");
    expect(comments.every((comment) => comment.id !== null && comment.text !== "")).toBe(true);
    expect(counts.find((count) => count.name === "comments")?.value).toBe("21,051 Comments");
  });

  it("believes no page data of another video", () => {
    const page = recorded(join(folder, "youtube.html"), "https://www.youtube.com/watch?v=aaaaaaaaaaa");
    const { extraction, outcomes, pageData } = youtube.read(page, null);
    expect(extraction.title).toBeNull();
    expect(extraction.facts).toEqual([]);
    expect(pageData).toBeNull();
    expect(outcomes[0]).toMatchObject({ step: "observe", status: "reduced", fault: "page-data-stale" });
  });
});

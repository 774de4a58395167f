import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import type { PageView } from "../../lib/platforms/platform.ts";
import { REAL_DIR, realSuite } from "../fixtures/real.ts";
import { facts, pageOf, readAll } from "./facebook-page.ts";

// Many pages are built and the machine may be shared: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

interface Entry {
  file: string;
  expected_class: string;
  facts?: RealFacts & { posts?: (RealFacts & Record<string, unknown>)[] };
}
interface RealFacts {
  author?: string;
  author_id?: string;
  post_id?: string;
  permalink?: string;
  creation_time?: number;
  dom_time_label?: string;
  json_text_start?: string;
}

const ADDRESSES: Record<string, string> = {
  "facebook-profile-page_arabic.html": "https://www.facebook.com/Koptisch.Orthodoxes.Kulturzentrum.e.V",
  "facebook-profile-page_meedan.html": "https://www.facebook.com/heymeedan",
  "facebook-profile-page_login.html": "https://www.facebook.com/ironmaiden/",
  "facebook.m.post.html": "https://m.facebook.com/story.php?story_fbid=456&id=212038",
  "facebook.mbasic.post.html": "https://mbasic.facebook.com/story.php?story_fbid=456&id=212038",
  "v2-real-page-a-text-story-with-image.html": "https://www.facebook.com/profile.php?id=100028295814975",
};
const read = (file: string) => readFileSync(join(REAL_DIR ?? "", "facebook", file), "utf8");
const entries: Entry[] = REAL_DIR ? JSON.parse(read("index.json")) : [];
const pages = entries.filter(({ file }) => file.endsWith(".html"));
const made = new Map<string, PageView>();
/** The page of a file, built once: reading changes nothing in it. */
function pageFor(file: string, url = ADDRESSES[file] ?? "https://www.facebook.com/groups/1/"): PageView {
  const key = `${file} ${url}`;
  const page = made.get(key) ?? pageOf(read(file), url);
  made.set(key, page);
  return page;
}

describe.skipIf(!REAL_DIR)(realSuite("recorded Facebook pages"), () => {
  it.each(pages.map((entry) => [entry.file, entry] as const))(
    "%s gives the facts of the index",
    (file, entry) => {
      const known = (entry.facts?.posts ?? [entry.facts ?? {}]).map((post) => ({ ...entry.facts, ...post }));
      const readings = readAll(pageFor(file)).map(facts);
      for (const fact of known.filter((post) => post.permalink)) {
        const post = readings.find((reading) => reading.permalink === fact.permalink);
        expect(post).toBeDefined();
        expect(post?.author).toBe(fact.author);
        if (fact.author_id) expect(post?.authorId).toBe(fact.author_id);
        if (fact.post_id) expect(post?.ids.post_id).toBe(fact.post_id);
        if (fact.creation_time) expect(Date.parse(post?.read ?? "")).toBe(fact.creation_time * 1000);
        if (fact.dom_time_label) expect(post?.printed).toBe(fact.dom_time_label);
        if (fact.json_text_start) expect(post?.text?.startsWith(fact.json_text_start)).toBe(true);
        if (post?.text) expect(post.text).not.toContain("See more");
      }
      if (entry.facts?.posts) expect(readings).toHaveLength(entry.facts.posts.length);
    },
  );

  it.each(pages.map(({ file, expected_class }) => [file, expected_class] as const))(
    "%s: notice %s",
    (file, expected) => {
      const page = pageFor(file);
      const classes = facebook.notices(page).map((notice) => notice.class);
      expect(classes).toEqual(expected === "age_or_login" ? ["age-or-login"] : []);
      for (const { extraction } of readAll(page)) expect(extraction.notices).toEqual([]);
    },
  );

  it("knows the post of a page that is opened by its permalink", () => {
    const entry = entries.find(({ file }) => file.startsWith("v2-"));
    const page = pageFor(entry?.file ?? "", entry?.facts?.permalink ?? "");
    const { extraction } = facebook.read(page, null);
    expect(extraction.subject.ids).toContainEqual(
      expect.objectContaining({ name: "post_id", value: entry?.facts?.post_id }),
    );
  });

  it("reads messages, names and comments of fragments", () => {
    const [card] = readAll(pageFor("comet-search-card-vi-2026-07.html"));
    expect(card && facts(card)).toMatchObject({
      author: "Người tham gia ẩn danh",
      printed: null,
      ids: { post_id: "123456" },
    });
    expect(card?.extraction.comments).toHaveLength(1);
    for (const file of ["comet-message-2025-10.html", "comet-message-vi-2023.html"])
      expect(readAll(pageFor(file))[0]?.extraction.text?.value).toMatch(/🌱|😭/);
  });

  it("keeps the shared post of an m page apart, and its comments", () => {
    const [post] = readAll(pageFor("facebook.m.post.html"));
    expect(post && facts(post)).toMatchObject({
      author: "Ryan Barrett",
      handle: "snarfed.org",
      printed: "June 13 at 4:50 PM",
      original: { author: "Everything Is Terrible", text: "god is single!" },
    });
    expect(post?.extraction.comments.map(({ id }) => id)).toEqual(["777", "888"]);
  });

  it("finds the session's tokens of every page, and nothing of the author", () => {
    for (const { file, facts: known } of pages) {
      const html = read(file);
      const { strings, loggedIn } = facebook.viewer(pageFor(file));
      const values = strings.map(({ value }) => value);
      if (html.includes("CurrentUserInitialData")) expect(loggedIn).toBe(false);
      for (const pattern of [
        /"ServerNonce":\s*"([^"]+)"/,
        /"_js_datr"(?::\{"value":|,)\s*"([^"]+)"/,
        /"LSD",\s*\[\],\s*\{\s*"token":\s*"([^"]+)"/,
      ]) {
        const token = pattern.exec(html)?.[1];
        if (token) expect(values).toContain(token);
      }
      for (const post of [known ?? {}, ...(known?.posts ?? [])])
        for (const value of [post.author, post.author_id, post.post_id])
          if (value) expect(values).not.toContain(value);
    }
  });
});

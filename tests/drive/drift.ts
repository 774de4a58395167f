/**
 * `npm run drift -- SAVED.html [--url URL] [--json]`: all ladders of the site over a saved page. Which rungs hold, what
 * was read by which of them. Exit 1 where a field that should be there was read by no rung, 2 where there is no page.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { JSDOM } from "jsdom";
import type { Extraction } from "../../lib/model/extraction.ts";
import type { PageView, Platform } from "../../lib/platforms/platform.ts";
import { platformFor } from "../../lib/platforms/registry.ts";

export interface Drift {
  platform: string;
  url: string;
  ladders: Record<string, Record<string, number>>;
  subjects: { what: string; fields: Record<string, string | null>; missing: string[]; outcomes: string[] }[];
  notices: string[];
  drifted: boolean;
}

/** Looks at a saved page. `address`: where it was saved from; null: as the page itself says. Null: no page of the two sites. */
export function drift(html: string, address: string | null): Drift | null {
  const named = address ?? addressIn(html);
  if (!named || !URL.canParse(named)) return null;
  const url = new URL(named);
  const platform = platformFor(url);
  if (!platform) return null;
  const page: PageView = { document: new JSDOM(html, { url: url.href }).window.document, url };
  const ladders = Object.fromEntries(
    Object.entries(platform.ladders).map(([name, rungs]) => [
      name,
      Object.fromEntries(
        rungs.map((rung) => [rung.name, page.document.querySelectorAll(rung.selector).length]),
      ),
    ]),
  );
  const notices = platform.notices(page).map(({ class: kind, rule }) => `${kind} (${rule || "no rule"})`);
  const subjects = subjectsOf(platform, page, notices.length > 0);
  wordless(subjects);
  // A page on which nothing at all is found has drifted as well, unless the platform says why.
  const empty = subjects.length === 0 && notices.length === 0;
  const drifted = empty || subjects.some(({ missing }) => missing.length > 0);
  return { platform: platform.name, url: platform.cleanUrl(url.href), ladders, subjects, notices, drifted };
}

function subjectsOf(platform: Platform, page: PageView, isNotice: boolean): Drift["subjects"] {
  const sightings = platform.survey(page);
  const readings =
    sightings.length > 0
      ? sightings.map((sighting) => platform.read(page, sighting))
      : isNotice
        ? []
        : [platform.read(page, null)];
  return readings.map(({ extraction, outcomes }) => {
    const fields = fieldsOf(extraction);
    return {
      what: [
        extraction.subject.kind,
        ...extraction.subject.ids.map(({ name, value }) => `${name}=${value}`),
      ].join(" "),
      fields,
      missing: isNotice ? [] : expected(extraction).filter((name) => fields[name] === null),
      outcomes: outcomes
        .filter(({ status }) => status !== "done")
        .map(({ step, status, fault }) => `${step} ${status} ${fault ?? ""}`.trim()),
    };
  });
}

/** One post may be pictures alone; that none of several has words is the ladder's doing. */
function wordless(subjects: Drift["subjects"]): void {
  const posts = subjects.filter(({ fields }) => fields.title === null);
  if (posts.length < 2 || posts.some(({ fields }) => fields.text !== null)) return;
  for (const { missing } of posts) if (!missing.includes("text")) missing.push("text");
}

/** Field → the rung or data path that read it. */
function fieldsOf(extraction: Extraction): Record<string, string | null> {
  const { author, title, text, published, counts, media, original, comments, subject } = extraction;
  const by = (field: { from: string; rung: string } | null | undefined) =>
    field ? `${field.from}: ${field.rung}` : null;
  return {
    author: by(author.name),
    title: by(title),
    text: by(text),
    published: by(published.read ?? published.printed),
    permalink: by(subject.permalink),
    counts: by(counts[0]),
    original: original ? (by(original.author.name) ?? by(original.text)) : null,
    media: media[0] ? `${media[0].from}: ${media.length}` : null,
    comments: comments.length > 0 ? String(comments.length) : null,
  };
}

const VIDEOS = ["video", "short", "live"];
const PLACES = ["channel", "playlist", "profile", "page", "group"];

/** What a subject of this kind cannot lack. A post may be words or pictures; old markup prints no machine time. */
function expected({ subject, media, text, original }: Extraction): string[] {
  const { kind, platform } = subject;
  if (platform === "youtube" && VIDEOS.includes(kind)) return ["title", "author", "published"];
  if (PLACES.includes(kind)) return ["title"];
  if (kind === "comment") return ["author", "text"];
  const words = text || original ? [] : media.length > 0 ? ["media"] : ["text"];
  return kind === "whole-page" ? ["author", ...words] : ["author", "published", ...words];
}

/** Where a saved page says that it came from: the saver's comment, its canonical link, its social card. */
function addressIn(html: string): string | null {
  const saved = /<!-- saved from url=\(\d+\)(\S+) -->/.exec(html)?.[1];
  const { document } = new JSDOM(html).window;
  const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href");
  return (
    saved ?? canonical ?? document.querySelector("meta[property='og:url']")?.getAttribute("content") ?? null
  );
}

function print(found: Drift): void {
  console.log(`${found.platform}  ${found.url}\n\nladders (rung: how often it holds)`);
  for (const [name, rungs] of Object.entries(found.ladders)) {
    const held = Object.entries(rungs).map(([rung, count]) => `${count > 0 ? "+" : "-"} ${rung}: ${count}`);
    console.log(`  ${name}\n    ${held.join("\n    ")}`);
  }
  for (const { what, fields, missing, outcomes } of found.subjects) {
    console.log(`\n${what}`);
    for (const [field, by] of Object.entries(fields))
      if (by || missing.includes(field))
        console.log(`  ${missing.includes(field) ? "✗" : " "} ${field}: ${by ?? "NO RUNG"}`);
    if (outcomes.length > 0) console.log(`    ${outcomes.join(", ")}`);
  }
  for (const notice of found.notices) console.log(`\nnotice: ${notice}`);
  console.log(
    found.drifted ? "\nDRIFTED: something that should be there has no rung" : "\nall fields have a rung",
  );
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { url: { type: "string" }, json: { type: "boolean" } },
  });
  const [path] = positionals;
  if (!path) {
    console.error("npm run drift -- SAVED.html [--url URL] [--json]");
    return 2;
  }
  const found = drift(await readFile(path, "utf8"), values.url ?? null);
  if (!found) {
    console.error("No page of Facebook or YouTube: say with --url where it was saved from.");
    return 2;
  }
  if (values.json) console.log(JSON.stringify(found, null, 2));
  else print(found);
  return found.drifted ? 1 : 0;
}

if (import.meta.filename === process.argv[1])
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 2;
    },
  );

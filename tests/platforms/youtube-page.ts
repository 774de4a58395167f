/** Opens saved pages and bare API answers as `PageView`s, the way the capture tool serves them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import type { PageView } from "../../lib/platforms/platform.ts";

/** A page of HTML at an address. Scripts do not run. */
export function pageOf(html: string, url: string): PageView {
  const { document } = new JSDOM(html, { url }).window;
  return { document, url: new URL(url) };
}

/** Page data as a minimal page: `var NAME = {…};`. */
export function scripted(values: Record<string, unknown>, body = ""): string {
  const scripts = Object.entries(values).map(([name, value]) => {
    const json = JSON.stringify(value).replaceAll("<", "\\u003c");
    return `<script>${name === "ytcfg" ? `ytcfg.set(${json});` : `var ${name} = ${json};`}</script>`;
  });
  return `<!doctype html><html><head><meta charset="utf-8">${scripts.join("")}</head><body>${body}</body></html>`;
}

/** A recorded file at an address: HTML as it is, JSON wrapped. */
export function recorded(path: string, url: string): PageView {
  const text = readFileSync(path, "utf8");
  if (path.endsWith(".html")) return pageOf(text, url);
  const name = /\.(browse|next)\.json$/.test(path) ? "ytInitialData" : "ytInitialPlayerResponse";
  return pageOf(scripted({ [name]: JSON.parse(text) }), url);
}

export const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, "../fixtures/youtube", name), "utf8");
export const WATCH = "https://www.youtube.com/watch?v=Fixture0001";
export const BLOCKED = "https://www.youtube.com/watch?v=Fixture0002";
export const rendered = () => pageOf(fixture("watch.html"), `${WATCH}&pp=ygUTRACK&si=SHARE`);

export const player = (id: string, more: Record<string, unknown> = {}) => ({
  playabilityStatus: { status: "OK" },
  videoDetails: {
    videoId: id,
    title: "Invented title",
    author: "Invented channel",
    channelId: "UCaaaaaaaaaaaaaaaaaaaaaa",
    shortDescription: "Invented words",
    thumbnail: {
      thumbnails: [{ url: `https://i.ytimg.com/vi/${id}/hqdefault.jpg?sqp=-oa&rs=AOn4`, width: 480 }],
    },
  },
  ...more,
});
export const unplayable = (reason: string, more: Record<string, unknown> = {}) =>
  player("Fixture0001", { playabilityStatus: { status: "UNPLAYABLE", reason }, ...more });
export const page = (value: unknown, more: Record<string, unknown> = {}, url = WATCH) =>
  pageOf(scripted({ ytInitialPlayerResponse: value, ...more }), url);

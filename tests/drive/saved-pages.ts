/** The list of saved pages: read, checked, and served each under its own address. */
import { readFile } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { z } from "zod";
import type { Answer } from "../demo/site.ts";

const SavedPage = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  file: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
});
export type SavedPage = z.infer<typeof SavedPage>;

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".htm": "text/html; charset=utf-8",
  ".xhtml": "application/xhtml+xml; charset=utf-8",
  ".mhtml": "multipart/related",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
};

/** Headers that speak of the transfer as it was, not of the page: the file is neither packed nor chunked now. */
const OF_THE_TRANSFER = new Set(["content-encoding", "content-length", "transfer-encoding", "connection"]);

/**
 * Reads the list; files are named from the list's own folder.
 * @throws Error with what is wrong with the list
 */
export async function readList(path: string): Promise<SavedPage[]> {
  const parsed = z.array(SavedPage).safeParse(JSON.parse(await readFile(path, "utf8")));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.map((page) => ({ ...page, file: resolve(dirname(path), page.file) }));
}

/** Host names of the list. */
export const hostsOf = (pages: readonly SavedPage[]): string[] => [
  ...new Set(pages.map((page) => new URL(page.url).hostname)),
];

/** Without the fragment, which is never sent. */
const asAsked = (url: string): string => url.replace(/#.*$/, "");

/** What a page's own address answers. */
async function answerOf(page: SavedPage): Promise<Answer> {
  const given = Object.entries(page.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const headers = Object.fromEntries(given.filter(([name]) => !OF_THE_TRANSFER.has(name)));
  const type = TYPES[extname(page.file).toLowerCase()] ?? "text/html; charset=utf-8";
  return { status: 200, headers: { "content-type": type, ...headers }, body: await readFile(page.file) };
}

/** A server's answers while one page is looked at: that page, and nothing else. */
export function answersFor(current: () => SavedPage | null): (url: URL) => Promise<Answer | null> {
  return async (url) => {
    const page = current();
    // http and https pages are served by the same https server.
    const wanted = page ? new URL(asAsked(page.url).replace(/^http:/, "https:")).href : null;
    if (page && url.href === wanted) return answerOf(page);
    return { status: 404, headers: { "content-type": "text/plain" }, body: "" };
  };
}

/** Which page stands at which address of www.youtube.com. */
import { terminatedPage, watchFlexy, watchPage } from "./page.ts";
import { TERMINATED_URL, videoOf } from "./videos.ts";

/** The page (or the page's own JSON) at an address, or null. */
export function youtubeAt(url: URL): { body: string; type: "html" | "json" } | null {
  const video = videoOf(url.searchParams.get("v"));
  if (url.pathname === "/watch" && video) return { body: watchPage(video), type: "html" };
  if (url.pathname === "/youtubei/v1/next" && video) {
    const title = video.title ? `${video.title} - YouTube` : "YouTube";
    return { body: JSON.stringify({ flexy: watchFlexy(video).text, title }), type: "json" };
  }
  if (url.pathname === new URL(TERMINATED_URL).pathname) return { body: terminatedPage(), type: "html" };
  return null;
}

/**
 * The peers, in a content script of an extension of their own, so that they run where ours runs. The page asks by
 * `postMessage`; the answer carries the milliseconds measured here. Bundled at bench time, never shipped.
 */
import html2canvas from "html2canvas";
import { getPageData, helper } from "single-file-core/single-file.js";

type Peer = "html2canvas" | "single-file" | "single-file-selected";

async function run(peer: Peer, selector: string): Promise<{ ms: number; result: string }> {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`nothing at ${selector}`);
  const started = performance.now();
  const result =
    peer === "html2canvas" ? await draw(element) : await save(peer === "single-file" ? null : element);
  return { ms: performance.now() - started, result };
}

async function draw(element: HTMLElement): Promise<string> {
  const canvas = await html2canvas(element, { logging: false });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  return `${canvas.width}x${canvas.height}, ${blob?.size ?? 0} bytes`;
}

async function save(selected: Element | null): Promise<string> {
  const marked = selected ? mark(selected) : [];
  try {
    const page = await getPageData(
      {
        removeHiddenElements: true,
        removeUnusedStyles: true,
        removeUnusedFonts: true,
        removeAlternativeFonts: true,
        removeAlternativeMedias: true,
        removeAlternativeImages: true,
        compressHTML: true,
        blockScripts: true,
        blockVideos: true,
        loadDeferredImages: false,
        removeFrames: true,
        selected: selected !== null,
        url: location.href,
      },
      { fetch: fetchByBackground },
      document,
      window,
    );
    const images = page.content.split("data:image/jpeg").length - 1;
    return `${page.content.length} characters, ${images} photos inside`;
  } finally {
    for (const element of marked) element.removeAttribute(helper.SELECTED_CONTENT_ATTRIBUTE_NAME);
  }
}

/** As the SingleFile extension marks a selection: every element in it, and the way down to it. */
function mark(selected: Element): Element[] {
  const marked = [selected, ...selected.querySelectorAll("*")];
  for (let above = selected.parentElement; above; above = above.parentElement) marked.push(above);
  for (const element of marked) element.setAttribute(helper.SELECTED_CONTENT_ATTRIBUTE_NAME, "");
  return marked;
}

/** A content script may not read another origin without CORS; its background may. */
async function fetchByBackground(url: string) {
  const answer = await chrome.runtime.sendMessage({ fetch: url });
  const bytes = Uint8Array.from(atob(answer.base64), (character) => character.charCodeAt(0));
  return {
    url,
    status: answer.status,
    headers: new Headers({ "content-type": answer.type }),
    arrayBuffer: async () => bytes.buffer,
  };
}

window.addEventListener("message", (event: MessageEvent<{ peer?: Peer; selector?: string }>) => {
  const { peer, selector } = event.data;
  if (!peer || !selector) return;
  run(peer, selector).then(
    (answer) => window.postMessage({ peerDone: answer }, "*"),
    (error: unknown) => window.postMessage({ peerDone: { ms: null, result: String(error) } }, "*"),
  );
});

/** The inert copy: built from what is allowed, runs nothing, loads nothing, leads nowhere, and leaves the page as it was. */
import { describe, expect, it, vi } from "vitest";
import { DEPTH_AT_MOST } from "../../lib/page/bounds.ts";
import { makeMediaIndex } from "../../lib/page/media-index.ts";
import { takeSnapshot } from "../../lib/page/snapshot.ts";
import { fake, page } from "./fake.ts";

const HOSTILE = `<div class="app" onclick="evil()"><article id="s" class="post" data-token="t0ken" data-hook="1" onmouseover="evil()" style="background:url(/bg.png);color:red">
<script>evil()</script><style>.x{}</style><noscript>n</noscript><template><b>t</b></template><!-- lời ghi -->
<h2>Tên &lt;b&gt; "người"</h2><a href="https://www.facebook.com/p/1?__cft__=z" ping="https://t.test" target="_blank">đường <a2-x>dẫn</a2-x></a>
<a href="javascript:evil()">js</a><img src="/photo.jpg" srcset="/big.jpg 2x" onerror="evil()" alt="Ảnh"><img src="data:image/png;base64,AAAA"><img alt="Tôi" src="/self.jpg">
<form action="https://t.test/send"><input name="q" value="bí mật của tôi"><textarea>nháp của tôi</textarea><button formaction="https://t.test">Gửi</button></form>
<div contenteditable="true">đang viết dở</div><iframe src="https://t.test/f"></iframe><object data="https://t.test/o"></object><embed src="https://t.test/e">
<svg viewBox="0 0 2 2"><script>evil()</script><use href="#icon"></use><use href="https://t.test/s.svg#i"></use><image xlink:href="/avatar.jpg"></image><animate attributeName="href"></animate><a xlink:href="javascript:evil()"><path d="M0 0"></path></a></svg>
<p>một<div>hai</div></p><span style="display:none">giấu kín</span></article></div><svg><symbol id="icon"><path d="M1 1"></path></symbol></svg>`;
const SHEET = `<style>.post{color:red;background:url("wide.png")}.post[data-hook]{margin:0}img[srcset]{top:0}.post[onmouseover]{top:0}.post[data-token]{top:0}.unused{color:blue}
@media (min-width:1px){.post h2{color:green}}@font-face{font-family:x;src:url(https://t.test/f.woff)}h2::after{content:"</sty" "le>"}</style>`;

async function copy(body = HOSTILE, selector = "article", prepare?: (document: Document) => void) {
  const view = page(body, SHEET);
  prepare?.(view.document);
  (view.window as unknown as { matchMedia: unknown }).matchMedia = () => ({ matches: true });
  const subject = view.document.querySelector(selector);
  if (!subject) throw new Error("no subject");
  const before = view.document.documentElement.outerHTML;
  const media = makeMediaIndex(["https://www.facebook.com/photo.jpg"], (url) => url.includes("avatar"));
  const snapshot = await takeSnapshot(subject, {
    media,
    isOwn: (image) => image.getAttribute("alt") === "Tôi",
    cleanUrl: fake.cleanUrl,
    wire: { fetchSheet: async () => "" },
  });
  expect(view.document.documentElement.outerHTML).toBe(before);
  const parsed = page("").window;
  const document = new parsed.DOMParser().parseFromString(snapshot.html, "text/html");
  return { ...snapshot, fetches: media.fetches, document };
}

describe("the inert copy", () => {
  it("begins with a policy that forbids everything but its own images and styles", async () => {
    const { html } = await copy();
    expect(html).toMatch(
      /^<!doctype html><html lang="vi"[^>]*><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">/,
    );
  });

  it("holds no script, handler, address or thing that loads", async () => {
    const { html, document } = await copy();
    expect(html).not.toMatch(/evil|javascript:|https?:\/\/t\.test|<script|t0ken|lời ghi/);
    for (const element of document.querySelectorAll("*")) {
      expect(element.localName).not.toMatch(
        /^(script|iframe|object|embed|input|textarea|link|base|animate|template)$/,
      );
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^(srcset|action|formaction|ping|target|value)$/);
        if (/^(src|href|xlink:href|poster)$/.test(name)) expect(value).toMatch(/^(media:\d+|data:image\/|#)/);
      }
    }
  });

  it("reads a form whose fields hide its properties", async () => {
    const names = "attributes childNodes classList id style ownerDocument namespaceURI getAttribute".split(
      " ",
    );
    const fields = names.map((name) => `<input name="${name}">`).join("");
    const { document, left } = await copy(
      `<article><form class="f" onsubmit="evil()" style="color:red"><p>lời trong đơn</p>${fields}</form></article>`,
      "article",
      // As browsers do it (HTML 4.10.3); jsdom does not.
      (document) => {
        for (const field of document.querySelectorAll("input"))
          Object.defineProperty(field.form ?? {}, field.name, { value: field });
      },
    );
    const form = document.querySelector("form");
    expect([form?.className, form?.getAttribute("style"), form?.hasAttribute("onsubmit")]).toEqual([
      "f",
      "color: red;",
      false,
    ]);
    expect(form?.textContent).toContain("lời trong đơn");
    expect(left).toBe("input 8");
  });

  it("holds nothing the witness was writing, and nothing that was hidden", async () => {
    const { html, left } = await copy();
    expect(html).not.toMatch(/bí mật của tôi|nháp của tôi|đang viết dở|giấu kín/);
    expect(left).toMatch(/input 1/);
    expect(left).toMatch(/editable 1/);
  });

  it("keeps words, structure and where links led, as words", async () => {
    const { document } = await copy();
    expect(document.querySelector("article#s.post h2")?.textContent).toBe('Tên <b> "người"');
    const link = document.querySelector("a[data-address]");
    expect(link?.getAttribute("data-address")).toBe("https://www.facebook.com/p/1");
    expect(link?.getAttribute("href")).toBe("#");
    expect(document.querySelector("article")?.textContent).toContain("hai");
    expect(document.querySelector("#icon path")).not.toBeNull();
  });

  it("numbers images: the subject's own first, furniture after, the viewer's never", async () => {
    const { html, fetches, document } = await copy();
    expect(document.querySelector("img")?.getAttribute("src")).toBe("media:0");
    expect(fetches).toEqual([
      { index: 0, url: "https://www.facebook.com/photo.jpg" },
      ...fetches.slice(1).map(({ url }, at) => ({ index: at + 1, url })),
    ]);
    expect(fetches.map(({ url }) => url)).toContain("https://www.facebook.com/bg.png");
    expect(html).not.toContain("avatar.jpg");
    expect(fetches.map(({ url }) => url).join()).not.toMatch(/avatar|self/);
  });

  it("keeps the rules that match, flat, and no others", async () => {
    const { document, html } = await copy();
    const css = document.querySelector("style")?.textContent ?? "";
    expect(css).toContain(".post h2");
    expect(css).not.toMatch(/\.unused|@font-face|@media/);
    expect(document.querySelector("article")?.getAttribute("data-hook")).toBe("1");
    expect(html.match(/<\/style>/g)).toHaveLength(1);
  });

  it("wraps it in shells of its ancestors that have no box", async () => {
    const { document } = await copy();
    const shell = document.querySelector("article")?.parentElement;
    expect(shell?.className).toBe("app");
    expect(shell?.getAttribute("style")).toMatch(/^display:contents!important/);
  });

  it("copies the whole page where that is asked", async () => {
    const { document } = await copy(HOSTILE, "body");
    expect(document.body.querySelector("article")).not.toBeNull();
    expect(document.querySelectorAll("body").length).toBe(1);
  });
});

describe("the copy of a page without end", () => {
  const taken = async (body: string, room?: number) => {
    const view = page(body, SHEET);
    (view.window as unknown as { matchMedia: unknown }).matchMedia = () => ({ matches: true });
    const styled = vi.spyOn(view.window, "getComputedStyle");
    // What rules are matched with is indexed by class first.
    const indexed = vi.spyOn(view.window.Element.prototype, "classList", "get");
    const subject = view.document.querySelector("article") as Element;
    const deepest = () => [...subject.querySelectorAll("*")].at(-1) as Element;
    return {
      ...view,
      subject,
      deepest,
      styled,
      indexed,
      take: () =>
        takeSnapshot(
          subject,
          {
            media: makeMediaIndex([], () => false),
            isOwn: () => false,
            cleanUrl: fake.cleanUrl,
            wire: { fetchSheet: async () => "" },
          },
          room,
        ),
    };
  };

  it("ends at so many elements, says so, and asks no more of those beyond", async () => {
    const counts: number[] = [];
    for (const many of [300, 3000]) {
      const { take, styled, indexed } = await taken(
        `<article>${"<p class=post>x</p>".repeat(many)}</article>`,
        100,
      );
      const { html, cut, left } = await take();
      expect([cut, html.split("<p").length - 1]).toEqual([true, 99]);
      // Once, not for each of them.
      expect(left).toBe("too-large 1");
      counts.push(styled.mock.calls.length + indexed.mock.calls.length);
    }
    expect(counts[1]).toBe(counts[0]);
  });

  it("ends at so many levels", async () => {
    const { document, subject, take } = await taken("<article>lời<span></span></article>");
    let at = subject.lastElementChild as Element;
    for (let depth = 0; depth < 2 * DEPTH_AT_MOST; depth++)
      at = at.appendChild(document.createElement("span"));
    const { html, cut } = await take();
    expect(html).toContain("lời");
    expect(cut).toBe(true);
    expect(html.split("<span").length - 1).toBeLessThanOrEqual(DEPTH_AT_MOST);
  });
});

// @vitest-environment jsdom
/** Captured HTML, shown: nothing in it runs, loads or leads away, and the policy stands before all of it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inertDocument } from "../../components/archive/inert-document.ts";
import { parseRoute } from "../../components/archive/route.ts";
import { safeHref } from "../../components/archive/safe-href.ts";

const reopened = (html: string) => new DOMParser().parseFromString(inertDocument(html), "text/html");

describe("the inert document", () => {
  it("puts its policy first, whatever the page brings before it", () => {
    for (const html of [
      "<p>a",
      "<!doctype html><html><head><title>x</title>",
      "<meta charset=x><body>",
      "</head>x",
    ]) {
      const first = reopened(html).head.firstElementChild;
      expect(first?.getAttribute("http-equiv")).toBe("Content-Security-Policy");
      expect(first?.getAttribute("content")).toContain("default-src 'none'");
    }
  });

  it("keeps the mode in which the page was laid out", () => {
    expect(reopened("<!doctype html><p>a").compatMode).toBe("CSS1Compat");
    expect(reopened("<p>a").compatMode).toBe("BackCompat");
  });

  it("takes out what no policy stops, in templates too", () => {
    const html = `<link rel=preconnect href=//a><base href=//a><meta http-equiv=refresh content="0;url=//a">
      <iframe src=//a></iframe><a href=//a ping=//b target=_top onclick=x()>text</a><svg><use href="#i"/><a href="//a"/></svg>
      <template><script>1</script><a href=//a>t</a></template>`;
    const page = reopened(html);
    const all = [page, ...[...page.querySelectorAll("template")].map((template) => template.content)];
    for (const part of all) {
      expect(part.querySelector("script, link, base, iframe, meta[content*='url']")).toBeNull();
      expect(part.querySelector("a[href], [ping], [target], [onclick]")).toBeNull();
    }
    expect(page.querySelector("use")?.getAttribute("href")).toBe("#i");
    expect(page.body.textContent).toContain("text");
  });

  it("holds for any markup", () => {
    const pieces = [
      "<script>",
      "</script>",
      "<a href='//x'>",
      "<svg>",
      "<style>",
      "</style>",
      "<!--",
      "-->",
      "<template>",
      "<b onload=x>",
      "<base href=//x>",
      "</head>",
      "text",
      "<math><mtext>",
      "<table>",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const page = reopened(parts.join(""));
        expect(page.querySelector("script, base, a[href], [onload]")).toBeNull();
        expect(page.head.firstElementChild?.getAttribute("http-equiv")).toBe("Content-Security-Policy");
      }),
    );
  });
});

describe("addresses", () => {
  it("links only to the two sites, over https", () => {
    expect(safeHref("https://www.facebook.com/a/posts/1")).toBe("https://www.facebook.com/a/posts/1");
    for (const bad of [
      "javascript:alert(1)",
      "http://www.facebook.com/",
      "https://facebook.com.evil.example/",
      "https://evilfacebook.com/",
      "https://www.facebook.com@evil.example/",
      "data:text/html,x",
      "/posts/1",
      "",
    ])
      expect(safeHref(bad), bad).toBeNull();
  });

  it("reads its routes and no others", () => {
    const id = "0123456789abcdef0123456789abcdef";
    expect(parseRoute("")).toEqual({ at: "list" });
    expect(parseRoute("#/")).toEqual({ at: "list" });
    expect(parseRoute("#/allow")).toEqual({ at: "allow" });
    expect(parseRoute(`#/capture/${id}`)).toEqual({ at: "capture", id });
    expect(parseRoute("#/capture/../x")).toEqual({ at: "unknown" });
  });
});

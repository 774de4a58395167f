/** Fetching as nobody, from the sites' own hosts only, and every failure named. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { imageTypeOf } from "../../lib/extension/image-type.ts";
import { fetchImage, fetchImages, fetchSheet } from "../../lib/extension/media.ts";
import { pixelBytes } from "./material.ts";

const HERE = "https://scontent.fbcdn.net/a.png";

/** Answers as `fetch` does; `url` is where redirects ended. */
function answering(make: () => Response, url = HERE) {
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => {
    const response = make();
    Object.defineProperty(response, "url", { value: url });
    return response;
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("fetching an image", () => {
  it("sends no cookie and no referrer", async () => {
    const fetched = answering(() => new Response(pixelBytes()));
    const image = await fetchImage(HERE);
    expect(image).toMatchObject({ mediaType: "image/png", extension: "png" });
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ credentials: "omit", referrerPolicy: "no-referrer" });
  });

  it.each([
    "https://evil.example/a.png",
    "http://scontent.fbcdn.net/a.png",
    "https://fbcdn.net.evil.example/a.png",
    "https://user@scontent.fbcdn.net/a.png",
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "chrome-extension://other/a.png",
    "not an address",
  ])("never asks %s", async (url) => {
    const fetched = answering(() => new Response(pixelBytes()));
    await expect(fetchImage(url)).rejects.toMatchObject({ code: "fetch-refused" });
    expect(fetched).not.toHaveBeenCalled();
  });

  it("follows no redirect: nobody could look where it leads before it went there", async () => {
    const fetched = answering(() => {
      const response = new Response(null, { status: 200 });
      return Object.defineProperty(response, "type", { value: "opaqueredirect" });
    });
    await expect(fetchImage(HERE)).rejects.toMatchObject({ code: "fetch-refused", detail: "redirected" });
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ redirect: "manual" });
  });

  it("takes nothing from where a redirect led out", async () => {
    answering(() => new Response(pixelBytes()), "https://evil.example/a.png");
    await expect(fetchImage(HERE)).rejects.toMatchObject({ code: "fetch-refused" });
  });

  it.each([404, 403, 500, 204, 206])("names the status %i", async (status) => {
    answering(() => new Response(status === 204 ? null : pixelBytes(), { status }));
    await expect(fetchImage(HERE)).rejects.toMatchObject({ code: "fetch-status", detail: String(status) });
  });

  it("does not believe that a page is an image", async () => {
    answering(() => new Response("<html>", { headers: { "content-type": "image/png" } }));
    await expect(fetchImage(HERE)).rejects.toMatchObject({ code: "fetch-failed" });
  });

  it("stops at its limit, whatever the server says of the length", async () => {
    let cancelled = false;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(1000)),
          cancel: () => {
            cancelled = true;
          },
        }),
      );
    answering(endless);
    await expect(fetchImage(HERE, 5000)).rejects.toMatchObject({ code: "too-large" });
    expect(cancelled).toBe(true);
  });

  it("names a network failure without its address", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError(`failed to fetch ${HERE}`);
    });
    await expect(fetchImage(HERE)).rejects.toMatchObject({ code: "fetch-failed", detail: "TypeError" });
  });
});

describe("fetching several", () => {
  it("asks each address once, and one failure spoils no other", async () => {
    const fetched = vi.fn(async (url: string) => {
      if (url.includes("bad")) throw new TypeError("no");
      const response = new Response(pixelBytes());
      Object.defineProperty(response, "url", { value: url });
      return response;
    });
    vi.stubGlobal("fetch", fetched);
    const bad = "https://scontent.fbcdn.net/bad.png";
    const list = [HERE, bad, HERE, ...Array.from({ length: 20 }, (_, at) => `${HERE}?${at}`)];
    const { images } = await fetchImages(list.map((url, index) => ({ index, url })));
    expect(images.size).toBe(23);
    expect(images.get(1)).toEqual({ fault: { code: "fetch-failed", detail: "TypeError" } });
    expect(images.get(2)).toBe(images.get(0));
    expect(fetched).toHaveBeenCalledTimes(22);
  });
});

describe("fetching a style sheet", () => {
  it("takes only style sheets", async () => {
    answering(() => new Response(".a{}", { headers: { "content-type": "text/css; charset=utf-8" } }));
    expect(await fetchSheet(HERE)).toBe(".a{}");
    answering(() => new Response("<html>", { headers: { "content-type": "text/html" } }));
    await expect(fetchSheet(HERE)).rejects.toMatchObject({ code: "fetch-failed" });
  });
});

describe("what an image is", () => {
  const bytes = (text: string) => Uint8Array.from(text, (unit) => unit.charCodeAt(0));
  it.each([
    ["\xff\xd8\xff\xe0", "jpg"],
    ["\x89PNG\r\n\x1a\n", "png"],
    ["GIF89a", "gif"],
    ["RIFF\x10\0\0\0WEBPVP8 ", "webp"],
    ["\0\0\0\x20ftypavif", "avif"],
    ["\0\0\x01\0\x01", "ico"],
    ['<svg xmlns="x">', "svg"],
    ['\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a --><svg>', "svg"],
  ])("knows %j", (head, extension) => {
    expect(imageTypeOf(bytes(head))?.extension).toBe(extension);
  });
  it.each(["", "<html>", "<svgx>", "PNG", "{}", "<!doctype html><svg>"])("is not %j", (head) => {
    expect(imageTypeOf(bytes(head))).toBeNull();
  });
});

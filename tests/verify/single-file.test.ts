/** The verifier as one HTML file: nothing in it can be loaded from elsewhere, its policy lets only its own script run, and it is the same at every build. */
import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, it } from "vitest";
import { makeSingleFile, policyHash } from "../drive/single-file.ts";

let page = "";
let parsed: Document;
beforeAll(async () => {
  page = await makeSingleFile();
  parsed = new JSDOM(page).window.document;
}, 120_000);

/** Addresses that stand in the script as names of things: namespaces and what FORMAT prescribes. Nothing fetches them. */
const NAMES = [
  /^http:\/\/www\.w3\.org\//,
  /^http:\/\/iipc\.github\.io\/warc-specifications\//,
  /^https?:\/\/json-schema\.org\//,
];

describe("keepsake-verify.html", () => {
  it("is the same bytes at every build", async () => {
    expect(await makeSingleFile()).toBe(page);
  }, 120_000);

  it("has one script, which is the one its policy names, and one style", () => {
    const scripts = [...parsed.querySelectorAll("script")];
    expect(scripts).toHaveLength(1);
    const policy = parsed.querySelector("meta[http-equiv]")?.getAttribute("content") ?? "";
    const directives = new Map(policy.split("; ").map((each) => [each.split(" ")[0], each]));
    expect(directives.get("script-src")).toBe(
      `script-src ${policyHash(scripts[0]?.textContent ?? "")} 'wasm-unsafe-eval'`,
    );
    for (const name of ["default-src", "connect-src", "form-action", "base-uri", "frame-src"])
      expect(directives.get(name)).toBe(`${name} 'none'`);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval'(?<!wasm-unsafe-eval')/);
    expect(parsed.querySelectorAll("style")).toHaveLength(1);
    // before the policy stands only what says in which letters the page is written
    expect(parsed.head.children[1]?.getAttribute("http-equiv")).toBe("Content-Security-Policy");
  });

  it("names nothing that could be loaded", () => {
    for (const element of parsed.querySelectorAll("[src], [href], [srcset], [action], [data]"))
      expect(element.getAttribute("href") ?? "").toBe("data:,");
    const style = parsed.querySelector("style")?.textContent ?? "";
    expect(style).not.toMatch(/@import|url\(/);
    const script = parsed.querySelector("script")?.textContent ?? "";
    const addresses = script.match(/\b(?:https?|wss?):\/\/[\w.-]+[^\s"'`<>)\\]*/g) ?? [];
    expect(addresses.filter((address) => !NAMES.some((name) => name.test(address)))).toEqual([]);
    expect(script).not.toMatch(
      /\b(fetch|importScripts|sendBeacon)\(|new (XMLHttpRequest|WebSocket|EventSource|WebTransport|RTCPeerConnection)/,
    );
    expect(script).not.toMatch(/\bimport\s*\(|sourceMappingURL/);
  });

  it("speaks both languages, and tells nothing of the machine that built it", () => {
    expect(page).toContain("Kiểm tra gói bằng chứng");
    expect(page).toContain("Check a bundle");
    expect(page.match(/node_modules|\/home\/|\/work\/|\/root\//)).toBeNull();
  });
});

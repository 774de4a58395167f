import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { nameOf, same } from "../../lib/evidence/certificate.ts";
import { readPem, toPem, trustedRoots } from "../../lib/evidence/stamp-roots.ts";
import list from "../../lib/evidence/tsa-list.json";
import roots from "../../lib/evidence/tsa-roots.json";

describe("pinned roots", () => {
  it.each(roots)(
    "$subject has the fingerprint, subject and validity it is listed with",
    ({ sha256, pem, subject }) => {
      const [root, ...more] = readPem(pem) ?? [];
      if (!root) throw new Error("no certificate");
      expect(more).toEqual([]);
      const body = pem.replace(/-----[^-]+-----|\s/g, "");
      expect(createHash("sha256").update(Buffer.from(body, "base64")).digest("hex")).toBe(sha256);
      expect(toPem([root])).toBe(pem);
      expect(root.subject.isEqual(root.issuer)).toBe(true);
      for (const part of nameOf(root).split(", ")) expect(subject).toContain(part);
    },
  );

  it.each(roots)("$subject is the one that its source holds", ({ source, pem }) => {
    const file = `/usr/share/ca-certificates/${/mozilla\/.+/.exec(source)?.[0]}`;
    if (!existsSync(file)) return console.warn(`SKIPPED: no ${file}`);
    expect(readFileSync(file, "utf8").trim()).toBe(pem.trim());
  });

  it("are trusted together with those a newsroom adds, which may not be garbage", () => {
    const [first] = trustedRoots();
    if (!first) throw new Error("no roots");
    expect(trustedRoots()).toHaveLength(roots.length);
    const more = trustedRoots(toPem([first]));
    expect(more).toHaveLength(roots.length + 1);
    expect(same(first, more[roots.length] ?? first)).toBe(true);
    for (const garbage of ["", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
      expect(readPem(garbage)).toBeNull();
  });
});

describe("the list of authorities", () => {
  it("names a pinned root for each, and no address twice", () => {
    const pinned = new Set(roots.map(({ sha256 }) => sha256));
    expect(new Set(list.authorities.map(({ url }) => url)).size).toBe(list.authorities.length);
    for (const { root, url } of list.authorities) {
      expect(pinned).toContain(root);
      expect(new URL(url).protocol).toMatch(/^https?:$/);
    }
    expect(list.note).toContain("not tried");
  });
});

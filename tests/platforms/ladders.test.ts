/** Every rung names the page that proves it, and holds there: our own fixture, or a recorded page where those are. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import type { Rung } from "../../lib/platforms/ladder.ts";
import { platforms } from "../../lib/platforms/registry.ts";
import { REAL_DIR, realSuite } from "../fixtures/real.ts";

const FIXTURES = resolve(import.meta.dirname, "../fixtures");
/** Says openly that no page is known: markup reasoned from the site's code or from other tools. */
const UNPROVEN = /^(?:reasoned|recorded \d{4}-\d\d)$/;
const rungs = platforms.flatMap(({ name: site, ladders }) =>
  Object.entries(ladders).flatMap(([ladder, list]) =>
    list.map((rung): [string, Rung, string] => [`${site} ${ladder} ${rung.name}`, rung, site]),
  ),
);

const documents = new Map<string, Document>();
function open(path: string): Document {
  const known = documents.get(path);
  if (known) return known;
  const { document } = new JSDOM(readFileSync(path, "utf8")).window;
  documents.set(path, document);
  return document;
}
/** Not `querySelector`: jsdom's takes an id to stand once, and on these pages it does not. */
const lacks = (page: Document, selector: string) => page.querySelectorAll(selector).length === 0;
const own = (site: string, proof: string) => join(FIXTURES, site, proof.replace(/^fixtures\//, ""));
const recorded = (site: string, proof: string) => join(REAL_DIR ?? "", site, proof);

describe("the rungs", () => {
  it("have a month, a selector that parses, a proof, and a name of their own in the ladder", () => {
    const { document } = new JSDOM("").window;
    for (const [name, rung] of rungs) {
      expect([name, rung.since]).toEqual([name, expect.stringMatching(/^20\d\d-(0[1-9]|1[0-2])$/)]);
      expect([name, rung.proof]).toEqual([name, expect.stringMatching(/\S/)]);
      document.createDocumentFragment().querySelector(rung.selector);
    }
    for (const { ladders } of platforms)
      for (const list of Object.values(ladders)) {
        const names = list.map((rung) => rung.name);
        expect(new Set(names).size).toBe(names.length);
      }
  });

  it("hold in the fixture that they name", { timeout: 60_000 }, () => {
    const missing = rungs
      .filter(([, { proof }, site]) => existsSync(own(site, proof)))
      .filter(([, { proof, selector }, site]) => lacks(open(own(site, proof)), selector))
      .map(([name, { proof }]) => `${name}: ${proof}`);
    expect(missing).toEqual([]);
  });
});

describe.skipIf(!REAL_DIR)(realSuite("the rungs, over recorded pages"), () => {
  it("name a page that is there, or say that none is known", () => {
    const unknown = rungs
      .filter(([, { proof }]) => !UNPROVEN.test(proof))
      .filter(([, { proof }, site]) => !existsSync(own(site, proof)) && !existsSync(recorded(site, proof)))
      .map(([name, { proof }]) => `${name}: ${proof}`);
    expect(unknown).toEqual([]);
  });

  it("hold in the recorded page that they name", { timeout: 120_000 }, () => {
    const missing = rungs
      .filter(([, { proof }, site]) => !existsSync(own(site, proof)) && existsSync(recorded(site, proof)))
      .filter(([, { proof, selector }, site]) => lacks(open(recorded(site, proof)), selector))
      .map(([name, { proof }]) => `${name}: ${proof}`);
    expect(missing).toEqual([]);
  });
});

/** A rule pack in force: unknown markup is read, unknown words are classified, the record names the pack; nothing built in is lost. */
import { JSDOM } from "jsdom";
import { afterEach, describe, expect, it } from "vitest";
import type { RulePack } from "../../lib/model/pack.ts";
import { RulePack as RulePackSchema } from "../../lib/model/pack.ts";
import type { Candidate } from "../../lib/notices/candidate.ts";
import { recognise } from "../../lib/notices/recognise.ts";
import { extract } from "../../lib/page/extract.ts";
import { facebook } from "../../lib/platforms/facebook/index.ts";
import { useLadders } from "../../lib/platforms/pack-ladders.ts";
import { builtInVersion, rulesInForce, unusableRungs, useRules } from "../../lib/platforms/rules.ts";
import { spotterFor } from "../../lib/platforms/spotters.ts";
import { pack } from "../packs/pack.ts";
import { FEED, fixture, pageOf, readAll } from "./facebook-page.ts";

const NEW_MARKUP = `<main><div data-the-bai><b data-ten><a href="/nguyen.van.moi">Nguyễn Văn Mới</a></b>
  <p data-loi>Chợ nổi dời bến từ rằm.</p></div></main>`;
const newPage = () => pageOf(NEW_MARKUP, "https://www.facebook.com/nguyen.van.moi");
const { document } = new JSDOM("").window;

const said = (platform: "youtube" | "facebook", text: string): Candidate => ({
  platform,
  place: "error-screen",
  about: "subject",
  parts: [{ text, from: "page-data", rung: "r" }],
  language: "vi",
  links: [],
  signals: {},
});

afterEach(() => useRules(null, document));

describe("a rule pack", () => {
  it("makes a ladder longer, so that a page with unknown markup is read", () => {
    expect(facebook.survey(newPage())).toEqual([]);
    useRules(pack, document);
    const [reading] = readAll(newPage());
    expect(reading?.extraction.text).toEqual({
      value: "Chợ nổi dời bến từ rằm.",
      from: "dom",
      rung: "pack/loi-2027",
    });
    expect(reading?.extraction.author.name?.value).toBe("Nguyễn Văn Mới");
    useRules(null, document);
    expect(facebook.survey(newPage())).toEqual([]);
  });

  it("lets the light half put a button on such a post", () => {
    const spotter = spotterFor(new URL(FEED));
    const page = newPage();
    const roots = [page.document.documentElement];
    expect(spotter?.find(roots, page)).toEqual([]);
    if (spotter) useLadders([spotter], pack, page.document);
    expect(spotter?.find(roots, page)).toEqual([page.document.querySelector("[data-the-bai]")]);
  });

  it("leaves what is built in as it was", () => {
    const before = readAll(fixture("feed-2026.html", FEED)).map(({ extraction }) => extraction);
    useRules(pack, document);
    expect(readAll(fixture("feed-2026.html", FEED)).map(({ extraction }) => extraction)).toEqual(before);
  });

  it("adds a sentence, with what it names, and only on its platform", () => {
    const words = "Gác mây đã khép theo lời Sở Mây tại Việt Nam.";
    expect(recognise([said("youtube", words)])[0]?.class).toBe("unrecognised");
    useRules(pack, document);
    expect(recognise([said("youtube", words)])[0]).toMatchObject({
      class: "geo-legal",
      certainty: "quoted",
      rule: "youtube/vi/pack/gac-may",
      authority: "Sở Mây",
      country: { iso: "VN" },
      text: words,
    });
    expect(recognise([said("facebook", words)])[0]?.class).toBe("unrecognised");
  });

  it("adds a template", () => {
    useRules(pack, document);
    expect(recognise([said("facebook", "Vì mây xám, nơi này đã khép cửa")])[0]).toMatchObject({
      class: "removed-policy",
      certainty: "template",
      rule: "template/vi/pack/may-khep",
    });
    useRules(null, document);
    expect(recognise([said("facebook", "Vì mây xám, nơi này đã khép cửa")])[0]?.class).toBe("unrecognised");
  });

  it("is named in the record; without one, what is built in is", () => {
    expect(rulesInForce()).toEqual({ name: "built-in", version: builtInVersion() });
    expect(builtInVersion()).toMatch(/^\d{4}-\d\d-\d\d\+[0-9a-f]{8}$/);
    useRules(pack, document);
    expect(rulesInForce()).toEqual({ name: pack.name, version: pack.version });
  });

  it("that this version cannot use in part says so in the record, and the rest is used", () => {
    const rung = (name: string, selector: string) => ({ name, since: "2027-01", selector, proof: "p" });
    const odd: RulePack = {
      ...pack,
      ladders: {
        facebook: {
          ...pack.ladders?.facebook,
          NO_LADDER: { before: [rung("nowhere", "b")] },
          TITLE: { after: [rung("broken", "a:::b")] },
        },
      },
    };
    expect(RulePackSchema.safeParse(odd).success).toBe(true);
    useRules(odd, document);
    expect(unusableRungs()).toEqual(["facebook.NO_LADDER.nowhere", "facebook.TITLE.broken"]);
    const page = newPage();
    const reading = extract(facebook, page, facebook.survey(page)[0] ?? null);
    expect(reading.extraction.text?.rung).toBe("pack/loi-2027");
    expect(reading.outcomes).toContainEqual({
      step: "observe",
      part: "pack",
      status: "reduced",
      fault: "pack-malformed",
      detail: "rungs not usable here: facebook.NO_LADDER.nowhere, facebook.TITLE.broken",
    });
  });
});

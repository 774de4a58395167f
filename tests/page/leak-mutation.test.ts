// @vitest-environment node
/** With each scrubbing rule left out, one at a time, the leak gate stops what comes of it; with all of them it lets it go. */
import { describe, expect, it, vi } from "vitest";
import { gateOf } from "../../lib/bundle/leak-gate.ts";
import { needlesOf } from "../../lib/bundle/leak-scan.ts";
import { writeWacz } from "../../lib/bundle/wacz-write.ts";
import { compose } from "../../lib/extension/compose.ts";
import { prepare, RULES, type Rule } from "../../lib/page/prepare.ts";
import { WITNESS, witnessStrings } from "../demo/witness.ts";
import { sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { article, stage } from "./capture-stage.ts";
import { extraction, fake } from "./fake.ts";

const PACK = { name: "built-in", version: "1" };
const AT = "2026-11-20T08:00:00.000Z";

/** What the gate finds in a bundle of a page that states each string of the witness in every place. `unchecked`: without the background's own look. */
async function found(off: Rule | undefined, unchecked: boolean, stated = witnessStrings): Promise<number> {
  const { document } = stage();
  vi.stubGlobal("document", document);
  const said = witnessStrings.join(" | ");
  const element = article(document);
  element.append(said);
  const platform = {
    ...fake,
    cleanUrl: (url: string) => `${url.split("#")[0]}?av=${WITNESS.facebookId}`,
    viewer: () => ({ strings: stated.map((value) => ({ value, what: "token" })), loggedIn: true }),
  };
  const page = { document, url: new URL("https://www.facebook.com/a") };
  const read = fake.read(page, null);
  const text = { value: said, from: "dom" as const, rung: "r" };
  const reading = {
    ...read,
    extraction: { ...extraction("x"), text },
    pageData: { said },
    element,
  };
  const prepared = await prepare(reading, element, {
    platform,
    page,
    wire: { fetchSheet: async () => "" },
    ...(off ? { off } : {}),
  });
  const material = { ...prepared, scope: "post" as const, rerendered: null, pack: PACK };
  const facts = {
    url: prepared.url,
    startedAt: AT,
    sealedAt: AT,
    trigger: "button" as const,
    scope: "post" as const,
    tool: { name: "Keepsake", version: "0.1.0" },
    pack: PACK,
  };
  const checked = unchecked ? { ...material, viewerStrings: [] } : material;
  const made = await compose(checked, facts, { picture: null, outcomes: [] }, { images: new Map(), ms: 0 });
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, blob] of made.files) files.set(name, new Uint8Array(await blob.arrayBuffer()));
  const sample = async () => ({ statement: made.statement, files });
  const input = sampleInput(await sampleCase(1, 0, { sample }));
  const gate = gateOf(needlesOf(witnessStrings.map((value) => ({ value }))));
  const out = writeWacz({ ...input, captures: gate.looking(async_(input.captures)) }).pipeThrough(
    gate.stream,
  );
  await out.pipeTo(new WritableStream()).catch((error: unknown) => error);
  return gate.found.size;
}

const async_ = <T>(items: Iterable<T> | AsyncIterable<T>): AsyncIterable<T> => ({
  async *[Symbol.asyncIterator]() {
    yield* items;
  },
});

describe("scrubbing and the gate behind it", () => {
  it("let nothing of the witness through, and lose no capture", async () => {
    expect(await found(undefined, false)).toBe(0);
    expect(await found(undefined, true)).toBe(0);
  });

  it.each(RULES)("the gate stops what comes without the rule for: %s", async (rule) => {
    const all = rule === "address" ? 1 : witnessStrings.length;
    expect(await found(rule, true)).toBeGreaterThanOrEqual(all);
  });

  it("the gate, which knows them from other pages, stops what a page does not say to be theirs", async () => {
    expect(await found(undefined, false, [])).toBe(witnessStrings.length);
  });

  it.each(RULES)("the background's own look stands in for the rule for: %s", async (rule) => {
    expect(await found(rule, false)).toBe(0);
  });
});

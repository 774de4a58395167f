/** A page's capture on its way out: scrubbed, composed, written as a bundle, and looked through by the gate. */
import { vi } from "vitest";
import { gateOf } from "../../lib/bundle/leak-gate.ts";
import { needlesOf } from "../../lib/bundle/leak-scan.ts";
import { writeWacz } from "../../lib/bundle/wacz-write.ts";
import { compose } from "../../lib/extension/compose.ts";
import { prepare, type Rule } from "../../lib/page/prepare.ts";
import { WITNESS, witnessStrings } from "../demo/witness.ts";
import { sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { article, stage } from "./capture-stage.ts";
import { extraction, fake } from "./fake.ts";

const PACK = { name: "built-in", version: "1" };
const AT = "2026-11-20T08:00:00.000Z";

interface Leaving {
  /** The rule that is left out. */
  off?: Rule | undefined;
  /** Without the background's own look. */
  unchecked?: boolean;
  /** What leads back to the witness: it stands in every place of the page, and the gate knows it. */
  strings?: readonly string[];
  /** What of that the page is known to say of its viewer. */
  stated?: readonly string[];
}

/** Which of the strings the gate finds. */
export async function foundLeaving({
  off,
  unchecked = false,
  strings = witnessStrings,
  stated = strings,
}: Leaving): Promise<string[]> {
  const { document } = stage();
  vi.stubGlobal("document", document);
  const said = strings.join(" | ");
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
  const gate = gateOf(needlesOf(strings.map((value) => ({ value }))));
  const out = writeWacz({ ...input, captures: gate.looking(async_(input.captures)) }).pipeThrough(
    gate.stream,
  );
  await out.pipeTo(new WritableStream()).catch((error: unknown) => error);
  return strings.filter((_, at) => gate.found.has(at));
}

const async_ = <T>(items: Iterable<T> | AsyncIterable<T>): AsyncIterable<T> => ({
  async *[Symbol.asyncIterator]() {
    yield* items;
  },
});

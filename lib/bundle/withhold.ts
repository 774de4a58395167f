/** A choice of what to withhold, applied to captures on their way into a bundle (FORMAT §4.4, §4.9-4.11). */
import { commitmentOf, openDisclosure } from "../evidence/disclose.ts";
import { FaultError } from "../model/fault.ts";
import { blackOut } from "./blackout.ts";
import type { BundleCapture, DerivedInput } from "./input.ts";
import type { Region } from "./redaction.ts";

const DERIVED = "derived/";

/** What is chosen of one record. Paths as FORMAT §4.3 has them, e.g. `comment/3`, `artefact/picture.png`. */
export interface Choice {
  record: string;
  /** Left out; `derived/FILE` drops a picture that somebody blacked out before. */
  paths: readonly string[];
  /** Left out, with a picture in their place that is black in these regions. `path`: an artefact's. */
  blackouts: readonly { path: string; regions: readonly Region[] }[];
}

/** All paths that a choice leaves out. */
export const pathsOf = ({ paths, blackouts }: Choice): Set<string> =>
  new Set([...paths, ...blackouts.map(({ path }) => path)]);

/**
 * The capture without what is withheld, pictures blacked out where asked. Throws FaultError `not-found` where a path is
 * not among its disclosures (a slip of the pen must not publish a name). Its pictures throw `export-failed` where one
 * cannot be blacked out.
 */
export async function withhold(capture: BundleCapture, choice: Choice): Promise<BundleCapture> {
  const withheld = pathsOf(choice);
  const kept: string[] = [];
  const left = new Map<string, string>();
  for (const disclosure of capture.disclosures) {
    const path = openDisclosure(disclosure)?.path;
    if (path !== undefined && withheld.has(path)) left.set(path, disclosure);
    else kept.push(disclosure);
  }
  for (const path of withheld)
    if (!left.has(path) && !path.startsWith(DERIVED)) throw new FaultError("not-found", path);
  const derived = async (): Promise<DerivedInput[]> => {
    const before = (await capture.derived?.()) ?? [];
    const made = before.filter((one) => !("entry" in one && withheld.has(DERIVED + one.entry.file)));
    for (const { path, regions } of choice.blackouts)
      made.push(await blackedOut(capture, path, left.get(path) ?? "", regions));
    return made;
  };
  return { ...capture, disclosures: kept, derived };
}

async function blackedOut(
  capture: BundleCapture,
  path: string,
  disclosure: string,
  regions: readonly Region[],
): Promise<DerivedInput> {
  const name = /^artefact\/(.+)$/.exec(path)?.[1];
  if (name === undefined) throw new FaultError("export-failed", "only pictures can be blacked out");
  const original = await capture.artefact(name);
  const { png, width, height } = await blackOut(new Uint8Array(await original.arrayBuffer()), regions);
  const of = await commitmentOf(disclosure);
  return { of, png: new Blob([png], { type: "image/png" }), regions: [...regions], width, height };
}

/** All captures, each by its choice, where there is one. Can be read more than once, as far as `captures` can. */
export function withholding(
  captures: BundleCapture[] | AsyncIterable<BundleCapture>,
  choices: readonly Choice[],
): AsyncIterable<BundleCapture> {
  const byRecord = new Map(choices.map((choice) => [choice.record, choice]));
  return {
    async *[Symbol.asyncIterator]() {
      for await (const capture of captures) {
        const choice = byRecord.get(capture.captureId);
        yield choice ? await withhold(capture, choice) : capture;
      }
    },
  };
}

/** A choice of what to withhold, applied to captures on their way into a bundle (FORMAT §4.4, §4.9-4.11). */
import { commitmentOf, openDisclosure } from "../evidence/disclose.ts";
import { FaultError } from "../model/fault.ts";
import { blackOut } from "./blackout.ts";
import type { BundleCapture, DerivedInput } from "./input.ts";
import type { Region } from "./redaction.ts";

/** What is chosen of one record. Paths as FORMAT §4.3 has them, e.g. `comment/3`, `artefact/picture.png`. */
export interface Choice {
  record: string;
  /** Left out. */
  paths: readonly string[];
  /** Left out, with a picture in their place that is black in these regions. `path`: an artefact's. */
  blackouts: readonly { path: string; regions: readonly Region[] }[];
}

/** All paths that a choice leaves out. */
export const pathsOf = ({ paths, blackouts }: Choice): Set<string> =>
  new Set([...paths, ...blackouts.map(({ path }) => path)]);

/**
 * The capture without what is withheld, pictures blacked out where asked. Throws FaultError `not-found` where a path is
 * not among its disclosures (a slip of the pen must not publish a name), `export-failed` where a picture cannot be blacked out.
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
  for (const path of withheld) if (!left.has(path)) throw new FaultError("not-found", path);
  const derived: DerivedInput[] = (capture.derived ?? []).slice();
  for (const { path, regions } of choice.blackouts) {
    const name = /^artefact\/(.+)$/.exec(path)?.[1];
    if (name === undefined) throw new FaultError("export-failed", "only pictures can be blacked out");
    const original = await capture.artefact(name);
    const made = await blackOut(new Uint8Array(await original.arrayBuffer()), regions);
    const { width, height } = made;
    const png = new Blob([made.png], { type: "image/png" });
    derived.push({ of: await commitmentOf(left.get(path) ?? ""), png, regions: [...regions], width, height });
  }
  return { ...capture, disclosures: kept, ...(derived.length > 0 ? { derived } : {}) };
}

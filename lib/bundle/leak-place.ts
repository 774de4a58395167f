/** Where in the captures of a bundle strings stand: asked only after the gate found some. */
import { utf8 } from "../evidence/bytes.ts";
import { openDisclosure } from "../evidence/disclose.ts";
import type { BundleCapture } from "./input.ts";
import type { Needles } from "./leak-scan.ts";

/** `path`: FORMAT §4.3, of what can be withheld. `string`: the number of the one found. */
export interface Placed {
  captureId: string;
  path: string;
  string: number;
}

const CHUNK = 1024 * 1024;

/** All places, in the order of the captures; at most `most`. */
export async function placesOf(
  captures: Iterable<BundleCapture> | AsyncIterable<BundleCapture>,
  needles: Needles,
  most = 200,
): Promise<Placed[]> {
  const places: Placed[] = [];
  for await (const capture of captures) {
    const { captureId } = capture;
    for (const disclosure of capture.disclosures) {
      const leaf = openDisclosure(disclosure);
      if (!leaf) continue;
      const found = new Set<number>();
      needles.scan((index) => found.add(index)).see(utf8(JSON.stringify(leaf.value)));
      const name = /^artefact\/(.+)$/.exec(leaf.path)?.[1];
      if (name !== undefined)
        for (const index of await inBlob(await capture.artefact(name), needles)) found.add(index);
      for (const string of found) {
        if (places.length >= most) return places;
        places.push({ captureId, path: leaf.path, string });
      }
    }
  }
  return places;
}

async function inBlob(blob: Blob, needles: Needles): Promise<Set<number>> {
  const found = new Set<number>();
  const scan = needles.scan((index) => found.add(index));
  for (let at = 0; at < blob.size; at += CHUNK)
    scan.see(new Uint8Array(await blob.slice(at, at + CHUNK).arrayBuffer()));
  return found;
}

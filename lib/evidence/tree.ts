/** The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1), kept as a compact range: the roots of its full subtrees, largest first. */
import { FaultError } from "../model/fault.ts";
import { type Bytes, concat } from "./bytes.ts";
import { label, sha256, sha256Raw, unlabel } from "./digest.ts";

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** Leaf hash `SHA-256(0x00 ‖ entry)`, labelled. */
export const leafHash = (entry: Uint8Array): Promise<string> => sha256(concat(LEAF, entry));

const nodeHash = (left: Bytes, right: Bytes): Promise<Bytes> => sha256Raw(concat(NODE, left, right));

/** The compact range after one more leaf: O(log n). `size` is the number of leaves before. Labelled digests in and out. */
export async function appendLeaf(peaks: readonly string[], size: number, leaf: string): Promise<string[]> {
  const stack = peaks.map(raw);
  let node = raw(leaf);
  // each trailing 1 bit of `size` is a full subtree as tall as the new node: merge (size may pass 2^31, so no bit shifts)
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = stack.pop();
    if (!left) throw new FaultError("seal-failed", "compact range does not fit its size");
    node = await nodeHash(left, node);
  }
  return [...stack, node].map(label);
}

/** The root over a compact range, labelled; of no leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export async function rootOf(peaks: readonly string[]): Promise<string> {
  const stack = peaks.map(raw);
  let node = stack.pop();
  if (!node) return sha256(new Uint8Array());
  for (let left = stack.pop(); left; left = stack.pop()) node = await nodeHash(left, node);
  return label(node);
}

/** The root over labelled leaf hashes. */
export async function treeRoot(leaves: Iterable<string>): Promise<string> {
  let peaks: string[] = [];
  let size = 0;
  for (const leaf of leaves) peaks = await appendLeaf(peaks, size++, leaf);
  return rootOf(peaks);
}

function raw(digest: string): Bytes {
  const bytes = unlabel(digest);
  if (!bytes) throw new FaultError("seal-failed", "not a digest");
  return bytes;
}

/**
 * The leak gate: every byte of a bundle, as it leaves the writer and before it is saved or encrypted, is looked through for
 * strings that lead back to the witness. Knows nothing of the writer but the layout of FORMAT §2.3 and §8.2.
 */

import { utf8 } from "../evidence/bytes.ts";
import { openDisclosure } from "../evidence/disclose.ts";
import { FaultError } from "../model/fault.ts";
import type { BundleCapture } from "./input.ts";
import type { Needles } from "./leak-scan.ts";

export interface Gate {
  /** The same bytes. The stream errors with FaultError `leak-found` at its end where any string was found, so that all are told. */
  stream: TransformStream<Uint8Array, Uint8Array>;
  /** The same captures, their disclosures read: base64url hides what was escaped before (FORMAT §4.1). */
  looking(captures: AsyncIterable<BundleCapture>): AsyncIterable<BundleCapture>;
  /** Numbers of the strings found so far. */
  found: ReadonlySet<number>;
}

/** A gate for one bundle. */
export function gateOf(needles: Needles): Gate {
  const found = new Set<number>();
  const scan = needles.scan((index) => found.add(index));
  const see = unframing(scan.see);
  const stream = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      see(chunk);
      controller.enqueue(chunk);
    },
    flush() {
      if (found.size > 0) throw new FaultError("leak-found");
    },
  });
  const looking = (captures: AsyncIterable<BundleCapture>): AsyncIterable<BundleCapture> => ({
    async *[Symbol.asyncIterator]() {
      for await (const capture of captures) {
        const leaves = needles.scan((index) => found.add(index));
        for (const disclosure of capture.disclosures)
          leaves.see(utf8(JSON.stringify(openDisclosure(disclosure)?.value ?? null)));
        yield capture;
      }
    },
  });
  return { stream, looking, found };
}

/**
 * Passes a bundle's bytes on without the five bytes before each stored block of its archive: a name that lies across two
 * blocks would be cut by them. Anything but that layout is refused: what cannot be read cannot be checked.
 */
export function unframing(pass: (bytes: Uint8Array) => void): (chunk: Uint8Array) => void {
  let step: Step = "zip";
  /** Bytes of a head that came in pieces. */
  let head: number[] = [];
  /** Bytes of this step that are still to pass. */
  let left = 0;
  let last = false;

  const next = (byte: number): void => {
    head.push(byte);
    if (step === "zip" && head.length === 30)
      enter("name", (head[26] ?? 0) + 256 * (head[27] ?? 0), [0x50, 0x4b, 3, 4]);
    else if (step === "member" && head.length === 10) {
      const over = head[0] === 0x50;
      enter(over ? "rest" : "block", Number.POSITIVE_INFINITY, over ? [0x50, 0x4b, 7, 8] : [0x1f, 0x8b]);
    } else if (step === "block" && head.length === 5) {
      last = (head[0] ?? 0) === 1;
      const length = (head[1] ?? 0) + 256 * (head[2] ?? 0);
      if ((head[0] ?? 0) > 1) throw new FaultError("export-failed", "gate: layout");
      head = [];
      enter("data", length, []);
    }
  };
  const enter = (to: Step, length: number, begins: readonly number[]): void => {
    if (begins.some((byte, index) => head[index] !== byte))
      throw new FaultError("export-failed", "gate: layout");
    if (head.length > 0) pass(Uint8Array.from(head));
    [step, left, head] = [to, length, []];
    if (left === 0) leave();
  };
  const leave = (): void => {
    const to: Step = step === "data" ? (last ? "sums" : "block") : "member";
    [step, left] = [to, to === "sums" ? 8 : 0];
  };

  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (step === "zip" || step === "member" || step === "block") {
        next(chunk[at++] ?? 0);
        continue;
      }
      const piece = chunk.subarray(at, at + Math.min(left, chunk.length - at));
      pass(piece);
      at += piece.length;
      left -= piece.length;
      if (left === 0) leave();
    }
  };
}

type Step = "zip" | "name" | "member" | "block" | "data" | "sums" | "rest";

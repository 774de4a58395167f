/** The writer's bytes, as committed: whoever makes it faster changes none of them, however long a payload is and wherever it lies. */
import { expect, it, vi } from "vitest";
import { waczBytes } from "../../lib/bundle/wacz-write.ts";
import { inNode } from "../../lib/cli/in-node.ts";
import { sha256Stream } from "../../lib/evidence/digest.ts";
import { sampleCase, sampleInput } from "../fixtures/bundle.ts";
import { fixedKeys, withFixedChance } from "../fixtures/fixed.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Nothing, one block to the byte with its record's head or without, what is held in memory, what is read in slices. */
const SIZES = [0, 65_535, 131_070, 3_000_000, 9_000_000];

const GOLDEN = [
  "sha256:395b841847146c47dacb7e811e45edf6b8636dbf778f87a8011cd136acbb5f8c",
  "sha256:f57b1089b49b8c50c8f39fdbff13fddfaa4f203b2b3a680b7abe062740b653cd",
  "sha256:4e748a3eabb3b633ae9a573e3832f71704fdcc0996230e8cc3aeed7ca0800a90",
  "sha256:63e2e9bdda9d2172aeefe1e90c45704a39f36604d2219b98a32d1ad9b340c17a",
  "sha256:f223b94c7101289a3328413500fd3ae07f1f76f06d94a127fecef4f80879e265",
];

async function* flat(lists: AsyncIterable<Uint8Array[]>): AsyncGenerator<Uint8Array> {
  for await (const pieces of lists) yield* pieces;
}

it.each([
  ["in the caller's thread", {}],
  ["as on the command line", inNode],
])("are what they were, %s", async (_, runtime) => {
  const digests: string[] = [];
  for (const mediaBytes of SIZES)
    await withFixedChance("writer", async () => {
      const keys = await fixedKeys("writer", "2026-11-20T07:59:00.000Z");
      const made = await sampleCase(2, 0, { mediaBytes, keys });
      digests.push(await sha256Stream(flat(waczBytes(sampleInput(made, { padded: true, ...runtime })))));
    });
  expect(digests).toEqual(GOLDEN);
});

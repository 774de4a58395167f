/** What is prepared ahead: in order, as much as asked, and an error where its thing would have come. */
import { expect, it } from "vitest";
import { ahead } from "../../lib/bundle/ahead.ts";

async function* numbers(count: number): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) yield n;
}

/** As long as they are high. */
const sizeOf = (n: number): number => n;

it.each([
  [0, [2, 3, 4, 5, 6, 6]],
  [4, [4, 4, 5, 5, 6, 6]],
  [10, [5, 6, 6, 6, 6, 6]],
])("prepares one and at least %i bytes beside the one that was given out, in order", async (most, counts) => {
  const begun: number[] = [];
  const seen: [number, number][] = [];
  const prepare = async (n: number): Promise<number> => {
    begun.push(n);
    await new Promise((resolve) => setImmediate(resolve));
    return n;
  };
  for await (const n of ahead(numbers(6), sizeOf, most, prepare)) seen.push([n, begun.length]);
  expect(seen).toEqual(counts.map((count, n) => [n, count]));
});

it("gives what came before the one that could not be prepared", async () => {
  const prepare = async (n: number): Promise<number> => {
    if (n === 2) throw new Error("rotten");
    return n;
  };
  const seen: number[] = [];
  const all = async () => {
    for await (const n of ahead(numbers(6), sizeOf, 6, prepare)) seen.push(n);
  };
  await expect(all()).rejects.toThrow("rotten");
  expect(seen).toEqual([0, 1]);
});

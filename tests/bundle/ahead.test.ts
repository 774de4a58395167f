/** What is prepared ahead: in order, as many as asked, and an error where its thing would have come. */
import { expect, it } from "vitest";
import { ahead } from "../../lib/bundle/ahead.ts";

async function* numbers(count: number): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) yield n;
}

it.each([1, 3])("prepares %i beside the one that was given out, in order", async (depth) => {
  const begun: number[] = [];
  const seen: [number, number][] = [];
  const prepare = async (n: number): Promise<number> => {
    begun.push(n);
    await new Promise((resolve) => setImmediate(resolve));
    return n;
  };
  for await (const n of ahead(numbers(6), depth, prepare)) seen.push([n, begun.length]);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5].map((n) => [n, Math.min(6, n + 1 + depth)]));
});

it("gives what came before the one that could not be prepared", async () => {
  const prepare = async (n: number): Promise<number> => {
    if (n === 2) throw new Error("rotten");
    return n;
  };
  const seen: number[] = [];
  const all = async () => {
    for await (const n of ahead(numbers(6), 3, prepare)) seen.push(n);
  };
  await expect(all()).rejects.toThrow("rotten");
  expect(seen).toEqual([0, 1]);
});

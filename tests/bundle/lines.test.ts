/** Lines of a file in a bundle: the same whether they come as bytes or as text, wherever the pieces end that are read. */
import { describe, expect, it } from "vitest";
import { blobSource } from "../../lib/bundle/source.ts";
import { entryLines, entryTexts } from "../../lib/bundle/wacz-read.ts";
import type { ZipEntry } from "../../lib/bundle/zip-read.ts";
import { concat, fromUtf8, utf8 } from "../../lib/evidence/bytes.ts";

const MIB = 1024 * 1024;

function fileOf(...parts: Uint8Array[]) {
  const bytes = concat(...parts);
  const entry = { method: 0, dataAt: 0, packed: bytes.length, size: bytes.length } as ZipEntry;
  return [blobSource(new Blob([bytes])), entry] as const;
}

/** What came, and whether it ended well. */
async function all<T>(items: AsyncIterable<T>): Promise<{ came: T[]; ended: boolean }> {
  const came: T[] = [];
  try {
    for await (const item of items) came.push(item);
    return { came, ended: true };
  } catch {
    return { came, ended: false };
  }
}

/** Both ways, which must agree. */
async function lines(limit: number, ...parts: Uint8Array[]) {
  const file = fileOf(...parts);
  const bytes = await all(entryLines(...file, limit));
  const texts = await all(entryTexts(...file, limit));
  const came = bytes.came.map(fromUtf8);
  expect(texts.came.flat()).toEqual(came);
  expect(texts.ended).toBe(bytes.ended);
  return { came, ended: bytes.ended };
}

describe("lines of a file", () => {
  it("are whole where a piece ends inside one, and inside a character", async () => {
    for (const short of [0, 1, 2, 3, 4]) {
      const written = ["a".repeat(MIB - 2 - short), "ồ🌿", "", "b".repeat(2 * MIB + 5), "ồ"];
      const { came, ended } = await lines(3 * MIB, utf8(`${written.join("\n")}\n`));
      expect(came.every((line, n) => line === written[n])).toBe(true);
      expect([came.length, ended]).toEqual([written.length, true]);
    }
    expect(await lines(9)).toEqual({ came: [], ended: true });
  });

  it("are none where they are not UTF-8, and only those", async () => {
    const { came } = await lines(9, utf8("a\n"), Uint8Array.of(0xc3, 10, 0xa9, 10), utf8("é\n"));
    expect(came).toEqual(["a", null, null, "é"]);
  });

  it("end with what is wrong: one too long over several pieces, one without its newline", async () => {
    const long = utf8("x".repeat(3 * MIB));
    expect(await lines(2 * MIB, utf8("a\nb\n"), long, utf8("\nc\n"))).toEqual({
      came: ["a", "b"],
      ended: false,
    });
    expect(await lines(9, utf8("a\nb\nc"))).toEqual({ came: ["a", "b"], ended: false });
    const short = await all(entryLines(...fileOf(utf8("a\nabcdef\nb\n")), 5));
    expect([short.came.map(fromUtf8), short.ended]).toEqual([["a"], false]);
    const kept = await all(entryLines(...fileOf(utf8("a\nb")), 5, "keep"));
    expect([kept.came.map(fromUtf8), kept.ended]).toEqual([["a", "b"], true]);
  });

  it("are not gathered beyond their limit", async () => {
    const [source, entry] = fileOf(new Uint8Array(9 * MIB));
    let read = 0;
    const counted = {
      ...source,
      read(at: number, length: number) {
        read += length;
        return source.read(at, length);
      },
    };
    expect(await all(entryTexts(counted, entry, 2 * MIB))).toEqual({ came: [], ended: false });
    expect(read).toBeLessThanOrEqual(3 * MIB);
  });
});

/** Writes a PNG that holds pixels and nothing else: no times, no profiles, no texts (FORMAT §4.11). */
import { crc32 } from "hash-wasm";
import { type Bytes, concat, plain, utf8 } from "../evidence/bytes.ts";
import { PNG_SIGNATURE } from "./png-read.ts";

/** A PNG of the given rows, each `width * channels` bytes, compressed afresh. */
export async function writePng(
  head: { width: number; height: number; channels: 3 | 4 },
  rows: AsyncIterable<Uint8Array>,
): Promise<Bytes> {
  const size = new DataView(new ArrayBuffer(8));
  size.setUint32(0, head.width);
  size.setUint32(4, head.height);
  const colour = head.channels === 3 ? 2 : 6;
  return concat(
    PNG_SIGNATURE,
    await chunk("IHDR", concat(new Uint8Array(size.buffer), Uint8Array.of(8, colour, 0, 0, 0))),
    await chunk("IDAT", await deflated(filtered(rows, head.channels))),
    await chunk("IEND", new Uint8Array()),
  );
}

async function chunk(type: string, content: Uint8Array): Promise<Bytes> {
  const body = concat(utf8(type), content);
  const frame = new DataView(new ArrayBuffer(8));
  frame.setUint32(0, content.length);
  frame.setUint32(4, Number.parseInt(await crc32(body), 16));
  const bytes = new Uint8Array(frame.buffer);
  return concat(bytes.subarray(0, 4), body, bytes.subarray(4));
}

/** Each row as it stands or as the difference to its left, whichever is the calmer: photographs shrink by a third so. */
async function* filtered(rows: AsyncIterable<Uint8Array>, step: number): AsyncGenerator<Bytes> {
  for await (const row of rows) {
    const beside = row.map((byte, index) => byte - (index < step ? 0 : (row[index - step] ?? 0)));
    yield unrest(beside) < unrest(row) ? concat(Uint8Array.of(1), beside) : concat(Uint8Array.of(0), row);
  }
}

const unrest = (row: Uint8Array): number => row.reduce((sum, byte) => sum + Math.min(byte, 256 - byte), 0);

async function deflated(chunks: AsyncGenerator<Bytes>): Promise<Bytes> {
  const stream = new ReadableStream<Bytes>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
  const reader = stream.pipeThrough(new CompressionStream("deflate")).getReader();
  const parts: Bytes[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(plain(next.value));
  return concat(...parts);
}

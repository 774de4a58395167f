/** What can be read lies in no file of the extension's own while it is on its way out. */
import { afterEach, expect, it, vi } from "vitest";
import { openSealedSink, openSink, removeSink } from "../../lib/extension/sink.ts";

const getDirectory = vi.fn();
vi.stubGlobal("navigator", { storage: { getDirectory } });
afterEach(() => vi.clearAllMocks());

it("holds a bundle in memory, and asks for no file", async () => {
  const sink = await openSink("a");
  const writer = sink.writable.getWriter();
  for (const text of ["xin ", "chào"]) await writer.write(new TextEncoder().encode(text));
  await writer.close();
  expect(await (await sink.finish()).text()).toBe("xin chào");
  expect(getDirectory).not.toHaveBeenCalled();
  removeSink("a");
});

it("holds one at a time: the next begins when the one before is let go", async () => {
  await openSink("a");
  const order: string[] = [];
  const [second, third] = ["b", "c"].map((name) => openSink(name).then(() => void order.push(name)));
  removeSink("unknown");
  await new Promise((resolve) => setImmediate(resolve));
  expect(order).toEqual([]);
  removeSink("a");
  await second;
  await new Promise((resolve) => setImmediate(resolve));
  expect(order).toEqual(["b"]);
  removeSink("b");
  await third;
  removeSink("c");
  expect(order).toEqual(["b", "c"]);
});

it("forgets what was written when it is cut short", async () => {
  const sink = await openSink("a");
  const writer = sink.writable.getWriter();
  await writer.write(new Uint8Array(5));
  await writer.abort(new Error("leak"));
  expect((await sink.finish()).size).toBe(0);
  removeSink("a");
});

it("gives what is sealed a file, and memory where the browser has none", async () => {
  getDirectory.mockRejectedValue(new DOMException("", "SecurityError"));
  const writer = (await openSealedSink("backup")).writable.getWriter();
  await writer.write(new Uint8Array(3));
  expect(getDirectory).toHaveBeenCalled();
});

/** Receipts of an intake behind tusd: for what its store holds whole, and for nothing else. */
import { readFileSync, truncateSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { createHooks } from "../../lib/cli/intake-hooks.ts";
import type { Arrivals } from "../../lib/cli/intake-receipts.ts";
import { arrivalsAt } from "../../lib/cli/intake-store.ts";
import { readReceipt } from "../../lib/partner/receipt.ts";
import { callHook, hookBody, startStandIn, stopped } from "../fixtures/tusd.ts";
import {
  behind,
  closing,
  file,
  fresh,
  key,
  listening,
  options,
  receiptOf,
  send,
  sent,
} from "./intake-stage.ts";

describe("receipts", () => {
  it("are there once a file is, over the bytes that the store gives back; the same words each time", async () => {
    const { at, files } = await behind();
    const id = await send(files);
    const { status, text } = await receiptOf(at, id);
    expect(status).toBe(200);
    expect((await readReceipt(text, sent, [key.publicKey])).checkpoint).toBeNull();
    expect((await receiptOf(at, id)).text).toBe(text);
  });

  it.each<[string, (folder: string) => Promise<string> | string]>([
    ["tusd's own folder", (folder) => folder],
    [
      "an address of objects",
      (folder) =>
        listening(
          createServer(({ url }, response) => void response.end(readFileSync(join(folder, url ?? "")))),
        ),
    ],
  ])("are had from %s too, and where the hook got lost", async (_, from) => {
    let read = "";
    const { at, files, folder } = await behind({}, { lost: new Set(["post-finish"]) }, () => read);
    read = await from(folder);
    const again = await behind({ arrivals: arrivalsAt(files, read) });
    const id = await send(files);
    const { text } = await receiptOf(again.at, id);
    expect((await readReceipt(text, sent, [key.publicKey])).bytes).toBe(file.length);
    expect(at).not.toBe(again.at);
  });

  it("are had under the longer ids that tusd gives behind S3", async () => {
    const { at, files } = await behind({}, { multipart: "2~bAb-_.Q==" });
    const id = await send(files);
    expect(id).toContain("+2~bAb");
    await readReceipt((await receiptOf(at, id)).text, sent, [key.publicKey]);
  });

  it("are one, whichever of two machines took the file in", async () => {
    const { at, files, folder } = await behind();
    const second = await startStandIn({ folder, hooks: `${at}/hooks` });
    closing.push(second.stop);
    const id = await send(files, second.address);
    await readReceipt((await receiptOf(at, id)).text, sent, [key.publicKey]);
  });

  it("are two for two uploads of the same thing", async () => {
    const { at, files } = await behind();
    const ids = [await send(files), await send(files)];
    expect(ids[0]).not.toBe(ids[1]);
    for (const id of ids) await readReceipt((await receiptOf(at, id)).text, sent, [key.publicKey]);
  });

  it("are not there for half a file, an unknown one, or because a hook says so", async () => {
    const { at, files } = await behind();
    const id = await send(files, files, 100_000);
    await callHook(`${at}/hooks`, hookBody("post-finish", { id, size: 100_000, offset: 100_000 }));
    await callHook(`${at}/hooks`, hookBody("post-finish", { id: "../../etc/passwd", size: 1, offset: 1 }));
    expect((await receiptOf(at, id)).status).toBe(404);
    expect((await receiptOf(at, "0".repeat(32))).status).toBe(404);
  });

  it("are not there where the store gives back less than it took", async () => {
    const { at, files, folder } = await behind({}, { lost: new Set(["post-finish"]) }, (folder) => folder);
    const id = await send(files);
    const bare: Arrivals = {
      stat: async () => ({ size: file.length, offset: file.length }),
      read: arrivalsAt(files, folder).read,
    };
    truncateSync(join(folder, id), file.length - 1);
    const lying = await listening(createHooks(options({ arrivals: bare })));
    expect((await receiptOf(lying, id)).status).toBe(404);
    expect((await receiptOf(at, id)).status).toBe(404);
  });

  it("are asked for again where reading takes long, and made once", async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let reads = 0;
    const slow: Arrivals = {
      stat: async () => ({ size: file.length, offset: file.length }),
      async read() {
        reads++;
        await gate;
        return (async function* () {
          yield new Uint8Array(file);
        })();
      },
    };
    const at = await listening(createHooks(options({ arrivals: slow, patience: 0 })));
    const id = "a".repeat(32);
    const first = await fetch(`${at}/receipts/${id}`);
    expect([first.status, first.headers.get("retry-after")]).toEqual([404, "10"]);
    open();
    let text = "";
    await vi.waitFor(async () => {
      const answer = await receiptOf(at, id);
      expect(answer.status).toBe(200);
      text = answer.text;
    });
    await readReceipt(text, sent, [key.publicKey]);
    expect(reads).toBe(1);
  });

  it("wait while the store is away, without a word of whom it was for", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const closed = createServer();
    const address = await listening(closed);
    await stopped(closed);
    const gone = arrivalsAt(`${address}/files/`, null);
    const at = await listening(createHooks(options({ arrivals: gone })));
    expect((await receiptOf(at, "b".repeat(32))).status).toBe(500);
    expect(said.mock.calls.flat().join(" ")).toBe("intake: TypeError (ECONNREFUSED)");
  });

  it("lie in the store's folder and hold neither address nor browser of the sender", async () => {
    const folder = fresh();
    const { at, files } = await behind({ folder });
    const id = await send(files);
    await receiptOf(at, id);
    const kept = readFileSync(join(folder, `${id}.receipt.json`), "utf8");
    expect(kept).not.toMatch(/203\.0|127\.0|Mozilla|Firefox/);
  });
});

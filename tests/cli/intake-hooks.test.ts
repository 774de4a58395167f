/** The intake behind tusd: its hooks answered as tusd expects, receipts for what its store holds and for nothing else. */
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHooks, type HooksOptions } from "../../lib/cli/intake-hooks.ts";
import type { Arrivals } from "../../lib/cli/intake-receipts.ts";
import { arrivalsAt } from "../../lib/cli/intake-store.ts";
import { newSigningKey } from "../../lib/evidence/signing-key.ts";
import { readReceipt } from "../../lib/partner/receipt.ts";
import { callHook, hookBody, type StandIn, startStandIn, stopped } from "../fixtures/tusd.ts";

const root = mkdtempSync(join(tmpdir(), "keepsake-"));
afterAll(() => rmSync(root, { recursive: true }));
const key = await newSigningKey("keepsake-receipt-key");
const token = "mot-hai-ba-bon";
const file = randomBytes(300_000);
const sent = { ciphertext: `sha256:${createHash("sha256").update(file).digest("hex")}`, bytes: file.length };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  vi.restoreAllMocks();
});
const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => server.listening && stopped(server));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const nobody: Arrivals = {
  stat: async () => null,
  read: async () => {
    throw new Error("not asked");
  },
};
let count = 0;
const options = (more: Partial<HooksOptions> = {}): HooksOptions => {
  const folder = join(root, `receipts-${count++}`);
  mkdirSync(folder);
  return {
    folder,
    receiptKey: key,
    atMost: 1_000_000,
    tokens: null,
    room: async () => null,
    arrivals: nobody,
    ...more,
  };
};

/** tusd and the hooks beside it, which need each other's addresses. */
async function behind(
  more: Partial<HooksOptions> = {},
  standIn: Partial<StandIn> = {},
  from?: (folder: string) => string,
) {
  const folder = join(root, `files-${count++}`);
  mkdirSync(folder);
  let arrivals: Arrivals = nobody;
  const proxy: Arrivals = { stat: (id) => arrivals.stat(id), read: (id) => arrivals.read(id) };
  const at = await listening(createHooks(options({ arrivals: proxy, ...more })));
  const tusd = await startStandIn({ folder, hooks: `${at}/hooks`, ...standIn });
  closing.push(tusd.stop);
  arrivals = arrivalsAt(tusd.address, from?.(folder) ?? null);
  return { at, folder, files: tusd.address };
}

const tus = { "Tus-Resumable": "1.0.0" };
const create = (files: string, headers: Record<string, string> = {}) =>
  fetch(files, { method: "POST", headers: { ...tus, "Upload-Length": String(file.length), ...headers } });
async function send(files: string, through = files, upTo = file.length): Promise<string> {
  const made = await create(files);
  expect(made.status).toBe(201);
  const id = made.headers.get("location")?.split("/").at(-1) ?? "";
  const put = await fetch(`${through}${id}`, {
    method: "PATCH",
    headers: { ...tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" },
    body: file.subarray(0, upTo),
  });
  expect(put.status).toBe(204);
  return id;
}
const receiptOf = async (at: string, id: string) => {
  const answer = await fetch(`${at}/receipts/${id}`);
  return { status: answer.status, text: await answer.text() };
};

describe("pre-create", () => {
  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => undefined));
  const bearer = (text: string) => ({ Authorization: [`Bearer ${text}`] });
  const guarded = { tokens: new Set([createHash("sha256").update(token).digest("hex")]) };

  it.each<[string, Partial<HooksOptions>, ReturnType<typeof hookBody>, number | null]>([
    ["lets a file in", {}, hookBody("pre-create", { size: 1000 }), null],
    ["lets the right token in", guarded, hookBody("pre-create", { size: 1000 }, bearer(token)), null],
    ["refuses no token", guarded, hookBody("pre-create", { size: 1000 }), 401],
    ["refuses another token", guarded, hookBody("pre-create", { size: 1000 }, bearer(`${token}x`)), 401],
    [
      "refuses two tokens",
      guarded,
      hookBody("pre-create", { size: 1000 }, { Authorization: [`Bearer ${token}`, `Bearer ${token}`] }),
      401,
    ],
    ["refuses what is too large", {}, hookBody("pre-create", { size: 1_000_001 }), 413],
    ["refuses an unknown length", {}, hookBody("pre-create", { size: null }), 400],
    [
      "refuses a name in clear",
      {},
      hookBody("pre-create", { size: 1000, metadata: { filename: "Hồ sơ.wacz" } }),
      400,
    ],
    [
      "refuses where the disk has no room",
      { room: async () => 64 * 1024 * 1024 + 999 },
      hookBody("pre-create", { size: 1000 }),
      507,
    ],
  ])("%s", async (_, more, body, status) => {
    const at = await listening(createHooks(options(more)));
    const said = await callHook(`${at}/hooks`, body);
    if (status === null) expect(said).toEqual({});
    else
      expect(said).toEqual({
        RejectUpload: true,
        HTTPResponse: { StatusCode: status, Body: expect.stringMatching(/^[a-z ,:]+\n$/) },
      });
    expect(console.error).not.toHaveBeenCalled();
  });

  it("refuses files in parts, which nobody would count together", async () => {
    const at = await listening(createHooks(options()));
    const body = hookBody("pre-create", { size: 1000 });
    for (const member of ["IsPartial", "IsFinal"] as const) {
      const parted = { ...body, Event: { ...body.Event, Upload: { ...body.Event.Upload, [member]: true } } };
      expect((await callHook(`${at}/hooks`, parted)).RejectUpload).toBe(true);
    }
  });

  it("answers what is no hook of tusd 2 with 400, so that nothing is let in by mistake", async () => {
    const at = await listening(createHooks(options()));
    const old = { Upload: { ID: "", Size: 1000 }, HTTPRequest: { Method: "POST" } };
    const bodies = [
      JSON.stringify(old),
      "{",
      "null",
      `{"Type":"pre-create"}`,
      `{"x":"${"x".repeat(300_000)}"}`,
    ];
    for (const body of bodies)
      expect((await fetch(`${at}/hooks`, { method: "POST", body })).status).toBe(400);
    expect((await fetch(`${at}/hooks`)).status).toBe(404);
    expect((await fetch(`${at}/receipts/../hooks`)).status).toBe(404);
  });
});

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
    const folder = join(root, `kept-${count++}`);
    mkdirSync(folder);
    const { at, files } = await behind({ folder });
    const id = await send(files);
    await receiptOf(at, id);
    const kept = readFileSync(join(folder, `${id}.receipt.json`), "utf8");
    expect(kept).not.toMatch(/203\.0|127\.0|Mozilla|Firefox/);
  });
});

describe("pre-terminate", () => {
  it("keeps what arrived whole, and lets go what did not", async () => {
    const at = await listening(createHooks(options()));
    const id = "c".repeat(32);
    const whole = await callHook(`${at}/hooks`, hookBody("pre-terminate", { id, size: 1000, offset: 1000 }));
    expect(whole).toMatchObject({ RejectTermination: true, HTTPResponse: { StatusCode: 400 } });
    expect(await callHook(`${at}/hooks`, hookBody("pre-terminate", { id, size: 1000, offset: 10 }))).toEqual(
      {},
    );
    for (const type of ["post-create", "post-receive", "post-terminate", "pre-finish", "something-new"])
      expect(await callHook(`${at}/hooks`, hookBody(type, { id, size: 1000, offset: 10 }))).toEqual({});
  });
});

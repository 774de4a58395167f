// @vitest-environment jsdom
/** Sending to a real intake, and to servers that commit one fault each: what is said, and that nothing is lost. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createIntake } from "../../lib/cli/intake-server.ts";
import { newSigningKey } from "../../lib/evidence/signing-key.ts";
import { FaultError } from "../../lib/model/fault.ts";
import { readReceipt } from "../../lib/partner/receipt.ts";
import { receiptAddress, type Sending, sendOnce } from "../../lib/partner/upload.ts";

// The build that browsers get: it sends by XMLHttpRequest, as the extension does.
// @ts-expect-error the package types its main entry only
vi.mock("tus-js-client", () => import("../../node_modules/tus-js-client/lib.esm/browser/index.js"));

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
const key = await newSigningKey("keepsake-receipt-key");
const bytes = randomBytes(20 * 1024 * 1024);
const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const file = new Blob([bytes]);
const token = "một-hai-ba".normalize("NFD").replace(/[^a-z-]/g, "");

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`;
};
const closed = (server: Server) => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
};
const intakeOf = (more: object = {}) =>
  createIntake({ folder, receiptKey: key, atMost: 50 * 1024 * 1024, tokens: null, ...more });

const send = async (intake: string, more: Partial<Sending> = {}) => {
  const places: string[] = more.uploadUrl ? [more.uploadUrl] : [];
  const progress: number[] = [];
  let code = "arrived";
  try {
    await sendOnce({
      file,
      intake,
      uploadUrl: null,
      token: null,
      onPlace: async (url) => void places.push(url),
      onProgress: (sent) => void progress.push(sent),
      signal: new AbortController().signal,
      ...more,
    });
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    code = error.code;
  }
  return { code, place: places.at(-1) ?? null, progress };
};

describe("sending to an intake", () => {
  let server: Server;
  let intake: string;
  beforeAll(async () => {
    server = intakeOf();
    intake = await listening(server);
  });
  afterAll(async () => {
    await closed(server);
    rmSync(folder, { recursive: true });
  });
  const arrived = (place: string) => readFileSync(join(folder, place.split("/").at(-1) ?? ""));

  it("brings the bytes there, and a receipt back that holds", async () => {
    const { code, place } = await send(intake);
    expect(code).toBe("arrived");
    expect(arrived(place ?? "").equals(bytes)).toBe(true);
    const answer = await fetch(receiptAddress(place ?? "") ?? "");
    const sent = { ciphertext: digest, bytes: bytes.length };
    expect((await readReceipt(await answer.text(), sent, [key.publicKey])).checkpoint).toBeNull();
  });

  it("goes on where it was stopped, also after the server was started anew", async () => {
    const stop = new AbortController();
    const first = await send(intake, {
      signal: stop.signal,
      onProgress: (sent) => sent > 9 * 1024 * 1024 && stop.abort(new FaultError("send-paused")),
    });
    expect(first.code).toBe("send-paused");
    expect(await fetch(receiptAddress(first.place ?? "") ?? "").then(({ status }) => status)).toBe(404);
    await closed(server);
    server = intakeOf();
    const port = Number(new URL(intake).port);
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    // The first attempt may meet a line that died with the old server.
    let second = await send(intake, { uploadUrl: first.place });
    if (second.code === "send-unreachable") second = await send(intake, { uploadUrl: first.place });
    expect(second.code).toBe("arrived");
    expect(second.progress[0]).toBeGreaterThanOrEqual(8 * 1024 * 1024);
    expect(arrived(first.place ?? "").equals(bytes)).toBe(true);
  });

  it("is refused without the token where one is asked for, and over the limit; the file is not handed out", async () => {
    const guarded = intakeOf({ tokens: new Set([createHash("sha256").update(token).digest("hex")]) });
    const small = intakeOf({ atMost: 1000 });
    const [behind, narrow] = [await listening(guarded), await listening(small)];
    expect((await send(behind)).code).toBe("send-refused");
    expect((await send(behind, { token: `${token}x` })).code).toBe("send-refused");
    const { code, place } = await send(behind, { token });
    expect(code).toBe("arrived");
    expect((await fetch(place ?? "")).status).toBe(404);
    expect((await send(narrow)).code).toBe("send-refused");
    await Promise.all([closed(guarded), closed(small)]);
  });
});

type Misdeed = (request: IncomingMessage, response: ServerResponse) => void;
const allow = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "*",
  "Access-Control-Allow-Methods": "*",
  "Access-Control-Expose-Headers": "*",
  "Tus-Resumable": "1.0.0",
};
const say =
  (status: number, headers: Record<string, string> = {}, body = ""): Misdeed =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
/** Answers well up to the method named, and then as told. */
const until =
  (method: string, misdeed: Misdeed): Misdeed =>
  (request, response) => {
    for (const [name, value] of Object.entries(allow)) response.setHeader(name, value);
    request.resume();
    if (request.method === "OPTIONS") return say(204)(request, response);
    if (request.method === method) return void request.on("end", () => misdeed(request, response));
    if (request.method === "POST")
      return say(201, { Location: "/files/0123456789abcdef0123456789abcdef" })(request, response);
    return say(404)(request, response);
  };

describe("a server that misbehaves", () => {
  it.each<[string, Misdeed, string]>([
    ["answers HTML to the first request", until("POST", say(200, {}, "<html>welcome</html>")), "send-broken"],
    ["gives no place", until("POST", say(201)), "send-broken"],
    ["has too little room", until("POST", say(413)), "send-refused"],
    ["asks to wait", until("POST", say(429, { "Retry-After": "60" })), "send-busy"],
    ["fails", until("POST", say(500)), "send-broken"],
    ["hangs up", until("POST", (request) => void request.socket.destroy()), "send-unreachable"],
    [
      "says it has more than was sent",
      until("PATCH", say(204, { "Upload-Offset": String(bytes.length * 2) })),
      "send-broken",
    ],
    ["goes back", until("PATCH", say(204, { "Upload-Offset": "0" })), "send-broken"],
    ["says it has less than nothing", until("PATCH", say(204, { "Upload-Offset": "-5" })), "send-broken"],
    ["says nothing of how far it is", until("PATCH", say(204)), "send-broken"],
    ["loses the upload", until("PATCH", say(404)), "send-gone"],
    ["lies about the offset", until("PATCH", say(409)), "send-broken"],
    ["is full", until("PATCH", say(507)), "send-full"],
  ])("%s", async (_, misdeed, code) => {
    const server = createServer(misdeed);
    const sent = await send(await listening(server));
    await closed(server);
    expect(sent.code).toBe(code);
  });

  it("is not there", async () => {
    expect((await send("http://127.0.0.1:9/files")).code).toBe("send-unreachable");
  });

  it("hangs: the attempt ends when the person, or the clock of the caller, says so", async () => {
    const server = createServer(until("POST", () => undefined));
    const stop = new AbortController();
    const sending = send(await listening(server), { signal: stop.signal });
    server.once("request", () => setImmediate(() => stop.abort()));
    server.on("request", () => stop.abort());
    expect((await sending).code).toBe("send-paused");
    await closed(server);
  });
});

it("the receipt's address follows from the upload's", () => {
  expect(receiptAddress("https://a.example/x/files/0af")).toBe("https://a.example/x/receipts/0af");
  expect(receiptAddress("https://a.example/elsewhere")).toBeNull();
});

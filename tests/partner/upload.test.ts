// @vitest-environment jsdom
/** Sending to a real intake, and to servers that commit one fault each: what is said, and that nothing is lost. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createIntake } from "../../lib/cli/intake-server.ts";
import { newSigningKey } from "../../lib/evidence/signing-key.ts";
import { FaultError } from "../../lib/model/fault.ts";
import { readReceipt } from "../../lib/partner/receipt.ts";
import { receiptAddress, type Sending, sendOnce } from "../../lib/partner/upload.ts";
import { misdeeds, misdeedsOnResuming, until } from "./misdeeds.ts";

// The build that browsers get: it sends by XMLHttpRequest, as the extension does.
// @ts-expect-error the package types its main entry only
vi.mock("tus-js-client", () => import("../../node_modules/tus-js-client/lib.esm/browser/index.js"));

const folder = mkdtempSync(join(tmpdir(), "keepsake-"));
const key = await newSigningKey("keepsake-receipt-key");
const bytes = randomBytes(26 * 1024 * 1024); // in pieces of 8 and 18
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
      limit: 1e9, // held to a limit, pieces do not grow: it stops in the second of four
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

  it("goes no faster than it may: pieces of a second's worth, each after its second", async () => {
    const pieces: number[] = [];
    server.on("request", ({ method, headers }) => {
      if (method === "PATCH") pieces.push(Number(headers["content-length"]));
    });
    const began = performance.now();
    const small = new Blob([bytes.subarray(0, 50_000)]);
    expect((await send(intake, { file: small, limit: 40_000 })).code).toBe("arrived");
    expect(performance.now() - began).toBeGreaterThan(990);
    expect(pieces).toEqual([40_000, 10_000]);
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

describe("a server that misbehaves", () => {
  it.each(misdeeds(bytes.length))("%s", async (_, misdeed, code) => {
    const server = createServer(misdeed);
    const sent = await send(await listening(server));
    await closed(server);
    expect(sent.code).toBe(code);
  });

  it.each(misdeedsOnResuming(bytes.length))("asked to go on: %s", async (_, misdeed, code) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.method ?? "");
      misdeed(request, response);
    });
    const intake = await listening(server);
    const sent = await send(intake, { uploadUrl: `${intake}/0af` });
    await closed(server);
    expect(sent.code).toBe(code);
    // Beginning anew is for the caller to decide: an error alone is no reason to send everything again.
    expect(asked).not.toContain("POST");
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

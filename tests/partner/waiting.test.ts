// @vitest-environment jsdom
/** What an intake may ask of the sender: to wait, for as long as it says but not for ever; and how large the pieces are. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, vi } from "vitest";
import { afterTry } from "../../lib/extension/parcel-plan.ts";
import { toFault } from "../../lib/model/fault.ts";
import { askedToWait, chunkAfter, sendOnce } from "../../lib/partner/upload.ts";
import type { ParcelBody } from "../../lib/vault/parcels.ts";
import { say, until } from "./misdeeds.ts";

// @ts-expect-error the package types its main entry only
vi.mock("tus-js-client", () => import("../../node_modules/tus-js-client/lib.esm/browser/index.js"));

async function sendTo(answer: (request: IncomingMessage, response: ServerResponse) => void, size: number) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await sendOnce({
      file: new Blob([new Uint8Array(size)]),
      intake: `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`,
      uploadUrl: null,
      token: null,
      onPlace: async () => undefined,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    return null;
  } catch (error) {
    return toFault(error);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const NOW = Date.parse("2026-05-02T08:00:00Z");
const body = { state: "sending", how: "send", sent: 0, attempts: 0, notBefore: null } as ParcelBody;
/** Seconds until it is tried again. */
const waits = (fault: Parameters<typeof afterTry>[1]) =>
  (Date.parse(afterTry(body, fault, 0, NOW).notBefore ?? "") - NOW) / 1000;
const inTwoMinutes = () => new Date(Date.now() + 120_000).toUTCString();

it.each<[string, number, () => string | null, (asked: number) => boolean]>([
  ["429 with seconds", 429, () => "120", (asked) => asked === 120],
  ["503 with a date", 503, inTwoMinutes, (asked) => asked > 110 && asked <= 121],
  ["423 without", 423, () => null, (asked) => asked === 0],
  ["429 with nonsense", 429, () => "soon", (asked) => asked === 0],
])("asked to wait, by %s: no sooner than that", async (_, status, after, holds) => {
  const said = after();
  const fault = await sendTo(until("POST", say(status, said === null ? {} : { "Retry-After": said })), 1000);
  expect(fault?.code).toBe("send-busy");
  const asked = fault ? askedToWait(fault) : -1;
  expect(holds(asked), `${asked}`).toBe(true);
  expect(fault && waits(fault)).toBe(Math.max(2, asked));
});

it("asked to wait for ever: six hours, and then it is tried", () => {
  expect(waits({ code: "send-busy", detail: "429, after 999999999 s" })).toBe(6 * 3600);
});

it("on a fast line the pieces are long, so that it does not lie idle between them", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1000); // however slow this machine is
  const pieces: number[] = [];
  const size = 60 * 1024 * 1024;
  const fault = await sendTo((request, response) => {
    if (request.method !== "PATCH") return until("PATCH", say(204))(request, response);
    let length = 0;
    request.on("data", (chunk: Uint8Array) => {
      length += chunk.length;
    });
    request.on("end", () => {
      pieces.push(length / 1024 / 1024);
      const offset = Number(request.headers["upload-offset"]) + length;
      response
        .writeHead(204, {
          "Access-Control-Allow-Origin": "*",
          "Access-Control-Expose-Headers": "*",
          "Upload-Offset": String(offset),
        })
        .end();
    });
  }, size);
  now.mockRestore();
  expect(fault).toBeNull();
  expect(pieces).toEqual([8, 52]);
});

it.each([
  ["as much as goes in four seconds", 8, 1000, 32],
  ["at most 64 MiB", 8, 1, 64],
  ["at most 64 MiB, where no time passed", 8, 0, 64],
  ["shorter again when the line has grown slow", 64, 8000, 32],
  ["at least 8 MiB", 64, 600_000, 8],
])("a piece is %s", (_, before, ms, after) => {
  expect(chunkAfter(before * 1024 * 1024, ms) / 1024 / 1024).toBe(after);
});

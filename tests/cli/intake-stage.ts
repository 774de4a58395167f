/** An intake behind a stand-in for tusd, each thing cleared away after the test. */
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, vi } from "vitest";
import { createHooks, type HooksOptions } from "../../lib/cli/intake-hooks.ts";
import type { Arrivals } from "../../lib/cli/intake-receipts.ts";
import { arrivalsAt } from "../../lib/cli/intake-store.ts";
import { newSigningKey } from "../../lib/evidence/signing-key.ts";
import { type StandIn, startStandIn, stopped } from "../fixtures/tusd.ts";

const root = mkdtempSync(join(tmpdir(), "keepsake-"));
afterAll(() => rmSync(root, { recursive: true }));
export const key = await newSigningKey("keepsake-receipt-key");
export const file = randomBytes(300_000);
export const sent = {
  ciphertext: `sha256:${createHash("sha256").update(file).digest("hex")}`,
  bytes: file.length,
};

export const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  vi.restoreAllMocks();
});
export const listening = async (server: Server): Promise<string> => {
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
/** A new folder. */
export function fresh(): string {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  return folder;
}
export const options = (more: Partial<HooksOptions> = {}): HooksOptions => {
  return {
    folder: fresh(),
    receiptKey: key,
    atMost: 1_000_000,
    tokens: null,
    room: async () => null,
    arrivals: nobody,
    ...more,
  };
};

/** tusd and the hooks beside it, which need each other's addresses. */
export async function behind(
  more: Partial<HooksOptions> = {},
  standIn: Partial<StandIn> = {},
  from?: (folder: string) => string,
) {
  const folder = fresh();
  let arrivals: Arrivals = nobody;
  const proxy: Arrivals = { stat: (id) => arrivals.stat(id), read: (id) => arrivals.read(id) };
  const at = await listening(createHooks(options({ arrivals: proxy, ...more })));
  const tusd = await startStandIn({ folder, hooks: `${at}/hooks`, ...standIn });
  closing.push(tusd.stop);
  arrivals = arrivalsAt(tusd.address, from?.(folder) ?? null);
  return { at, folder, files: tusd.address };
}

const tus = { "Tus-Resumable": "1.0.0" };
/** Sends the file, up to a length; made at one address, brought to another. Gives the id. */
export async function send(files: string, through = files, upTo = file.length): Promise<string> {
  const made = await fetch(files, {
    method: "POST",
    headers: { ...tus, "Upload-Length": String(file.length) },
  });
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
export const receiptOf = async (at: string, id: string) => {
  const answer = await fetch(`${at}/receipts/${id}`);
  return { status: answer.status, text: await answer.text() };
};

/**
 * A small intake for one desk: tus 1.0 on disk, and a receipt for what arrived whole. It opens nothing (the key is not
 * here), hands nothing out but receipts, and writes no addresses down.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { FileStore } from "@tus/file-store";
import { Server as TusServer } from "@tus/server";
import type { SigningKey } from "../evidence/signing-key.ts";
import { ARRIVAL_ID, type Arrivals, receiptsOf } from "./intake-receipts.ts";

export interface IntakeOptions {
  /** Where ciphertext and receipts are kept. */
  folder: string;
  receiptKey: SigningKey;
  /** Bytes a file may have. */
  atMost: number;
  /** SHA-256 (hex) of the tokens that may send; null: whoever knows the address may. */
  tokens: ReadonlySet<string> | null;
}

/** The server, not yet listening. Paths: `/files` (tus), `/receipts/ID` (GET). */
export function createIntake({ folder, receiptKey, atMost, tokens }: IntakeOptions): Server {
  const store = new FileStore({ directory: folder });
  const tus = new TusServer({
    path: "/files",
    datastore: store,
    maxSize: atMost,
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    allowedHeaders: ["Authorization"],
    async onUploadCreate(request, upload) {
      if (!admitted(request.headers.get("authorization"), tokens))
        throw { status_code: 401, body: "token required\n" };
      if (upload.metadata && Object.keys(upload.metadata).length > 0)
        throw { status_code: 400, body: "no metadata, please: it would be kept in clear\n" };
      if (upload.size === undefined) throw { status_code: 400, body: "length required\n" };
      return {};
    },
  });
  const receipt = receiptsOf(onDisk(store), folder, receiptKey);
  return createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      console.error("intake:", error instanceof Error ? error.message : "failed");
      if (!response.headersSent) answer(response, 500, "failed\n");
      else response.destroy();
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://intake.invalid").pathname;
    if (path.startsWith("/files") && request.method !== "GET") return tus.handle(request, response);
    const id = /^\/receipts\/([^/]+)$/.exec(path)?.[1];
    if (request.method !== "GET" || !id || !ARRIVAL_ID.test(id)) return answer(response, 404, "not here\n");
    const text = await receipt(id);
    return text === null ? answer(response, 404, "not here whole\n") : answer(response, 200, text);
  }
}

const onDisk = (store: FileStore): Arrivals => ({
  async stat(id) {
    try {
      const { size, offset } = await store.getUpload(id);
      return { size: size ?? 0, offset };
    } catch {
      return null; // the store throws its own kind of object for what is not there
    }
  },
  read: async (id) => store.read(id),
});

/** Extensions ask from an origin of their own; nothing here is secret from one origin and not from another. */
function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    "Content-Type": status === 200 ? "application/json" : "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Access-Control-Allow-Origin": "*",
  });
  response.end(body);
}

/** Tokens are kept as digests, so that the list of them lets nobody in. */
function admitted(header: string | null, tokens: ReadonlySet<string> | null): boolean {
  if (tokens === null) return true;
  const token = /^Bearer ([\x21-\x7e]{8,200})$/.exec(header ?? "")?.[1];
  return token !== undefined && tokens.has(createHash("sha256").update(token).digest("hex"));
}

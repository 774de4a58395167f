/**
 * A small intake for one desk: tus 1.0 on disk, and a receipt for what arrived whole. It opens nothing (the key is not
 * here), hands nothing out but receipts, and writes no addresses down.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { FileStore } from "@tus/file-store";
import { ERRORS, Server as TusServer } from "@tus/server";
import type { SigningKey } from "../evidence/signing-key.ts";
import { isFullDisk } from "./full-disk.ts";
import { answer, answerReceipt, pathOf } from "./intake-answer.ts";
import { type Arrivals, receiptsOf } from "./intake-receipts.ts";
import { type IntakeRules, noRoom, refusal, roomIn } from "./intake-rules.ts";
import { complain } from "./intake-trouble.ts";

export interface IntakeOptions extends Omit<IntakeRules, "room"> {
  /** Where ciphertext and receipts are kept. */
  folder: string;
  receiptKey: SigningKey;
  /** Bytes that still fit; else what the disk says. */
  room?: IntakeRules["room"];
}

/** The server, not yet listening. Paths: `/files` (tus), `/receipts/ID` (GET). */
export function createIntake({ folder, receiptKey, atMost, tokens, room }: IntakeOptions): Server {
  const store = new FileStore({ directory: folder });
  const rules = { atMost, tokens, room: room ?? (() => roomIn(folder)) };
  const tus = new TusServer({
    path: "/files",
    datastore: store,
    maxSize: atMost,
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    allowedHeaders: ["Authorization"],
    // Beside those of tus: set by a web server in front, it must be named here to be read.
    exposedHeaders: ["Retry-After"],
    async onUploadCreate(request, { size, metadata }) {
      const refused = await refusal(
        {
          authorization: request.headers.get("authorization"),
          size: size ?? null,
          hasMetadata: Object.keys(metadata ?? {}).length > 0,
        },
        rules,
      );
      if (refused) throw { status_code: refused.status, body: refused.body };
      return {};
    },
    // What came so far is kept, and can be gone on from. The library would tell the sender our paths.
    onResponseError(_, error) {
      const isFull = error === ERRORS.FILE_WRITE_ERROR || isFullDisk(error);
      if (!isFull && !(error instanceof Error)) return;
      const { status, body } = isFull ? noRoom() : { status: 500, body: "failed\n" };
      if (!isFull) complain(error);
      return { status_code: status, body };
    },
  });
  const receipt = receiptsOf(onDisk(store), folder, receiptKey);
  return createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      complain(error);
      if (!response.headersSent) answer(response, 500, "failed\n");
      else response.destroy();
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (pathOf(request).startsWith("/files") && request.method !== "GET")
      return tus.handle(request, response);
    if (!(await answerReceipt(request, response, receipt))) answer(response, 404, "not here\n");
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

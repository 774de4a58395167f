/** A time-stamp authority over HTTP on this machine; what it answers can be changed while it runs. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestTsa } from "../fixtures/tsa.ts";

/** An answer's body, an HTTP status instead of one, or `hang`: the connection stays open and silent. */
export type TsaAnswer = Uint8Array | number | "hang";

export interface ServedTsa {
  url: string;
  /** Bodies of the queries that came, and the headers with which they came. */
  queries: { body: Uint8Array; headers: Record<string, string | string[] | undefined> }[];
  /** How the next queries are answered; at first, as the authority answers. */
  answer: (query: Uint8Array) => TsaAnswer | Promise<TsaAnswer>;
  close(): Promise<void>;
}

const TYPE = "application/timestamp-reply";

/** Serves an authority on a free port of this machine only. */
export async function serveTsa(tsa: TestTsa): Promise<ServedTsa> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = new Uint8Array(Buffer.concat(parts));
    served.queries.push({ body, headers: request.headers });
    const given = request.method === "POST" ? await served.answer(body) : 405;
    if (given === "hang") return;
    if (typeof given === "number") response.writeHead(given).end();
    else response.writeHead(200, { "content-type": TYPE }).end(given);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const served: ServedTsa = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    queries: [],
    answer: (query) => tsa.reply(query),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return served;
}

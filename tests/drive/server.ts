/** The local HTTPS server that stands for the internet: one port, every host name; what it answers is an argument. */
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Answer } from "../demo/site.ts";
import { makeCertificate } from "./certificate.ts";

export interface Served {
  port: number;
  /** Every address asked for, in order, with the headers that came. */
  requests: { url: string; headers: Record<string, string | string[] | undefined> }[];
  close(): Promise<void>;
}

/** What stands at an address; null closes the connection without an answer. */
export type Answering = (url: URL, request: IncomingMessage) => Answer | null | Promise<Answer | null>;

/**
 * Serves on a free port of this machine only.
 * @param answer gets the whole address as the browser meant it
 */
export async function serve(answer: Answering): Promise<Served> {
  const requests: Served["requests"] = [];
  const server = createServer(await makeCertificate(), async (request, response) => {
    const url = new URL(request.url ?? "/", `https://${request.headers.host ?? "unknown.invalid"}`);
    requests.push({ url: url.href, headers: request.headers });
    const given = await answer(url, request);
    if (!given) return void request.socket.destroy();
    response.writeHead(given.status, given.headers).end(given.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

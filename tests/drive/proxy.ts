/** A proxy that writes down who is asked for: every https connection goes to the local server, whatever its name; none leaves the machine. */
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";

export interface RecordingProxy {
  port: number;
  /** All that was asked for, in order: `host:443` for a connection, the whole address where it is not encrypted. */
  asked: string[];
  close(): Promise<void>;
}

/** @param port of the local https server */
export async function proxyTo(port: number): Promise<RecordingProxy> {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    response.writeHead(404).end();
  });
  server.on("connect", ({ url = "" }, client, head) => {
    asked.push(url);
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    client.on("error", () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

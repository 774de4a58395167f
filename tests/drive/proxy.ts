/** A CONNECT proxy for Firefox: every https connection goes to the local server, whatever name was asked for; none leaves the machine. */
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";

/** @param port of the local https server */
export async function proxyTo(port: number): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((_, response) => response.writeHead(404).end());
  server.on("connect", (_request, client, head) => {
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
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Firefox without any extension and without any network, for a page opened from disk. Whatever it asks for is written down. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import puppeteer, { type Browser } from "puppeteer-core";
import { findFirefox } from "./browsers.mjs";

export interface FirefoxFile {
  browser: Browser;
  /** `host:port` or address of everything that was asked for, the browser's own errands among it. */
  asked: string[];
  close(): Promise<void>;
}

/** @throws Error where there is no Firefox */
export async function openFirefoxAlone(): Promise<FirefoxFile> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error("no Firefox here");
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(502).end();
  });
  proxy.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.destroy();
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": port,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": port,
      "network.proxy.allow_hijacking_localhost": true,
      "intl.accept_languages": "vi,en",
    },
  });
  return {
    browser,
    asked,
    async close() {
      await browser.close();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

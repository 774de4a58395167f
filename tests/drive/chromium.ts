/** Chromium with the built extension in a profile of its own, seeing only the served internet. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type CDPSession, chromium } from "playwright-core";
import { findChromium, sandboxImpossible } from "./browsers.mjs";

export interface ChromiumSession {
  context: BrowserContext;
  /** Speaks to the whole browser: targets, extensions. */
  cdp: CDPSession;
  extensionId: string;
  close(): Promise<void>;
}

export interface ChromiumOptions {
  /** Folder of the built extension; null: a browser without it. */
  extension: string | null;
  /** Port of the local server, and the host names it stands for. All other names do not exist. */
  port: number;
  hosts: readonly string[];
  /** Port of a proxy that all requests go through; then every name exists that it answers for. */
  proxy?: number;
  headless?: boolean;
  /** Interface language of the browser. */
  lang?: "vi" | "en";
  dark?: boolean;
  /** A profile to come back to; by default a new one, deleted at the end. */
  profile?: string;
}

/** `MAP *.facebook.com 127.0.0.1:PORT, … MAP * ~NOTFOUND`: nothing but the served hosts can be reached. */
export const resolverRules = (hosts: readonly string[], port: number): string =>
  [
    ...hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`),
    "MAP * ~NOTFOUND",
    "EXCLUDE 127.0.0.1",
    "EXCLUDE localhost",
  ].join(", ");

/**
 * Loads the extension from `folder` and gives its id. By the debugging protocol, not by `--load-extension`: branded
 * Chrome ignores that since 137, and a manifest with a fault would be passed over in silence.
 * @throws Error with the browser's own words on a fault of the manifest
 */
export async function load(cdp: CDPSession, folder: string): Promise<string> {
  // Not in Playwright's table of commands.
  const send = cdp.send.bind(cdp) as unknown as (method: string, params: object) => Promise<{ id: string }>;
  return (await send("Extensions.loadUnpacked", { path: folder })).id;
}

/** @throws Error where no Chromium is found or the extension does not start */
export async function launchChromium(options: ChromiumOptions): Promise<ChromiumSession> {
  const found = findChromium();
  if (!found)
    throw new Error("no Chrome, Chromium or Edge here: run npm test or npm start, which install it");
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), "keepsake-chromium-")));
  const { extension, lang = "vi" } = options;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found,
    headless: options.headless ?? true,
    chromiumSandbox: !sandboxImpossible(),
    ignoreHTTPSErrors: true,
    ignoreDefaultArgs: ["--disable-extensions"],
    viewport: { width: 1280, height: 800 },
    locale: lang === "vi" ? "vi-VN" : "en-US",
    colorScheme: options.dark ? "dark" : "light",
    env: { ...process.env, LANGUAGE: lang, LANG: lang === "vi" ? "vi_VN.UTF-8" : "en_US.UTF-8" } as Record<
      string,
      string
    >,
    args: [
      "--enable-unsafe-extension-debugging",
      "--ignore-certificate-errors",
      `--lang=${lang}`,
      `--host-resolver-rules=${resolverRules(options.proxy ? [] : options.hosts, options.port)}`,
      // Addresses of this machine, which are left out otherwise, too.
      ...(options.proxy
        ? [`--proxy-server=127.0.0.1:${options.proxy}`, "--proxy-bypass-list=<-loopback>"]
        : []),
    ],
  });
  const close = async () => {
    await context.close();
    if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const browser = context.browser();
    if (!browser) throw new Error("the browser closed at once");
    const cdp = await browser.newBrowserCDPSession();
    return { context, cdp, extensionId: extension === null ? "" : await load(cdp, extension), close };
  } catch (error) {
    await close();
    throw error;
  }
}

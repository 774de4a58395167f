/** Firefox with the built extension, headless, over WebDriver BiDi; it sees only the served internet. */
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { demoAnswer } from "../demo/site.ts";
import { findFirefox } from "./browsers.mjs";
import { ensureBuilt } from "./build.ts";
import { inWindow } from "./firefox-window.ts";
import { proxyTo } from "./proxy.ts";
import { type Answering, type Served, serve } from "./server.ts";
import { until, within } from "./waiting.ts";

/** Stands in wxt.config.ts. */
const GECKO_ID = "keepsake@keepsake.invalid";
/** Firefox gives each install its own address; this one is fixed for the test. */
export const UUID = "5f1d3a52-0c0f-4c1e-9d7a-3b6c1f0a2e44";

export interface FirefoxStage {
  served: Served;
  browser: Browser;
  /** Evaluates in a page of the extension; the value comes as JSON. */
  run<T>(expression: string): Promise<T>;
  /** Presses the toolbar button: grants `activeTab`. */
  pressToolbar(page: Page): Promise<void>;
  /** The finished download of this many bytes. */
  download(bytes: number): Promise<string>;
  close(): Promise<void>;
}

/**
 * @param answer in place of the demo's own answers
 * @param extension folder of a build, where it is not the built one as it is
 * @param inPrivate as a person may allow it in private windows too
 * @throws Error where there is no Firefox, or the extension does not start
 */
export async function openFirefox(
  answer: Answering = (url) => demoAnswer(url),
  extension: string = ensureBuilt("firefox"),
  inPrivate = false,
): Promise<FirefoxStage> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error("no Firefox here");
  const served = await serve(answer);
  const proxy = await proxyTo(served.port);
  const downloads = await mkdtemp(join(tmpdir(), "keepsake-firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: {
      "extensions.webextensions.uuids": JSON.stringify({ [GECKO_ID]: UUID }),
      "network.proxy.type": 1,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": proxy.port,
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "intl.accept_languages": "vi,en",
    },
  });
  await browser.installExtension(extension);
  if (inPrivate)
    await inWindow(
      browser,
      `const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
      const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
      const { extension } = WebExtensionPolicy.getByID("${GECKO_ID}");
      await ExtensionPermissions.add("${GECKO_ID}", { permissions: ["internal:privateBrowsingAllowed"], origins: [] }, extension);
      await (await AddonManager.getAddonByID("${GECKO_ID}")).reload();`,
    );
  const own = await browser.newPage();
  await own.goto(`moz-extension://${UUID}/archive.html`, { waitUntil: [] });
  await own.waitForSelector("main");
  return {
    served,
    browser,
    run: <T>(expression: string) =>
      within(
        60,
        "Firefox's answer",
        own.evaluate(`Promise.resolve(${expression}).then(JSON.stringify)`),
      ).then((text) => JSON.parse(String(text)) as T),
    pressToolbar: (page) => pressToolbar(browser, page),
    download: (bytes) =>
      until("Firefox's download", async () => {
        const files = await readdir(downloads, { withFileTypes: true });
        const name = files.find((file) => file.isFile() && /\.wacz(?:\.age)?$/.test(file.name))?.name;
        if (!name) return undefined;
        const { size } = await stat(join(downloads, name));
        return size === bytes && join(downloads, name);
      }),
    async close() {
      // Of an extension that began anew the driver waits in vain for an end.
      await within(10, "Firefox's end", browser.close()).catch(() => browser.process()?.kill("SIGKILL"));
      await proxy.close();
      await served.close();
      await rm(downloads, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Grants `activeTab`. A press while the popup of another tab stands open only closes it: then once more. */
async function pressToolbar(browser: Browser, page: Page): Promise<void> {
  await page.bringToFront();
  const granted = await inWindow(
    browser,
    `const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
    const granted = () => extension.tabManager.hasActiveTabPermission(gBrowser.selectedTab);
    for (let press = 0; press < 3 && !granted(); press++)
      await extension.apiManager.global.browserActionFor(extension).triggerAction(window, {});
    return granted();`,
  );
  if (granted !== "true") throw new Error("Firefox did not grant activeTab at a press on the toolbar button");
}

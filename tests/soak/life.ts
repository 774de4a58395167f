/** One life of the browser over a profile, from its start to a SIGKILL at all of its processes at once. */
import { DEMO_HOSTS, demoAnswer } from "../demo/site.ts";
import { ensureBuilt } from "../drive/build.ts";
import { type ChromiumSession, launchChromium } from "../drive/chromium.ts";
import { type Served, serve } from "../drive/server.ts";
import { askBackground, type OwnPage, openOwnPage } from "../drive/speak.ts";
import type { Stage } from "../drive/stage.ts";
import { until, within } from "../drive/waiting.ts";

export interface Life extends Stage {
  /** Kills it; what was asked of it is never answered. */
  kill(): Promise<void>;
}

/** The demo internet, which outlives the browsers. */
export const serveDemo = (): Promise<Served> => serve((url) => demoAnswer(url));

/** The browser alone, with the extension loaded: what it does by itself at a start can be cut short. */
export async function launch(served: Served, profile: string) {
  const extension = ensureBuilt("chrome");
  const session = await launchChromium({ extension, port: served.port, hosts: DEMO_HOSTS, profile });
  return { session, kill: () => killAll(session) };
}

/** A browser with the archive open. */
export async function begin(served: Served, profile: string, path = "archive.html"): Promise<Life> {
  const { session, kill } = await launch(served, profile);
  const own = await openOwnPage(session, path);
  return { served, session, own, kill, close: () => session.close() };
}

async function killAll(session: ChromiumSession): Promise<void> {
  const asked = session.cdp.send("SystemInfo.getProcessInfo");
  const { processInfo: known } = await within(20, "the browser's processes", asked);
  const gone = new Promise<void>((resolve) => session.context.once("close", () => resolve()));
  // The browser first: it holds the databases, and must not hear of the others' end.
  const pids = known.sort((a) => (a.type === "browser" ? -1 : 1)).map(({ id }) => id);
  for (const pid of pids)
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      // Helpers come and go by themselves.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  await within(20, "the browser's end", gone);
}

export const stateOf = (own: OwnPage) => askBackground(own, "vault/state", {});

/** Sends what makes our pages begin anew, the one that asks too. */
export async function change(own: OwnPage, kind: string, request: object): Promise<void> {
  const anew = own.page.waitForEvent("load");
  anew.catch(() => undefined);
  await own.run(`void chrome.runtime.sendMessage(${JSON.stringify({ kind, request })})`);
  await anew;
}

/** As a person does it. Gives the passphrase that opened it. @throws Error where none of them did */
export async function unlock({ own }: Life, passphrases: readonly string[]): Promise<string> {
  const { page } = own;
  for (const [at, passphrase] of passphrases.entries()) {
    // What was said of the one before must not count for this one.
    if (at > 0) await page.reload();
    await page.locator(".vault input[type=password]").first().fill(passphrase);
    const anew = page.waitForEvent("load", { timeout: 120_000 });
    const refused = page.locator(".vault .banner-failed").first().waitFor({ timeout: 120_000 });
    // Whichever does not come, or is cut short by the kill.
    for (const one of [anew, refused]) one.catch(() => undefined);
    await page.locator(".vault button[type=submit]").first().click();
    const opened = await Promise.race([anew.then(() => true), refused.then(() => false)]);
    if (!opened) continue;
    await until("what was held sealed", async () => {
      const { locked, held } = await stateOf(own);
      return !locked && held === 0;
    });
    return passphrase;
  }
  throw new Error("no passphrase opens it any more");
}

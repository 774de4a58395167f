/** The demo internet and Chromium with the built extension: what `npm start` and most end-to-end tests begin with. */
import { DEMO_HOSTS, demoAnswer } from "../demo/site.ts";
import { ensureBuilt } from "./build.ts";
import { type ChromiumOptions, type ChromiumSession, launchChromium } from "./chromium.ts";
import { type Answering, type Served, serve } from "./server.ts";
import { type OwnPage, openOwnPage } from "./speak.ts";

export interface Stage {
  served: Served;
  session: ChromiumSession;
  /** The archive page in a tab of its own: speaks to the background and reads the vault. */
  own: OwnPage;
  close(): Promise<void>;
}

/**
 * Builds if needed, serves the demo internet, opens the browser.
 * @param answer in place of the demo's own answers, e.g. to hold one back
 */
export async function openStage(
  options: Partial<ChromiumOptions> = {},
  answer: Answering = (url) => demoAnswer(url),
): Promise<Stage> {
  const extension = options.extension ?? ensureBuilt("chrome");
  const served = await serve(answer);
  const session = await launchChromium({ extension, port: served.port, hosts: DEMO_HOSTS, ...options });
  const own = await openOwnPage(session, "archive.html");
  return {
    served,
    session,
    own,
    async close() {
      await session.close();
      await served.close();
    },
  };
}

/** Ending the service worker as the browser does when it pleases; the next message starts a new one. */
import type { ChromiumSession } from "./chromium.ts";
import type { OwnPage } from "./speak.ts";
import { closeTarget, ownUrl, targetsOf } from "./targets.ts";
import { until } from "./waiting.ts";

/** The running worker's own mark; a worker that is started anew has another. Its target's id can stay the same. */
const LIFE = `chrome.runtime.getContexts({ contextTypes: ["BACKGROUND"] }).then(([worker]) => worker?.contextId ?? null)`;

/** Ends the worker. @returns false where none was running */
export async function killWorker(session: ChromiumSession, own: OwnPage): Promise<boolean> {
  const life = await own.run<string | null>(LIFE);
  const worker = (await targetsOf(session)).find(
    (each) => each.type === "service_worker" && each.url.startsWith(ownUrl(session)),
  );
  if (!worker || life === null) return false;
  await closeTarget(session, worker);
  await until("the worker's end", async () => (await own.run<string | null>(LIFE)) !== life);
  return true;
}

/** The browser's own window in Firefox, where toolbar, menu and keys live: only its chrome scope reaches them. */
import type { Browser } from "puppeteer-core";
import { within } from "./waiting.ts";

type Bidi = { send(method: string, params: object): Promise<{ result: Record<string, unknown> }> };
interface Answer {
  result?: { value?: unknown };
  exceptionDetails?: { text: string };
}

/** Runs statements in the window; `return` gives a string. @throws Error with Firefox's words on what they throw */
export async function inWindow(browser: Browser, statements: string): Promise<string> {
  const { connection } = browser as unknown as { connection: Bidi };
  const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome", maxDepth: 0 });
  const [window] = tree.result.contexts as { context: string }[];
  const asked = connection.send("script.evaluate", {
    target: { context: window?.context },
    awaitPromise: true,
    expression: `(async () => { ${statements} })()`,
  });
  const { result, exceptionDetails } = (await within(30, "Firefox's own window", asked)).result as Answer;
  if (exceptionDetails) throw new Error(`in Firefox's window: ${exceptionDetails.text}`);
  return String(result?.value);
}

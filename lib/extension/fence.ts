/**
 * A `fetch` that cannot leave some hosts, by whatever redirects: it is that of an empty frame under a policy of its own,
 * so the browser looks at each step before it asks. For documents only: Chromium's offscreen page, Firefox's background.
 */
import { FaultError } from "../model/fault.ts";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Runs `work` with such a `fetch`; the frame goes when it is done.
 * @param hosts domains; each stands for itself and all below it, over https
 */
export async function fenced<T>(hosts: readonly string[], work: (fetch: Fetch) => Promise<T>): Promise<T> {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  try {
    const inner = frame.contentWindow;
    const head = frame.contentDocument?.head;
    if (!inner || !head) throw new FaultError("unexpected", "no frame");
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = `connect-src ${hosts.flatMap((host) => [`https://${host}`, `https://*.${host}`]).join(" ")}`;
    head.append(policy);
    return await work((url, init) => inner.fetch(url, init));
  } finally {
    frame.remove();
  }
}

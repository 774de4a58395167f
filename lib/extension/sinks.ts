/**
 * Trusted Types in our own pages: text becomes HTML or a script's address only where this says so, whoever asks, a library too.
 * Imported before anything else; the manifest's policy demands it. A browser without Trusted Types goes without.
 */

/** Sinks that run nothing: a document of its own for reading, and the sandboxed frame in which kept pages are shown. */
const INERT = new Set(["DOMParser parseFromString", "HTMLIFrameElement srcdoc"]);
/** Scripts of ours that are started by their address. */
const WORKERS = new Set(["/feed-worker.js", "/hash-worker.js", "/seal-worker.js"]);

/** What the browser hands over: the text, its type, and where it is to go (Trusted Types §4.3). Null is a refusal. */
interface Policies {
  createPolicy(
    name: string,
    rules: {
      createHTML(text: string, type: string, sink: string): string | null;
      createScriptURL(text: string, type: string, sink: string): string | null;
    },
  ): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: Policies };
trustedTypes?.createPolicy("default", {
  createHTML: (text, _type, sink) => (INERT.has(sink) ? text : null),
  createScriptURL: (text, _type, sink) => (sink === "Worker constructor" && WORKERS.has(text) ? text : null),
});

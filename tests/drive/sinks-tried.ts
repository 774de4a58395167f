/** Tries in one of our own pages what turns text into HTML or into code; gives for each the error's name, or "done". */
import { expect } from "vitest";

export const SINKS_TRIED = `new Promise((resolve) => setTimeout(async () => {
  const bad = '<img src="x" onerror="globalThis.ran = true">';
  const box = () => document.body.appendChild(document.createElement("div"));
  const tries = {
    innerHTML: () => { box().innerHTML = bad; },
    outerHTML: () => { box().outerHTML = bad; },
    insertAdjacentHTML: () => box().insertAdjacentHTML("beforeend", bad),
    setHTMLUnsafe: () => box().setHTMLUnsafe(bad),
    write: () => document.write(bad),
    fragment: () => document.createRange().createContextualFragment(bad),
    scriptText: () => { document.createElement("script").text = "globalThis.ran = true"; },
    scriptSource: () => { document.createElement("script").src = "/background.js"; },
    handler: () => box().setAttribute("onclick", "globalThis.ran = true"),
    worker: () => new Worker("/background.js"),
    evaluate: () => (0, eval)("globalThis.ran = true"),
    made: () => new Function("globalThis.ran = true")(),
    timer: () => setTimeout("globalThis.ran = true"),
    policy: () => trustedTypes.createPolicy("another", {}),
  };
  const told = {};
  for (const [name, act] of Object.entries(tries)) {
    try { act(); told[name] = "done"; } catch (error) { told[name] = error.name; }
  }
  const frame = document.createElement("iframe");
  frame.sandbox = "";
  const shown = new Promise((done) => { frame.onload = done; setTimeout(done, 5000); });
  frame.srcdoc = '<p>lời</p><script>parent.ran = true</script>';
  document.body.append(frame);
  await shown;
  resolve({ told, ran: globalThis.ran ?? false, read: new DOMParser().parseFromString(bad, "text/html").images.length });
}))`;

/** What `SINKS_TRIED` must find. */
export const SINKS_REFUSED = {
  told: Object.fromEntries(
    "innerHTML outerHTML insertAdjacentHTML setHTMLUnsafe write fragment scriptText scriptSource handler worker evaluate made timer policy"
      .split(" ")
      .map((name) => [name, expect.stringMatching(/^(TypeError|EvalError)$/)]),
  ),
  ran: false,
  read: 1,
};

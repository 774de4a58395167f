/** What a curious page can see of its own document and world, written down before anything else runs in it. */

/**
 * To be put into a page before its own scripts: patches what extensions are known to betray themselves by, and listens.
 * @param ids of the extension, as a page would know them from its store
 */
export const watchFor = (ids: readonly string[]) => `(() => {
  const seen = (globalThis.seen = { mutations: [], shadows: 0, listened: [], announced: [], messages: 0, errors: [], defined: [] });
  new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes, attributeName } of records)
      for (const node of [...addedNodes, ...removedNodes, ...(type === "childList" ? [] : [target])])
        if (target === document.documentElement && node !== document.head && node !== document.body || node.id === "canary")
          seen.mutations.push(type + " " + (attributeName ?? node.nodeName));
  }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) { seen.shadows++; return attach.call(this, init); };
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (name, ...rest) { seen.listened.push(name); return listen.call(this, name, ...rest); };
  const define = CustomElementRegistry.prototype.define;
  CustomElementRegistry.prototype.define = function (...given) { seen.defined.push(given[0]); return define.apply(this, given); };
  // The framework's own way to announce a content script, and likely others.
  for (const id of ${JSON.stringify(ids)})
    for (const name of [id, id + ":witness:wxt:content-script-started", id + ":wxt:content-script-started", "wxt:content-script-started", "wxt:locationchange"])
      for (const target of [window, document]) listen.call(target, name, () => { seen.announced.push(name); }, true);
  listen.call(window, "message", () => { seen.messages++; });
  listen.call(window, "error", ({ message }) => { seen.errors.push(message); });
})()`;

/** Everything a script can compare, without clocks. @param ids addresses of the extension that it guesses */
export const compare = (ids: readonly string[], scheme = "chrome-extension") => `(async () => {
  const reach = (url) => fetch(url).then(() => "reached", () => "refused");
  const image = (src) => new Promise((resolve) => { const one = new Image(); one.onload = () => resolve("loaded"); one.onerror = () => resolve("refused"); one.src = src; });
  const files = ["manifest.json", "capturer.js", "content-scripts/witness.js", "archive.html", "icon/48.png"];
  const say = (id) => { try { chrome.runtime.sendMessage(id, { kind: "vault/state", request: {} }); return "sent"; } catch (error) { return error.name; } };
  const ids = ${JSON.stringify(ids)};
  return {
    html: document.documentElement.outerHTML,
    children: [...document.documentElement.children].map(({ tagName }) => tagName),
    globals: Object.getOwnPropertyNames(globalThis).filter((name) => !/^\\d+$/.test(name)).sort(),
    symbols: Object.getOwnPropertySymbols(globalThis).map(String),
    prototypes: [Object, Array, Function, Promise, Node, Element, HTMLElement, Document, Event, ShadowRoot].map((one) => Reflect.ownKeys(one.prototype).map(String).sort().join()),
    natives: [fetch, Array.prototype.map, MutationObserver, history.pushState, JSON.parse].map(String),
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length, getComputedStyle(document.body).cssText],
    size: [document.all.length, document.documentElement.scrollHeight, document.documentElement.scrollWidth],
    entries: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /extension:|invalid/.test(name)),
    stack: new Error("x").stack.split("\\n").filter((line) => /extension/.test(line)),
    runtime: typeof globalThis.chrome?.runtime, browser: typeof globalThis.browser,
    said: ids.map(say),
    fetched: await Promise.all(ids.flatMap((id) => files.map((file) => reach("${scheme}://" + id + "/" + file)))),
    images: await Promise.all(ids.map((id) => image("${scheme}://" + id + "/icon/48.png"))),
    seen: globalThis.seen,
  };
})()`;

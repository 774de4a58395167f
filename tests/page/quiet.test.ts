/** Nothing of ours stands in a page while there is nothing to show, and nothing ever in quiet mode. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeHost } from "../../lib/page/host.ts";
import type { Wire } from "../../lib/page/wire.ts";
import { witness } from "../../lib/page/witness.ts";
import type { LightWords } from "../../lib/page/words.ts";
import { page } from "./fake.ts";

const watched = () => {
  const { document, window } = page("<main></main>");
  const seen = new window.MutationObserver(() => undefined);
  seen.observe(document, { childList: true, subtree: true, attributes: true });
  return { document, window, records: () => seen.takeRecords().length };
};

it("comes with the first thing to show and goes with the last", () => {
  const { document, records } = watched();
  const host = makeHost(document, "");
  host.keep();
  expect([host.element.isConnected, records()]).toEqual([false, 0]);
  const shown = host.all.appendChild(document.createElement("p"));
  host.keep();
  expect(host.element.isConnected).toBe(true);
  shown.remove();
  host.keep();
  expect(host.element.isConnected).toBe(false);
});

it("stays out in quiet mode, whatever there is to show", () => {
  const { document, records } = watched();
  const host = makeHost(document, "");
  host.stayOut();
  host.all.append(document.createElement("p"));
  host.keep();
  expect([host.element.isConnected, records()]).toEqual([false, 0]);
});

describe("the content script", () => {
  afterEach(() => vi.unstubAllGlobals());

  async function witnessed({ quiet, alive }: { quiet: () => Promise<boolean>; alive: () => boolean }) {
    const { document, window } = page("<main></main>");
    vi.stubGlobal("ShadowRoot", window.ShadowRoot);
    const observer = class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    };
    Object.assign(window, { IntersectionObserver: observer, ResizeObserver: observer });
    const find = vi.fn((): Element[] => []);
    const refused = () => Promise.reject(new Error("nobody is there"));
    witness({
      document,
      spotter: { name: "facebook", ladders: {}, owns: () => true, find, authorOf: () => null },
      words: new Proxy({}, { get: () => "" }) as LightWords,
      css: "",
      quiet: quiet(),
      alive,
      wire: new Proxy({}, { get: () => refused }) as Wire,
    });
    const frame = () => new Promise((resolve) => window.requestAnimationFrame(() => setTimeout(resolve)));
    await frame();
    return { document, find, frame };
  }

  it("looks at nothing in quiet mode, nor where nobody says whether it is on", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    for (const quiet of [async () => true, () => Promise.reject(new Error("lost"))])
      expect((await witnessed({ quiet, alive: () => true })).find).not.toHaveBeenCalled();
    expect((await witnessed({ quiet: async () => false, alive: () => true })).find).toHaveBeenCalled();
  });

  it("ends by itself once the extension has gone", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    let alive = true;
    const { document, find, frame } = await witnessed({ quiet: async () => false, alive: () => alive });
    alive = false;
    document.body.append(document.createElement("p"));
    await frame();
    const times = find.mock.calls.length;
    document.body.append(document.createElement("p"));
    await frame();
    expect(find.mock.calls.length).toBe(times);
  });
});

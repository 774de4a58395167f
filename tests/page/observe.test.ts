/** Posts are seen once they come; what it costs depends on what was added; nothing of ours reaches the page. */
import { describe, expect, it, vi } from "vitest";
import { PORTION } from "../../lib/page/backlog.ts";
import { observe, type Watcher } from "../../lib/page/observe.ts";
import { page } from "./fake.ts";

function watch(body = "<main></main>", find?: Watcher["find"]) {
  const view = page(body);
  const watcher = {
    find: vi.fn(
      find ??
        ((roots: Element[]) =>
          roots.flatMap((root) =>
            root.matches("article") ? [root] : [...root.querySelectorAll("article")],
          )),
    ),
    onContainers: vi.fn<(found: Element[]) => void>(),
    onNavigate: vi.fn(),
    onChange: vi.fn(),
    onFault: vi.fn(),
  };
  const watching = observe(view.document, watcher);
  const frame = () => new Promise((resolve) => view.window.requestAnimationFrame(() => setTimeout(resolve)));
  const add = (html: string, to = "main") =>
    view.document.querySelector(to)?.insertAdjacentHTML("beforeend", html);
  return { ...view, watcher, watching, frame, add };
}

const rootsOf = (watcher: { find: ReturnType<typeof vi.fn> }) =>
  watcher.find.mock.lastCall?.[0] as Element[] | undefined;

describe("observing", () => {
  it("finds what stands there and what comes later, a batch at a time", async () => {
    const { watcher, frame, add } = watch("<main><article id=a></article></main>");
    await frame();
    expect(watcher.onContainers.mock.lastCall?.[0].map(({ id }) => id)).toEqual(["a"]);
    add("<article id=b></article>");
    add("<article id=c></article>");
    await frame();
    expect(watcher.find).toHaveBeenCalledTimes(2);
    expect(watcher.onContainers.mock.lastCall?.[0].map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("hands over only what was added, however large the page", async () => {
    const { watcher, frame, add } = watch(`<main>${"<article></article>".repeat(500)}</main>`);
    await frame();
    add("<div><p><article id=new></article></p></div>");
    await frame();
    expect(rootsOf(watcher)?.length).toBeLessThanOrEqual(2);
    expect(watcher.onContainers.mock.lastCall?.[0].map(({ id }) => id)).toEqual(["new"]);
  });

  it("hands over the outermost of nested additions once, and none that left again", async () => {
    const { document, watcher, frame } = watch();
    await frame();
    const outer = document.createElement("section");
    const inner = document.createElement("article");
    const gone = document.createElement("article");
    document.querySelector("main")?.append(outer, gone);
    outer.append(inner);
    gone.remove();
    await frame();
    expect(rootsOf(watcher)).toEqual([outer]);
  });

  it("sees a skeleton fill with text", async () => {
    const { document, watcher, frame } = watch("<main><article><p></p></article></main>");
    await frame();
    document.querySelector("p")?.append("lời");
    await frame();
    expect(rootsOf(watcher)?.map(({ localName }) => localName)).toEqual(["p"]);
  });

  it("surveys afresh when the address changed without a new document", async () => {
    const { document, window, watcher, frame, add } = watch("<main><article id=a></article></main>");
    await frame();
    window.history.pushState(null, "", "/khac");
    add("<i></i>");
    await frame();
    expect(watcher.onNavigate).toHaveBeenCalledTimes(1);
    expect(rootsOf(watcher)).toEqual([document.documentElement]);
    window.dispatchEvent(new window.Event("yt-navigate-finish"));
    await frame();
    expect(watcher.onNavigate).toHaveBeenCalledTimes(2);
  });

  it("keeps a fault of ours from the page, and goes on", async () => {
    let broken = true;
    const { watcher, frame, add } = watch("<main></main>", () => {
      if (broken) throw new Error("ours");
      return [];
    });
    await frame();
    expect(watcher.onFault).toHaveBeenCalledTimes(1);
    broken = false;
    add("<b></b>");
    await frame();
    expect(watcher.find).toHaveBeenCalledTimes(2);
  });

  it("looks at a page of many elements over many frames", async () => {
    vi.spyOn(performance, "now").mockReturnValue(0); // no portion is dear: none is rested after
    const { document, watcher, frame } = watch(
      `<main>${`<article></article><div>${"<i></i>".repeat(2900)}</div>`.repeat(4)}</main>`,
    );
    for (let count = 0; count < 12; count++) await frame();
    vi.restoreAllMocks();
    const found = watcher.onContainers.mock.calls.flatMap(([each]) => each);
    expect(found).toEqual([...document.querySelectorAll("article")]);
    const sizes = watcher.find.mock.calls.map(([roots]) =>
      (roots as Element[]).reduce((sum, root) => sum + 1 + root.querySelectorAll("*").length, 0),
    );
    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(PORTION);
  });

  it("rests nine times as long as a dear portion took", async () => {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const { window, watcher, frame } = watch(
      `<main>${`<div>${"<i></i>".repeat(3000)}</div>`.repeat(3)}</main>`,
      () => {
        now += 300;
        return [];
      },
    );
    const timeout = vi.spyOn(window, "setTimeout");
    await frame();
    vi.restoreAllMocks();
    expect(watcher.find).toHaveBeenCalledTimes(1);
    expect(timeout.mock.calls.map(([, ms]) => ms)).toEqual([2700]);
    await frame();
    expect(watcher.find).toHaveBeenCalledTimes(1);
  });

  it("writes nothing into the page", async () => {
    const { document, frame, add } = watch("<main></main>");
    add("<article><p>lời</p></article>");
    await frame();
    expect(document.body.innerHTML).toBe("<main><article><p>lời</p></article></main>");
  });
});

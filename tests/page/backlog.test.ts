/** However much a page adds, one portion stays one portion, and nothing that stands in the page is passed over. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { HELD, makeBacklog, PORTION, STEPS } from "../../lib/page/backlog.ts";
import { page } from "./fake.ts";

vi.setConfig({ testTimeout: 60_000 });

const sizeOf = (root: Element) => 1 + root.querySelectorAll("*").length;
/** Posts in the roots of a portion or around them, as an adapter finds them. */
const postsAt = (roots: readonly Element[]) =>
  roots
    .flatMap((root) => [root.closest("article"), ...root.querySelectorAll("article")])
    .filter((post) => post !== null);

function stage(body: string) {
  const { document, window } = page(body);
  let steps = 0;
  for (const walker of [window.TreeWalker, window.NodeIterator]) {
    const next = walker.prototype.nextNode;
    walker.prototype.nextNode = function (this: TreeWalker & NodeIterator) {
      steps++;
      return next.call(this);
    };
  }
  // Counting is the browser's: it goes as far as the place asked for, and to the end for a length.
  const { item } = window.HTMLCollection.prototype;
  const length = Object.getOwnPropertyDescriptor(window.HTMLCollection.prototype, "length")?.get;
  const ended = new WeakSet<object>();
  window.HTMLCollection.prototype.item = function (this: HTMLCollection, index) {
    const all: number = length?.call(this);
    steps += Math.min(index + 1, all);
    if (index >= all) ended.add(this); // its length is known from here on
    return item.call(this, index);
  };
  Object.defineProperty(window.HTMLCollection.prototype, "length", {
    get() {
      const all: number = length?.call(this);
      if (!ended.has(this)) steps += all;
      return all;
    },
  });
  const backlog = makeBacklog(document);
  /** All portions until nothing waits; `between` is what the page does meanwhile. */
  const portions = (between?: (count: number) => void) => {
    const found = new Set<Element>();
    let count = 0;
    for (; !backlog.empty; count++) {
      steps = 0;
      const roots = backlog.next();
      expect(roots.reduce((sum, root) => sum + sizeOf(root), 0)).toBeLessThanOrEqual(PORTION);
      // What is counted last may go over: one count, and as many steps past what was taken.
      expect(steps).toBeLessThanOrEqual(STEPS + 2 * PORTION);
      for (const post of postsAt(roots)) found.add(post);
      between?.(count);
      if (count > 1000) throw new Error("no end");
    }
    return { found, count };
  };
  return { document, backlog, portions };
}
const row = (inside: string, times: number) => `<div>${inside.repeat(times)}</div>`;

describe("the backlog", () => {
  it("hands on a page in portions, whole, in the order it stands", () => {
    const { document, backlog, portions } = stage(
      `<main>${`<article><p></p></article>${row("<i></i>", 2500)}`.repeat(10)}</main>`,
    );
    backlog.all();
    const { found, count } = portions();
    expect([...found]).toEqual([...document.querySelectorAll("article")]);
    expect(count).toBeGreaterThan(6);
    expect(count).toBeLessThan(20);
  });

  it("counts a form too whose field bears the name of what counts", () => {
    const { document, backlog, portions } = stage("<form><input><article></article></form>");
    const form = document.forms[0];
    if (!form) throw new Error("no form");
    // As browsers do it where the field has that name (HTML 4.10.3); jsdom does not.
    Object.defineProperty(form, "getElementsByTagName", { value: form.firstElementChild });
    backlog.add(form);
    expect(portions().found.size).toBe(1);
  });

  it("takes apart what is too large, a post too", () => {
    const { backlog, portions } = stage(`<article>${row("<i></i>", 3000).repeat(3)}</article>`);
    backlog.all();
    expect(portions().found.size).toBe(1);
  });

  it("gives a root once, and not for itself what stands in another", () => {
    const { document, backlog } = stage("<main><section><article></article></section></main>");
    const [section, post] = [document.querySelector("section"), document.querySelector("article")];
    if (!section || !post) throw new Error("no page");
    for (const root of [post, section, post]) backlog.add(root);
    expect([backlog.next(), backlog.empty]).toEqual([[section], true]);
  });

  it("holds no more roots than it says, and then looks at the page instead", () => {
    const { document, backlog, portions } = stage("<main><article></article></main>");
    for (let n = 0; n <= HELD; n++) backlog.add(document.createElement("i"));
    expect(portions().found.size).toBe(1);
  });

  it("loses nothing to a page that moves and removes while it is gone through", () => {
    const body = `<main>${`<section>${"<article><i></i></article>".repeat(60)}${row("<b></b>", 900)}</section>`.repeat(8)}</main>`;
    const act = fc.record({ at: fc.nat(), to: fc.nat(), keep: fc.boolean() });
    fc.assert(
      fc.property(fc.array(act, { minLength: 4, maxLength: 12 }), (acts) => {
        const { document, backlog, portions } = stage(body);
        backlog.all();
        const { found } = portions((count) => {
          const { at, to, keep } = acts[count] ?? { at: 0, to: 0, keep: true };
          if (count >= acts.length) return;
          const sections = [...document.querySelectorAll("section")];
          const moved = sections[at % sections.length];
          if (!moved || sections.length < 3) return;
          moved.remove();
          if (!keep) return;
          document
            .querySelector("main")
            ?.insertBefore(moved, document.querySelectorAll("section")[to % (sections.length - 1)] ?? null);
          // As the observer tells of it.
          backlog.add(moved);
        });
        const standing = [...document.querySelectorAll("article")];
        expect(standing.filter((post) => !found.has(post)).length).toBe(0);
      }),
      { numRuns: 6 },
    );
  });

  it("loses nothing where the page moves the very part that comes next", () => {
    const body = `<main>${`<section><article></article>${row("<b></b>", 1000)}</section>`.repeat(8)}</main>`;
    for (let part = 0; part < 8; part++) {
      const { document, backlog, portions } = stage(body);
      backlog.all();
      const { found } = portions((count) => {
        const moved = document.querySelectorAll("section")[part];
        if (count > 0 || !moved) return;
        document.querySelector("main")?.append(moved);
        backlog.add(moved);
      });
      expect(found.size).toBe(8);
    }
  });

  it("comes to the end where the page is asked for anew again and again", () => {
    const { document, backlog } = stage(`<main>${row("<i></i>", 3000).repeat(4)}<article></article></main>`);
    const found = new Set<Element>();
    for (let count = 0; count < 12; count++) {
      backlog.all();
      for (const post of postsAt(backlog.next())) found.add(post);
    }
    expect([...found]).toEqual([document.querySelector("article")]);
  });
});

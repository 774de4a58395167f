import fc from "fast-check";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { assigned, at, literals, literalsIn, search } from "../../lib/platforms/page-data.ts";

const page = (...scripts: string[]) => new JSDOM(`<body>${scripts.join("")}</body>`).window.document;

describe("literalsIn", () => {
  it("finds every object whatever code stands around it", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 }),
        (value) => {
          const plain = JSON.parse(JSON.stringify(value));
          const text = `if(a){b['x']={}};requireLazy(["M"],function(m){m.handle(${JSON.stringify(value)})});`;
          expect(literalsIn(text).map((literal) => literal.value)).toContainEqual(plain);
        },
      ),
    );
  });
  it("stays near linear on hostile text", () => {
    const text = `${'{"a":'.repeat(100_000)}`;
    expect(literalsIn(text)).toEqual([]);
  });
  it("is not misled by braces and escaped quotes in strings", () => {
    expect(literalsIn(String.raw`f({"a":"}\"{\\","b":[1]});`)[0]?.value).toEqual({ a: '}"{\\', b: [1] });
  });
  it("reads quoted literals with hexadecimal escapes", () => {
    const text = String.raw`var ytInitialData = '\x7b\x22a\x22:\x22b\\\x22\x22\x7d';`;
    expect(literalsIn(text)[0]).toEqual({ name: "ytInitialData", value: { a: 'b"' } });
  });
});

describe("literals", () => {
  it("parses only scripts that mention a word, JSON and code alike", () => {
    const document = page(
      '<script type="application/json" data-sjs>{"Story":1}</script>',
      '<script>other({"x":1})</script>',
      '<script>requireLazy([],function(m){m.handle({"Story":2})})</script>',
      '<script type="application/json">{"Story": broken</script>',
    );
    expect(literals(document, ["Story"]).map((literal) => literal.value)).toEqual([
      { Story: 1 },
      { Story: 2 },
    ]);
  });
  it("knows what a literal is assigned to", () => {
    const document = page(
      '<script>var data = {"a":1};window["other"] = {"b":2};ytcfg.set({"c":3});</script>',
    );
    expect(assigned(document, "data")).toEqual({ a: 1 });
    expect(assigned(document, "other")).toEqual({ b: 2 });
    expect(assigned(document, "ytcfg.set")).toEqual({ c: 3 });
    expect(assigned(document, "absent")).toBeUndefined();
  });
  it("reads a script again when it grew", () => {
    const document = page("<script>var a = 1;</script>");
    expect(literals(document, ["var"])).toEqual([]);
    const script = document.scripts[0];
    if (script) script.textContent = 'var a = {"b":1};';
    expect(assigned(document, "a")).toEqual({ b: 1 });
  });
});

describe("search", () => {
  it("is safe on cycles and depth, and leaves out what `enter` refuses", () => {
    const round: Record<string, unknown> = { hit: true };
    round.self = round;
    round.no = { hit: true };
    let deep: Record<string, unknown> = { hit: true };
    for (let i = 0; i < 100_000; i++) deep = { deep };
    round.deep = deep;
    expect(search(round, (o) => o.hit === true, { enter: (key) => key !== "no" })).toHaveLength(2);
    expect(at(round, "self", "hit")).toBe(true);
    expect(at(round, "a", 1)).toBeUndefined();
  });
});

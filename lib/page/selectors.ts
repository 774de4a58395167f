/** Reads of a CSS selector only what is needed to skip it cheaply: what its last compound asks of an element. */

/** What the last compound names; `any` where it names nothing that an index could hold. */
export interface Key {
  kind: "class" | "id" | "tag" | "any";
  name: string;
}

export interface Tested {
  /** The selector without its pseudo-element, fit for `Element.matches`. */
  test: string;
  key: Key;
  /** True where the key alone decides: a single class. */
  sure: boolean;
}

const PSEUDO_ELEMENT = /::|:(?=(?:before|after|first-line|first-letter)(?![\w-]))/;

/** Splits a selector list at its top-level commas and reads each. */
export function readSelectors(list: string): Tested[] {
  return split(list, ",").map(readOne);
}

/** Attribute names that selectors speak of: hooks of style that the copy must keep to be matched. */
export function attributesIn(selectors: string): string[] {
  return [...selectors.matchAll(/\[\s*(?:[\w-]*\|)?([\w-]+)/g)].map((match) =>
    String(match[1]).toLowerCase(),
  );
}

function readOne(selector: string): Tested {
  const compounds = split(selector, " ");
  const last = compounds.at(-1) ?? "";
  const cut = outsideBrackets(last).search(PSEUDO_ELEMENT);
  const compound = cut < 0 ? last : last.slice(0, cut);
  const test = cut < 0 ? selector : selector.slice(0, selector.length - last.length + cut);
  const bare = outsideBrackets(compound);
  const names = [...bare.matchAll(/([.#])((?:\\.|[\w\u0080-\uffff-])+)/g)];
  const classes = names.filter((match) => match[1] === ".");
  const named = classes.at(-1) ?? names.at(-1);
  const tag = /^[a-z][\w-]*/i.exec(bare)?.[0];
  const key: Key = named
    ? { kind: named[1] === "." ? "class" : "id", name: unescaped(String(named[2])) }
    : tag
      ? { kind: "tag", name: tag.toLowerCase() }
      : { kind: "any", name: "" };
  const sure = key.kind === "class" && /^\.(?:\\.|[\w\u0080-\uffff-])+$/.test(test);
  return { test: /[\s>+~]$/.test(test) || test === "" ? `${test}*` : test, key, sure };
}

/** Splits at top-level commas, or (`" "`) at combinators; brackets, strings and escapes are passed over whole. */
function split(text: string, at: "," | " "): string[] {
  const out: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === "\\") index++;
    else if (char === '"' || char === "'") index = endOfString(text, index);
    else if (char === "(" || char === "[") depth++;
    else if (char === ")" || char === "]") depth--;
    else if (depth === 0 && (at === "," ? char === "," : char !== undefined && " >+~\n\t".includes(char))) {
      out.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  out.push(text.slice(start).trim());
  return out.filter((part, index) => part !== "" || (at === " " && index === out.length - 1));
}

function endOfString(text: string, from: number): number {
  const quote = text[from];
  let index = from + 1;
  while (index < text.length && text[index] !== quote) index += text[index] === "\\" ? 2 : 1;
  return index;
}

/** The same length, with everything inside brackets blanked: what is left stands at the top level. */
function outsideBrackets(text: string): string {
  let depth = 0;
  let out = "";
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? "";
    if (char === "(" || char === "[") depth++;
    out += depth > 0 ? "\u0001" : char;
    if (char === ")" || char === "]") depth--;
  }
  return out;
}

const unescaped = (name: string) =>
  name.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, hex: string | undefined, char: string | undefined) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : (char ?? ""),
  );

/** Writing HTML: escaped by default, and atomic classes in one sheet, as both sites are built. */
import { createHash } from "node:crypto";

/** HTML that is already safe. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Value = Html | string | number | null | undefined | false | readonly Value[];

export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function write(value: Value): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return value.map(write).join("");
}

/** A template whose values are escaped, except `Html` and arrays of it. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(
    parts.map((part, index) => part + (index < values.length ? write(values[index]) : "")).join(""),
  );
}

/** JSON for a script element: `<` escaped, so that no text can end the element. */
export const inlineJson = (value: unknown): Html =>
  new Html(JSON.stringify(value).replaceAll("<", "\\u003C"));

/** `display:flex` → `x1a2b3c`; every class ever asked for is in the sheet. */
const rules = new Map<string, string>();

/**
 * Classes for declarations, one class each. `:hover` or `@dark` forms are not needed here: themes are variables.
 * @param declarations e.g. `"display:flex; gap:8px"`
 */
export function x(declarations: string): string {
  const names = declarations
    .split(";")
    .map((declaration) => declaration.trim())
    .filter((declaration) => declaration !== "")
    .map((declaration) => {
      const name = `x${createHash("sha256").update(declaration).digest("base64url").replace(/[-_]/g, "").slice(0, 7)}`;
      rules.set(name, declaration);
      return name;
    });
  return names.join(" ");
}

/** All atomic rules so far, sorted so that the sheet does not depend on the order of pages. */
export const atomicSheet = (): string =>
  [...rules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, declaration]) => `.${name}{${declaration}}`)
    .join("\n");

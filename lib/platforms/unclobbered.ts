/**
 * Forms as the browser knows them. A form answers with its field where a field bears a property's name (`form.attributes`,
 * HTML 4.10.3); in Chromium that reaches into our world too, so that a page could break a copy by naming its fields.
 */

export const isForm = (node: Node): boolean =>
  Object.prototype.toString.call(node) === "[object HTMLFormElement]";

/** A property as the interface has it, whatever fields the node has; a form's methods bound. */
export function real<N extends Node, K extends keyof N & string>(node: N, name: K): N[K] {
  if (!isForm(node)) return node[name];
  for (let at: object | null = Object.getPrototypeOf(node); at; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (!found) continue;
    const value: unknown = found.get ? found.get.call(node) : found.value;
    return (typeof value === "function" ? value.bind(node) : value) as N[K];
  }
  throw new TypeError(`a form has no ${name}`);
}

/** The element around this one. A form whose field is called `parentElement` would lead back down, and a climb round and round. */
export const parentOf = (element: Element): Element | null => real(element, "parentElement");

/** `element.matches(text)`, `element.getAttribute(text)`, `element.getElementsByTagName(text)`. */
export function asked<K extends "matches" | "getAttribute" | "getElementsByTagName">(
  element: Element,
  name: K,
  text: string,
) {
  return (isForm(element) ? real(element, name)(text) : element[name](text)) as ReturnType<Element[K]>;
}

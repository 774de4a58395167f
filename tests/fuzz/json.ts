/** Changes inside JSON: in its values, and in how it is written. */
import { utf8 } from "../../lib/evidence/bytes.ts";
import { canonicalText } from "../../lib/evidence/canonical.ts";
import type { Dice } from "./dice.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Canonical text where the value has one, so that nothing but the value gives the change away. */
export function written(value: unknown): string {
  try {
    return canonicalText(value);
  } catch {
    return JSON.stringify(value) ?? "null"; // what the mutation made cannot be canonical
  }
}

/** The text with one value changed: somewhere in it, at random. Text that is no JSON comes back with a letter more. */
export function mutateJson(text: string, dice: Dice): string {
  let root: Json;
  try {
    root = JSON.parse(text) as Json;
  } catch {
    return `${text}x`;
  }
  return written(walk(root, dice, 0));
}

function walk(value: Json, dice: Dice, depth: number): Json {
  const deeper = depth < 6 && dice.roll(6) > 0;
  if (Array.isArray(value)) {
    if (!deeper || value.length === 0) return mutateList(value, dice);
    const at = dice.roll(value.length);
    return value.map((item, index) => (index === at ? walk(item, dice, depth + 1) : item));
  }
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value);
    if (!deeper || keys.length === 0) return mutateObject(value, dice);
    const key = dice.pick(keys);
    return { ...value, [key]: walk(value[key] ?? null, dice, depth + 1) };
  }
  return mutateScalar(value, dice);
}

function mutateScalar(value: null | boolean | number | string, dice: Dice): Json {
  if (dice.roll(8) === 0)
    return dice.pick<Json>([null, true, 0, -1, "", "x", [], {}, 2 ** 53, 1.5, "\ud800"]);
  if (typeof value === "number") return value + dice.pick([1, -1, 1000]);
  if (typeof value === "boolean") return !value;
  if (value === null) return dice.pick<Json>(["", 0, "x"]);
  if (/^sha256:/.test(value) && dice.roll(2) === 0) return `sha256:${"0".repeat(64)}`;
  const at = dice.roll(value.length + 1);
  const letter = dice.pick(["0", "1", "a", "f", "é", " ", "\u202e", "A", "=", "\n", "\u0000"]);
  return value.slice(0, at) + letter + value.slice(at + dice.roll(2));
}

function mutateList(list: Json[], dice: Dice): Json[] {
  const at = dice.roll(Math.max(1, list.length));
  return dice.pick([
    () => list.filter((_, index) => index !== at),
    () => [...list, list[at] ?? null],
    () => [...list].reverse(),
    () => [...list, ...list],
  ])();
}

function mutateObject(object: { [key: string]: Json }, dice: Dice): Json {
  const keys = Object.keys(object);
  const key = keys.length > 0 ? dice.pick(keys) : "x";
  return dice.pick<() => Json>([
    () => Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)),
    () => ({ ...object, [dice.pick(["x", "config", "constructor", "toString", "v2"])]: object[key] ?? 1 }),
    () => ({ ...object, [key]: object[dice.pick([...keys, "x"])] ?? null }),
    () =>
      JSON.parse(
        `{"__proto__":${JSON.stringify(object)},${JSON.stringify(object).slice(1)}`.replace(",}", "}"),
      ),
  ])();
}

/** The text written otherwise, or ambiguously: its first value the same to most programs. */
export function mutateSpelling(text: string, dice: Dice): Uint8Array<ArrayBuffer> {
  const member = /"([^"\\]+)":("(?:[^"\\]|\\.)*"|\d+)/g;
  const members = [...text.matchAll(member)];
  const hit = members.length > 0 ? dice.pick(members) : null;
  const at = hit?.index ?? 0;
  const whole = hit?.[0] ?? "";
  const swap = (by: string): string => text.slice(0, at) + by + text.slice(at + whole.length);
  const changed = dice.pick([
    () => swap(`${whole},${whole}`), // the same key twice
    () => swap(`"${hit?.[1]}":"x",${whole}`), // twice, and the last one wins
    () => swap(`${whole} `),
    () =>
      swap(
        whole.replace(
          /"(.)/,
          (_, letter: string) => `"\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
        ),
      ),
    () => swap(whole.replace(/:(\d+)$/, ":$1.0")),
    () => swap(whole.replace(/:(\d+)$/, ":0$1")),
    () => `\ufeff${text}`,
    () => ` ${text}`,
    () => text.replace(/^\{/, '{"__proto__":{},'),
    () => "[".repeat(dice.pick([65, 5_000])) + text,
    () => text.normalize("NFD"),
  ])();
  return utf8(changed);
}

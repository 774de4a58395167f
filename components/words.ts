/** All words of the screens: typed messages, and the words of the model's closed lists (hyphens become underscores in message names). */
import { createI18n } from "@wxt-dev/i18n";
import type { GeneratedI18nStructure } from "../.wxt/i18n/structure.d.ts";

const typed = createI18n<GeneratedI18nStructure>();
const untyped = createI18n();

/** A message by its key, e.g. `t("popup.reload")`. */
export const t = typed.t;

export type WordList =
  | "platform"
  | "kind"
  | "notice"
  | "about"
  | "certainty"
  | "step"
  | "outcome"
  | "fault"
  | "from"
  | "role"
  | "method"
  | "trigger"
  | "scope"
  | "count"
  | "custody"
  | "look_field"
  | "look_result"
  | "part"
  | "own_post"
  | "leak_kind"
  | "leak_part";

/** The message key of a code of a closed list: `fault` + `store-full` → `fault.store_full`. */
export const wordKey = (list: WordList, code: string) => `${list}.${code.replace(/[^a-z0-9]/gi, "_")}`;

/** The words for a code of a closed list; the code itself where a later version's code has no words here. */
export const word = (list: WordList, code: string): string => untyped.t(wordKey(list, code)) || code;

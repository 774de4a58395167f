/** The words of `lib/page`, from the locale files; the screens' own words for steps and faults, so that both say the same. */
import { i18n } from "#i18n";
import type { FaultCode } from "../../lib/model/fault-error.ts";
import type { LightWords } from "../../lib/page/words.ts";

/** Message names allow no hyphen. */
type Underscored<T extends string> = T extends `${infer A}-${infer B}` ? `${A}_${Underscored<B>}` : T;
export const named = <T extends string>(code: T) => code.replaceAll("-", "_") as Underscored<T>;

export const words = (): LightWords => ({
  language: i18n.t("language.tag"),
  keep: i18n.t("page.keep"),
  keepBy: (author) => i18n.t("page.keepBy", [author]),
  group: i18n.t("page.group"),
  working: i18n.t("page.working"),
  failed: (why) => i18n.t("page.failed", [why]),
  why: (code: FaultCode) => i18n.t(`fault.${named(code)}`),
});

/** The words of `lib/page`, from the locale files; the screens' own words for steps and faults, so that both say the same. */
import { i18n } from "#i18n";
import type { FaultCode } from "../../lib/model/fault-error.ts";
import type { Step } from "../../lib/model/outcome.ts";
import type { Words } from "../../lib/page/words.ts";

/** Message names allow no hyphen. */
type Underscored<T extends string> = T extends `${infer A}-${infer B}` ? `${A}_${Underscored<B>}` : T;
const named = <T extends string>(code: T) => code.replaceAll("-", "_") as Underscored<T>;

export const words = (): Words => ({
  language: i18n.t("language.tag"),
  keep: i18n.t("page.keep"),
  keepBy: (author) => i18n.t("page.keepBy", [author]),
  group: i18n.t("page.group"),
  working: i18n.t("page.working"),
  done: i18n.t("page.done"),
  reduced: (lacking) => i18n.t("page.reduced", [lacking]),
  failed: (why) => i18n.t("page.failed", [why]),
  step: (step: Step) => i18n.t(`step.${named(step)}`),
  why: (code: FaultCode) => i18n.t(`fault.${named(code)}`),
  ask: i18n.t("page.ask"),
  allow: i18n.t("page.allow"),
  notNow: i18n.t("page.notNow"),
});

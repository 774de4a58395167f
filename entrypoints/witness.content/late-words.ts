/** The words that come with the reading half: how a capture ended, the question, the picker. */
import { i18n } from "#i18n";
import type { Step } from "../../lib/model/outcome.ts";
import type { PickWords } from "../../lib/page/pick-view.ts";
import type { LightWords, Words } from "../../lib/page/words.ts";
import { named } from "./words.ts";

export const lateWords = (): Omit<Words, keyof LightWords> => ({
  done: i18n.t("page.done"),
  reduced: (lacking) => i18n.t("page.reduced", [lacking]),
  kept: (how) => i18n.t(`vault.kept_${how}`),
  step: (step: Step) => i18n.t(`step.${named(step)}`),
  ask: i18n.t("page.ask"),
  allow: i18n.t("page.allow"),
  notNow: i18n.t("page.notNow"),
  own: {
    sentences: [i18n.t("own.ask"), i18n.t("own.kept_what"), i18n.t("own.scrubbed_what")],
    yes: i18n.t("own.keep"),
    no: i18n.t("own.leave"),
  },
});

export const pickWords = (): PickWords => ({
  language: i18n.t("language.tag"),
  name: i18n.t("page.pick"),
  hint: i18n.t("page.pickHint"),
  take: i18n.t("page.pickTake"),
  leave: i18n.t("page.pickLeave"),
  wider: i18n.t("page.pickWider"),
  narrower: i18n.t("page.pickNarrower"),
  chosen: (what, width, height) => i18n.t("page.pickChosen", [what, String(width), String(height)]),
});

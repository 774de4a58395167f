/** A record of a second look: at which capture, how, and what it found. */
import type { SecondLook } from "../../lib/model/statement.ts";
import type { StatementPart } from "../../lib/verify/content.ts";
import type { Shown } from "../../lib/verify/report.ts";
import { LookResult } from "../archive/LookResult.tsx";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";

interface Props {
  look: SecondLook;
  shown: Shown;
  statement: StatementPart;
}

export function Look({ look, shown, statement }: Props) {
  const first = shown.captures.find(({ id }) => id === look.of);
  return (
    <Section heading={t("look.heading")} class="second-look">
      <p>{t(look.login ? "look.is_look_login" : "look.is_look_nobody")}</p>
      <p class="quiet breakable">
        {first ? t("verify.capture", { number: first.seq + 1 }) : t("verify.look_elsewhere")}{" "}
        <code>{look.of}</code>
      </p>
      <LookResult statement={statement} />
      <p class="quiet">{t("verify.look_means")}</p>
    </Section>
  );
}

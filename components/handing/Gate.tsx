/** What the leak gate finds in what would leave. On a hit nothing leaves; the place can be left out. */
import type { Leak } from "../../lib/extension/export-messages.ts";
import { Fault } from "../Fault.tsx";
import { Leaks } from "../Leaks.tsx";
import type { Loaded } from "../loaded.ts";
import { Progress } from "../Progress.tsx";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";

interface Props {
  ahead: Loaded<Leak[]>;
  /** What stopped the file that was being made. */
  again: readonly Leak[];
  /** Leaves these places out. */
  without(leaks: readonly Leak[]): void;
}

export function Gate({ ahead, again, without }: Props) {
  const found = ahead.at === "there" && ahead.value.length > 0 ? ahead.value : again;
  const can = found.every(({ path }) => path !== null);
  return (
    <Section heading={t("hand.gate")} class="hand-part">
      {ahead.at === "loading" && <Progress label={t("hand.gate_looking")} />}
      {ahead.at === "fault" && <Fault fault={ahead.fault} />}
      {found.length > 0 && <Leaks ahead leaks={found} without={can ? () => without(found) : null} />}
      {ahead.at === "there" && found.length === 0 && (
        <p role="status">
          <span class="mark mark-done">✓ {t("hand.gate_clear")}</span>
          <span class="quiet says">{t("leak.blind")}</span>
        </p>
      )}
    </Section>
  );
}

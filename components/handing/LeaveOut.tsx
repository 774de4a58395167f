/** Leaving parts out of what is handed over, by the same choice as for an export; loaded when it is asked for. */
import { useEffect, useState } from "preact/hooks";
import type { Desk, Withholdable, WithholdChoice } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { useChoosing } from "../withhold/choosing.ts";
import { Parts } from "../withhold/Parts.tsx";
import { Preview } from "../withhold/Preview.tsx";
import { t } from "../words.ts";

interface Props {
  desk: Desk;
  ids: readonly string[];
  choices: readonly WithholdChoice[];
  onChoices(choices: WithholdChoice[]): void;
  /** While it is looked for what else would give it away. */
  onBusy(busy: boolean): void;
}

export function LeaveOut({ desk, ids, choices, onChoices, onBusy }: Props) {
  const [opened, setOpened] = useState(false);
  const [preview, setPreview] = useState(false);
  const count = choices.reduce((sum, { paths, blackouts }) => sum + paths.length + blackouts.length, 0);
  return (
    <>
      <p aria-live="polite">{t("withhold.count", count)}</p>
      <div class="buttons">
        <button type="button" aria-expanded={opened} disabled={opened} onClick={() => setOpened(true)}>
          {t("hand.leave_out")}
        </button>
        {count > 0 && (
          <button type="button" aria-expanded={preview} onClick={() => setPreview(!preview)}>
            {t(preview ? "hand.preview_hide" : "withhold.preview")}
          </button>
        )}
      </div>
      {preview && choices.map((choice) => <Preview key={choice.record} {...{ choice, desk }} />)}
      {opened && <Loading {...{ desk, ids, onChoices, onBusy }} />}
    </>
  );
}

function Loading(props: Omit<Props, "choices">) {
  const captures = useLoaded(() => props.desk.withholding.open(props.ids), [props.ids, props.desk]);
  if (captures.at === "loading") return <p class="quiet">{t("common.loading")}</p>;
  if (captures.at === "fault") return <Fault fault={captures.fault} />;
  return <Choose {...props} captures={captures.value} />;
}

function Choose({
  desk,
  captures,
  onChoices,
  onBusy,
}: Omit<Props, "choices"> & { captures: Withholdable[] }) {
  const choosing = useChoosing(desk, captures);
  const { choices, followed, keptCount, busy, fault } = choosing;
  const chose = JSON.stringify(choices);
  useEffect(() => {
    onBusy(busy);
    if (!busy) onChoices(choices);
  }, [chose, busy]);
  return (
    <div class="withholding">
      {fault && <Fault fault={fault} />}
      <div aria-live="polite">
        {busy && <p class="quiet">{t("withhold.looking")}</p>}
        {followed > 0 && <p class="quiet">{t("withhold.followed", followed)}</p>}
        {keptCount > 0 && <p class="banner banner-failed">{t("withhold.kept_count", keptCount)}</p>}
      </div>
      {captures.map((capture) => (
        <Parts key={capture.card.id} {...{ capture, choosing, desk }} />
      ))}
    </div>
  );
}

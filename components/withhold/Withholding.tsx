/** Exporting with parts withheld: choose, see what the receiver will see, export. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Disclosing } from "../archive/Disclosing.tsx";
import type { Desk, Withholdable, WitnessFact } from "../desk.ts";
import { ExportProgress } from "../ExportProgress.tsx";
import { useExport } from "../exporting.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";
import { useChoosing } from "./choosing.ts";
import { Parts } from "./Parts.tsx";
import { Preview } from "./Preview.tsx";

export function Withholding({ ids, desk }: { ids: string[]; desk: Desk }) {
  const captures = useLoaded(() => desk.withholding.open(ids), [ids.join(), desk]);
  if (captures.at === "loading") return <p class="quiet">{t("common.loading")}</p>;
  if (captures.at === "fault") return <Fault fault={captures.fault} />;
  return <Choose captures={captures.value} desk={desk} />;
}

function Choose({ captures, desk }: { captures: Withholdable[]; desk: Desk }) {
  const choosing = useChoosing(desk, captures);
  const exporting = useExport(desk);
  const [preview, setPreview] = useState(false);
  const [facts, setFacts] = useState<WitnessFact[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [preview]);
  const { choices, count, followed, keptCount, busy, fault } = choosing;
  const whole = captures.filter(({ card }) => !choices.some(({ record }) => record === card.id));
  return (
    <div class="withholding">
      <h1 tabIndex={-1} ref={heading}>
        {preview ? t("withhold.preview_title") : t("withhold.title")}
      </h1>
      <p>{preview ? t("withhold.preview_what") : t("withhold.what")}</p>
      {fault && <Fault fault={fault} />}
      <div class="withholding-sum" aria-live="polite">
        <p class="row-name">{busy ? t("withhold.looking") : t("withhold.count", count)}</p>
        {followed > 0 && <p class="quiet">{t("withhold.followed", followed)}</p>}
        {keptCount > 0 && <p class="banner banner-failed">{t("withhold.kept_count", keptCount)}</p>}
      </div>
      {preview ? (
        <>
          {choices.map((choice) => (
            <Preview key={choice.record} {...{ choice, desk }} />
          ))}
          {whole.length > 0 && <p class="quiet">{t("withhold.whole", whole.length)}</p>}
        </>
      ) : (
        captures.map((capture) => <Parts key={capture.card.id} {...{ capture, choosing, desk }} />)
      )}
      {!preview && <Disclosing on={facts} facts={["device"]} onChoose={setFacts} />}
      <div class="buttons">
        {preview ? (
          <>
            <button type="button" disabled={exporting.busy} onClick={() => setPreview(false)}>
              {t("withhold.change")}
            </button>
            <button
              type="button"
              class="primary"
              disabled={exporting.busy || busy}
              onClick={() =>
                exporting.start(
                  captures.map(({ card }) => card.id),
                  false,
                  choices,
                  facts,
                )
              }
            >
              {t("withhold.export", count)}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="primary"
            disabled={count === 0 || busy}
            onClick={() => setPreview(true)}
          >
            {t("withhold.preview")}
          </button>
        )}
      </div>
      <ExportProgress exporting={exporting} />
    </div>
  );
}

/** Before when a capture existed, and who says so; or since when nobody does. */
import { useEffect, useState } from "preact/hooks";
import type { AnchorFacts, CaptureCard, Desk } from "../desk.ts";
import { seconds } from "../format.ts";
import { useLoaded } from "../loaded.ts";
import { Mark } from "../Mark.tsx";
import { Time } from "../Time.tsx";
import { t, word } from "../words.ts";

export function TrustedTime({ card, desk: { stamps } }: { card: CaptureCard; desk: Pick<Desk, "stamps"> }) {
  const settings = useLoaded(stamps.read, [stamps]);
  const [facts, setFacts] = useState<AnchorFacts | null>(null);
  const { caseId, seq } = card;
  useEffect(() => stamps.watchOne(caseId, seq, setFacts), [stamps, caseId, seq]);
  if (!facts || settings.at !== "there") return null;
  if (facts.anchor) {
    const { genTime, accuracyMs, name, known } = facts.anchor;
    return (
      <p class="capture-sealed">
        <Mark status="done" words={t("stamp.before")} /> <Time value={genTime} withUtc />
        {accuracyMs !== null && <span class="quiet"> ± {seconds(accuracyMs)}</span>}
        <span class="quiet says">{t(known ? "stamp.says" : "stamp.says_unknown", { name })}</span>
      </p>
    );
  }
  if (!settings.value.on)
    return (
      <p class="quiet">
        {t("stamp.none_off")} <a href="#/settings">{t("settings.open")}</a>
      </p>
    );
  return (
    <p class="capture-sealed quiet">
      <Mark status="skipped" words={t("stamp.none_since")} /> <Time value={card.sealedAt} withUtc />
      {facts.fault && (
        <span class="says">
          {t("stamp.last_try")} {word("fault", facts.fault.code)}
        </span>
      )}
    </p>
  );
}

/** What a person is told when a capture ends: kept and sealed, and what is missing from it. */

import { useState } from "preact/hooks";
import { Gaps } from "../Gaps.tsx";
import { gaps } from "../gaps.ts";
import { Parts } from "../Parts.tsx";
import { t } from "../words.ts";
import type { CaptureResult } from "./page.ts";

interface Props {
  result: CaptureResult;
  /** It is their own post: once more, with them in it. */
  onKeepOwn(): void;
}

export function Kept({ result, onKeepOwn }: Props) {
  const lacking = gaps(result.outcomes).length > 0;
  return (
    <div class={`banner ${lacking ? "banner-reduced" : "banner-done"}`} role="status">
      <p class="banner-title">{lacking ? t("popup.captured_reduced") : t("popup.captured")}</p>
      {result.kept && <p>{t(`vault.kept_${result.kept}`)}</p>}
      <Parts parts={result.parts} />
      <Gaps outcomes={result.outcomes} />
      {result.own === "kept" && <p>{t("own.kept")}</p>}
      {result.own === "scrubbed" && <AskOwn onKeep={onKeepOwn} />}
    </div>
  );
}

function AskOwn({ onKeep }: { onKeep(): void }) {
  const [answered, setAnswered] = useState(false);
  if (answered) return null;
  return (
    <section class="own" aria-label={t("own.scrubbed_title")}>
      <p>{t("own.ask")}</p>
      <p>{t("own.kept_what")}</p>
      <p>{t("own.scrubbed_what")}</p>
      <div class="buttons">
        <button type="button" onClick={() => setAnswered(true)}>
          {t("own.leave")}
        </button>
        <button type="button" onClick={onKeep}>
          {t("own.keep")}
        </button>
      </div>
    </section>
  );
}

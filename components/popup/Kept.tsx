/** What a person is told when a capture ends: kept and sealed, and what is missing from it. */

import { Gaps } from "../Gaps.tsx";
import { gaps } from "../gaps.ts";
import { Parts } from "../Parts.tsx";
import { t } from "../words.ts";
import type { CaptureResult } from "./page.ts";

export function Kept({ result }: { result: CaptureResult }) {
  const lacking = gaps(result.outcomes).length > 0;
  return (
    <div class={`banner ${lacking ? "banner-reduced" : "banner-done"}`} role="status">
      <p class="banner-title">{lacking ? t("popup.captured_reduced") : t("popup.captured")}</p>
      {result.kept && <p>{t(result.kept === "locked" ? "vault.kept_locked" : "vault.kept_unchosen")}</p>}
      <Parts parts={result.parts} />
      <Gaps outcomes={result.outcomes} />
    </div>
  );
}

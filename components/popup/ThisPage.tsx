/** Whether this page can be kept, what is on it, and the buttons that keep it. */
import { useEffect, useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { Progress } from "../Progress.tsx";
import { t } from "../words.ts";
import { Asked } from "./Asked.tsx";
import { Changed } from "./Changed.tsx";
import { Kept } from "./Kept.tsx";
import type { CaptureResult, PageLink, PageState, Target } from "./page.ts";
import { Seen } from "./Seen.tsx";

export function ThisPage({ page, desk }: { page: PageLink | null; desk: Desk | null }) {
  const [state, setState] = useState<PageState>({ at: "looking" });
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<CaptureResult | null>(null);
  const [last, setLast] = useState<Target | null>(null);
  const [fault, setFault] = useState<FaultFacts | null>(null);

  useEffect(() => {
    page?.look().then(setState, (error: unknown) => setFault(toFault(error)));
  }, [page]);

  const capture = async (target: Target) => {
    if (!page || busy) return;
    setBusy(true);
    setLast(target);
    setResult(null);
    setFault(null);
    try {
      setResult(await page.capture(target));
    } catch (error) {
      setFault(toFault(error));
    } finally {
      setBusy(false);
    }
  };

  const pick = () => {
    setFault(null);
    page?.pick().catch((error: unknown) => setFault(toFault(error)));
  };

  const isUnknown =
    result?.outcomes.some(({ fault: why }) => why === "layout-unknown") ??
    (state.at === "seen" && state.survey.posts.length === 0 && state.survey.notices.length === 0);

  return (
    <section aria-labelledby="this-page" aria-busy={state.at === "looking"}>
      <h2 id="this-page">{t("popup.this_page")}</h2>
      {state.at === "looking" && !fault && <p class="quiet looking">{t("popup.looking")}</p>}
      {state.at === "unsupported" && (
        <div class="empty">
          <p class="empty-title">{t("popup.unsupported_title")}</p>
          <p>{t("popup.unsupported")}</p>
        </div>
      )}
      {state.at === "not-ready" && (
        <div class="empty">
          <p class="empty-title">{t("popup.not_ready_title")}</p>
          <p>{t("popup.not_ready")}</p>
          <button type="button" class="primary" onClick={() => page?.reload()}>
            {t("popup.reload")}
          </button>
        </div>
      )}
      {busy && <Progress label={t("popup.capturing")} />}
      {result && <Kept result={result} onKeepOwn={() => last && capture({ ...last, own: true })} />}
      {page && isUnknown && <Changed captured={result !== null} layout={page.layout} />}
      {fault && <Fault fault={fault} title={t("popup.not_captured")} />}
      {state.at === "seen" && <Seen survey={state.survey} busy={busy} onCapture={capture} onPick={pick} />}
      {state.at === "seen" && desk && <Asked desk={desk} />}
    </section>
  );
}

/** This page does not look as Keepsake knows it: what that means, and a report to read and to send by hand. */
import { useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";

interface Props {
  /** True after a capture that found no known layout; false where nothing was found at all. */
  captured: boolean;
  layout(): Promise<string>;
}

export function Changed({ captured, layout }: Props) {
  const [report, setReport] = useState<string | null>(null);
  const [fault, setFault] = useState<FaultFacts | null>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const show = () => layout().then(setReport, (error: unknown) => setFault(toFault(error)));
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      (error: unknown) => {
        console.info("not copied", error);
        setCopied(false);
      },
    );
  return (
    <details class="changed" open={captured}>
      <summary>{t("changed.title")}</summary>
      <p>{captured ? t("changed.what") : t("changed.nothing")}</p>
      <p>{t("changed.report")}</p>
      {fault && <Fault fault={fault} />}
      {report === null ? (
        <button type="button" onClick={show}>
          {t("changed.show")}
        </button>
      ) : (
        <>
          <textarea class="report" aria-label={t("changed.label")} rows={12} readOnly value={report} />
          <button type="button" onClick={() => copy(report)}>
            {t("changed.copy")}
          </button>
          <p role="status">
            {copied === true && t("changed.copied")}
            {copied === false && t("changed.not_copied")}
          </p>
        </>
      )}
    </details>
  );
}

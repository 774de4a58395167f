/** What one second look found: the verdict, the server's answer, and field by field. */
import type { Extraction } from "../../lib/model/extraction.ts";
import type { CaptureFacts } from "../../lib/model/statement.ts";
import { Mark } from "../Mark.tsx";
import { Time } from "../Time.tsx";
import { t, word } from "../words.ts";
import { verdictOf } from "./looked.ts";

interface Props {
  statement: { capture: Partial<CaptureFacts>; extraction: Pick<Extraction, "notices"> };
  /** Where the look itself can be opened. */
  href?: string;
}

export function LookResult({ statement, href }: Props) {
  const { secondLook, startedAt } = statement.capture;
  if (!secondLook) return null;
  const { httpStatus, comparison } = secondLook;
  const verdict = verdictOf(secondLook, statement.extraction);
  return (
    <>
      <p>
        <Mark
          status={verdict === "agree" ? "done" : verdict === "differ" ? "failed" : "reduced"}
          words={t(`look.${verdict}`)}
        />
      </p>
      <p class="quiet">
        {startedAt && <Time value={startedAt} withUtc />}
        {httpStatus !== null && ` · ${t("look.status", { status: httpStatus })}`}
      </p>
      {comparison.length > 0 && (
        <dl class="facts">
          {comparison.map(({ field, result }) => (
            <div key={field}>
              <dt>{word("look_field", field)}</dt>
              <dd>{word("look_result", result)}</dd>
            </div>
          ))}
        </dl>
      )}
      {href && (
        <p>
          <a href={href}>{t("look.open")}</a>
        </p>
      )}
    </>
  );
}

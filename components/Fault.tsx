/** A fault as a sentence a person can act on; the code and its detail stay folded for developers. */
import type { Fault as FaultFacts } from "../lib/model/fault-error.ts";
import { t, word } from "./words.ts";

export function Fault({ fault, title }: { fault: FaultFacts; title?: string }) {
  return (
    <div class="banner banner-failed" role="alert">
      {title && <p class="banner-title">{title}</p>}
      <p>{word("fault", fault.code)}</p>
      <details class="technical">
        <summary>{t("fault.technical")}</summary>
        <code>
          {fault.code}
          {fault.detail && `: ${fault.detail}`}
        </code>
      </details>
    </div>
  );
}

/** All findings, worst first. Flaws and notes stand open; what held is folded, and unfolds for print. */
import type { Finding, Severity } from "../../lib/model/finding.ts";
import { plainText } from "../../lib/verify/display.ts";
import { sentence } from "../../lib/verify/words.ts";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";
import { Clause } from "./Ladder.tsx";
import { language } from "./language.ts";

const SIGNS: Record<Severity, string> = { unreadable: "✗", flaw: "✗", note: "•", good: "✓" };

export function Findings({ findings }: { findings: readonly Finding[] }) {
  const good = findings.filter(({ severity }) => severity === "good");
  return (
    <Section heading={t("verify.findings")}>
      <List findings={findings.filter(({ severity }) => severity !== "good")} />
      {good.length > 0 && (
        <details>
          <summary>{t("verify.held", good.length)}</summary>
          <List findings={good} />
        </details>
      )}
    </Section>
  );
}

function List({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul class="findings">
      {findings.map(({ code, severity, clause, file, detail }, index) => (
        // A finding may come several times, for several files
        <li key={index} class={`finding finding-${severity}`} data-finding={code}>
          <span class="rung-sign" aria-hidden="true">
            {SIGNS[severity]}
          </span>
          <div>
            <p>
              <strong>{t(`verify.severity_${severity}`)}</strong> <Clause clause={clause} />
            </p>
            <p>{sentence(code, language())}</p>
            {(file || detail) && (
              <details class="technical">
                <summary>{t("verify.where")}</summary>
                {[file, detail].map(
                  (text) =>
                    text && (
                      <p key={text} class="quiet breakable">
                        <bdi>{plainText(text)}</bdi>
                      </p>
                    ),
                )}
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

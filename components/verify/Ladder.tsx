/** The ladder of grades: each rung with a sign, its state in words, the sentence and the clause. Never colour alone. */
import { plainText } from "../../lib/verify/display.ts";
import { type Grade, gradeSentence } from "../../lib/verify/grades.ts";
import { RUNGS } from "../../lib/verify/words-grades.ts";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";
import { language } from "./language.ts";

const SIGNS = { holds: "✓", fails: "✗", unknown: "?" } as const;

export function Ladder({ grades }: { grades: readonly Grade[] }) {
  return (
    <Section heading={t("verify.ladder")}>
      <ol class="ladder">
        {grades.map((grade) => (
          <li
            key={grade.rung}
            class={`rung rung-${grade.state}`}
            data-rung={grade.rung}
            data-code={grade.code}
            data-state={grade.state}
          >
            <span class="rung-sign" aria-hidden="true">
              {SIGNS[grade.state]}
            </span>
            <div>
              <p class="rung-name">
                {RUNGS[grade.rung][language()]} <span class="rung-state">{t(`verify.${grade.state}`)}</span>{" "}
                <Clause clause={grade.clause} />
              </p>
              <p>
                <bdi>{plainText(gradeSentence(grade, language()))}</bdi>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The clause of the format, or the standard's name. */
export function Clause({ clause }: { clause: string }) {
  return <small class="clause">{/^\d/.test(clause) ? `§${clause}` : clause}</small>;
}

/** What became of each step, as sealed: a failed picture says so for ever. */
import type { Outcome } from "../../lib/model/outcome.ts";
import { Mark } from "../Mark.tsx";
import { Section } from "../Section.tsx";
import { t, word } from "../words.ts";

export function Steps({ outcomes }: { outcomes: readonly Outcome[] }) {
  return (
    <Section heading={t("capture.steps_heading")}>
      <ol class="steps">
        {outcomes.map((outcome, index) => (
          // Sealed, so it never changes; a step may come twice
          <li key={index}>
            <p>
              <span class="step-name">
                {word("step", outcome.step)}
                {outcome.part && <code> {outcome.part}</code>}
              </span>{" "}
              <Mark status={outcome.status} />
            </p>
            {outcome.fault && <p class="quiet">{word("fault", outcome.fault)}</p>}
            {outcome.detail && (
              <p class="quiet">
                <code class="breakable">{outcome.detail}</code>
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

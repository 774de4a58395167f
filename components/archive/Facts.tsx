/** Every fact of a capture with where it came from. */

import { Section } from "../Section.tsx";
import { Sourced } from "../Sourced.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";
import { factRows, type Told } from "./facts.ts";

export function Facts({ card, statement }: { card: { id: string; seq: number }; statement: Told }) {
  return (
    <Section heading={t("capture.facts_heading")}>
      <dl class="facts facts-wide">
        {factRows(statement).map((row, index) => {
          const value = row.time ? <Time value={row.value} withUtc /> : row.value;
          return (
            // Sealed, so it never changes; labels may come twice
            <div key={index}>
              <dt>{row.label}</dt>
              <dd>
                {row.from ? (
                  <Sourced from={row.from} {...(row.rung ? { rung: row.rung } : {})}>
                    {value}
                  </Sourced>
                ) : (
                  <span class="value" dir="auto">
                    {value}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
        <div>
          <dt>{t("capture.id")}</dt>
          <dd>
            <code class="breakable">{card.id}</code>
          </dd>
        </div>
        <div>
          <dt>{t("capture.seq")}</dt>
          <dd>{card.seq}</dd>
        </div>
      </dl>
    </Section>
  );
}

/** Handing over: to whom and what; see what leaves; save or send. */
import { useEffect, useRef, useState } from "preact/hooks";
import { useCases } from "../cases.ts";
import type { Desk } from "../desk.ts";
import { isKept, usePartners } from "../partners/partners.ts";
import { t } from "../words.ts";
import { Review } from "./Review.tsx";
import { type Chosen, What } from "./What.tsx";

interface Props {
  desk: Desk;
  /** As the address names them. */
  ids?: readonly string[] | undefined;
  caseId?: string | undefined;
  partnerId?: string | undefined;
}

export function HandOver({ desk, ids = [], caseId, partnerId }: Props) {
  const partners = usePartners(desk);
  const cases = useCases(desk);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [chosen]);
  if (!partners || !cases) return <p class="quiet">{t("common.loading")}</p>;
  const whole = partners.filter(isKept);
  return (
    <section class={chosen ? "hand-over" : "narrow hand-over"}>
      <h1 tabIndex={-1} ref={heading}>
        {t(chosen ? "hand.leaves" : "hand.title")}
      </h1>
      {!chosen && <p>{t("hand.how")}</p>}
      {whole.length === 0 && (
        <>
          <p>{t("hand.no_partner")}</p>
          <a class="button" href="#/partners">
            {t("partner.add")}
          </a>
        </>
      )}
      {whole.length > 0 && !chosen && (
        <What {...{ desk, cases, caseId, partnerId }} partners={whole} given={ids} onChoose={setChosen} />
      )}
      {chosen && <Review {...{ desk, chosen }} onBack={() => setChosen(null)} />}
    </section>
  );
}

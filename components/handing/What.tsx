/** To whom, and what: a partner, and the captures chosen, a case, or what came since the last time. */
import { useEffect, useState } from "preact/hooks";
import { caseName } from "../cases.ts";
import type { CaseCard, Desk, KeptPartner } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { hasExpired } from "../partners/partners.ts";
import { t } from "../words.ts";

export interface Chosen {
  partner: KeptPartner;
  ids: string[];
}
type Which = "chosen" | "new" | "case";

interface Props {
  desk: Desk;
  partners: readonly KeptPartner[];
  cases: readonly CaseCard[];
  /** Captures chosen before; empty: none were. */
  given: readonly string[];
  caseId: string | undefined;
  partnerId: string | undefined;
  onChoose(chosen: Chosen): void;
}

export function What({ desk, partners, cases, given, caseId, partnerId, onChoose }: Props) {
  const usable = partners.filter((partner) => !hasExpired(partner));
  const [to, setTo] = useState(partnerId ?? (usable.length === 1 ? usable[0]?.id : undefined));
  const [which, setWhich] = useState<Which>(given.length > 0 ? "chosen" : caseId ? "case" : "new");
  const [of, setOf] = useState(caseId ?? (cases.find(({ active }) => active) ?? cases[0])?.id);
  useEffect(() => setOf((before) => before ?? (cases.find(({ active }) => active) ?? cases[0])?.id), [cases]);
  const partner = usable.find(({ id }) => id === to);
  const counted = useLoaded(
    async () => ({
      fresh: to !== undefined && of !== undefined ? await desk.handing.fresh(to, of) : [],
      all: of !== undefined ? await desk.ids({ caseId: of }) : [],
    }),
    [desk, to, of, cases],
  );
  const { fresh, all } = counted.at === "there" ? counted.value : { fresh: [], all: [] };
  const ids = which === "chosen" ? [...given] : which === "new" ? fresh : all;
  const option = (value: Which, label: string) => (
    <label class="setting">
      <input type="radio" name="what" checked={which === value} onChange={() => setWhich(value)} />
      <span>{label}</span>
    </label>
  );
  return (
    <form
      class="hand-what"
      onSubmit={(event) => {
        event.preventDefault();
        if (partner && ids.length > 0) onChoose({ partner, ids });
      }}
    >
      <fieldset class="choice">
        <legend>{t("hand.to")}</legend>
        {partners.map((one) => (
          <label key={one.id} class="setting">
            <input
              type="radio"
              name="to"
              disabled={hasExpired(one)}
              checked={one.id === to}
              onChange={() => setTo(one.id)}
            />
            <span>
              <span dir="auto">{one.opened.profile.name}</span>
              {hasExpired(one) && <span class="quiet says">{t("hand.expired")}</span>}
              {!hasExpired(one) && one.comparedAt === null && (
                <span class="quiet says">{t("partner.not_compared")}</span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset class="choice">
        <legend>{t("hand.what")}</legend>
        {given.length > 0 && option("chosen", t("hand.chosen", given.length))}
        {cases.length > 1 && (
          <label class="field">
            {t("hand.case")}
            <select dir="auto" value={of ?? ""} onChange={(event) => setOf(event.currentTarget.value)}>
              {cases.map((card) => (
                <option key={card.id} value={card.id}>
                  {caseName(card)}
                </option>
              ))}
            </select>
          </label>
        )}
        {option("new", t("hand.new", partner ? fresh.length : all.length))}
        {option("case", t("hand.whole", all.length))}
      </fieldset>
      {counted.at === "fault" && <Fault fault={counted.fault} />}
      <p class="quiet">{t("hand.new_what")}</p>
      <button type="submit" class="primary" disabled={!partner || ids.length === 0}>
        {t("hand.see")}
      </button>
    </form>
  );
}

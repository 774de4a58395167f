/** The rule pack: which is in use and by whom; taking one on from a file, after the person has seen the issuer's fingerprint. */
import { useState } from "preact/hooks";
import type { Desk, PackFacts } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";
import { PackOffer } from "./PackOffer.tsx";
import { PackWords } from "./PackWords.tsx";

export interface Offer {
  file: string;
  facts: PackFacts;
}

export function PackSettings({ desk }: { desk: Pick<Desk, "packs"> }) {
  const { packs } = desk;
  const [changes, setChanges] = useState(0);
  const [offer, setOffer] = useState<Offer | null>(null);
  const { fault, run: doing } = useDoing();
  const [told, setTold] = useState<"taken" | "removed" | null>(null);
  const state = useLoaded(packs.state, [packs, changes]);
  const known = state.at === "there" ? state.value : null;

  const run = (work: () => Promise<void>) => {
    setTold(null);
    return doing(work);
  };
  const look = (chosen: File) =>
    run(async () => {
      setOffer(null);
      const file = await chosen.text();
      setOffer({ file, facts: await packs.look(file) });
    });
  const take = ({ file, facts }: Offer) =>
    run(async () => {
      await packs.use(file, facts.keyId);
      setOffer(null);
      setTold("taken");
      setChanges((count) => count + 1);
    });
  const remove = (forget: boolean) =>
    run(async () => {
      await packs.remove(forget);
      setTold("removed");
      setChanges((count) => count + 1);
    });

  return (
    <section class="narrow" aria-labelledby="rule-pack">
      <h2 id="rule-pack">{t("pack.title")}</h2>
      <p>{t("pack.what")}</p>
      {state.at === "fault" && <Fault fault={state.fault} />}
      {known?.fault && <Fault fault={known.fault} title={t("pack.unused")} />}
      {known && !known.pack && <p class="quiet">{t("pack.none")}</p>}
      {known?.pack && (
        <>
          <h3>{t("pack.in_use")}</h3>
          <PackWords facts={known.pack} />
        </>
      )}
      {known?.issuer && !known.pack && (
        <p>
          {t("pack.pinned")} <code class="breakable">{known.issuer}</code>
        </p>
      )}
      <div class="buttons">
        {(known?.pack || known?.fault) && (
          <button type="button" onClick={() => remove(false)}>
            {t("pack.remove")}
          </button>
        )}
        {known?.issuer && (
          <button type="button" class="danger" onClick={() => remove(true)}>
            {t("pack.forget")}
          </button>
        )}
      </div>
      <label class="field">
        <span>{t("pack.choose")}</span>
        <input
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            // The same file can be chosen again after it was refused.
            event.currentTarget.value = "";
            if (chosen) void look(chosen);
          }}
        />
      </label>
      {fault && <Fault fault={fault} />}
      {offer && (
        <PackOffer
          key={offer.facts.keyId + offer.facts.version}
          facts={offer.facts}
          isKnown={known?.issuer === offer.facts.keyId}
          onTake={() => take(offer)}
          onLeave={() => setOffer(null)}
        />
      )}
      <p role="status">{told && t(told === "taken" ? "pack.taken" : "pack.removed")}</p>
    </section>
  );
}

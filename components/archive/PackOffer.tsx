/** A verified pack file, before it is taken on. An issuer seen for the first time is confirmed by their fingerprint. */
import { useState } from "preact/hooks";
import type { PackFacts } from "../desk.ts";
import { t } from "../words.ts";
import { PackWords } from "./PackWords.tsx";

interface Props {
  facts: PackFacts;
  /** The person confirmed this issuer before. */
  isKnown: boolean;
  onTake(): void;
  onLeave(): void;
}

export function PackOffer({ facts, isKnown, onTake, onLeave }: Props) {
  const [confirmed, setConfirmed] = useState(false);
  return (
    <div class="offer">
      <h3>{t("pack.offered")}</h3>
      <PackWords facts={facts} />
      {isKnown ? (
        <p>{t("pack.same_issuer")}</p>
      ) : (
        <>
          <p>{t("pack.compare")}</p>
          <label class="setting">
            <input
              type="checkbox"
              checked={confirmed}
              onChange={(event) => setConfirmed(event.currentTarget.checked)}
            />
            <span>{t("pack.confirm")}</span>
          </label>
        </>
      )}
      <div class="buttons">
        <button type="button" class="primary" disabled={!isKnown && !confirmed} onClick={onTake}>
          {t("pack.use")}
        </button>
        <button type="button" onClick={onLeave}>
          {t("pack.cancel")}
        </button>
      </div>
    </div>
  );
}

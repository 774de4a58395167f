/** A profile that was handed in, before it is kept: what it means beside the one that is kept, and the fingerprint to compare. */
import { useState } from "preact/hooks";
import type { LookedAt } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { Profile } from "./Profile.tsx";

interface Props {
  looked: LookedAt;
  busy: boolean;
  /** `compared`: the person says that the fingerprints agree. */
  onKeep(compared: boolean): void;
  onLeave(): void;
}

export function Offer({ looked: { opened, standing, kept }, busy, onKeep, onLeave }: Props) {
  const [compared, setCompared] = useState(false);
  // What was compared before stays so for what that key signed.
  const known = kept !== null && kept.comparedAt !== null && standing !== "key-changed";
  const changed = standing === "key-changed";
  return (
    <section class="offer partner-offer" aria-labelledby="partner-offer">
      <h2 id="partner-offer" dir="auto" tabIndex={-1}>
        {opened.profile.name}
      </h2>
      {standing === "older" && <Fault fault={{ code: "profile-older" }} />}
      {changed && (
        <div class="banner banner-failed" role="alert">
          <p class="banner-title">
            {t("partner.standing_changed", { name: kept?.opened.profile.name ?? "" })}
          </p>
          <p>{t("partner.standing_changed_what")}</p>
        </div>
      )}
      {standing === "new" && <p>{t("partner.standing_new")}</p>}
      {standing === "same" && <p>{t("partner.standing_same")}</p>}
      {standing === "newer" && <p>{t("partner.standing_newer")}</p>}
      {standing === "rotated" && <p class="banner banner-reduced">{t("partner.standing_rotated")}</p>}
      <Profile opened={opened} />
      {standing !== "older" && !known && (
        <>
          <p>{t(changed ? "partner.compare_must" : "partner.compare")}</p>
          <label class="setting">
            <input
              type="checkbox"
              checked={compared}
              onChange={(event) => setCompared(event.currentTarget.checked)}
            />
            <span>{t("partner.compared")}</span>
          </label>
        </>
      )}
      <div class="buttons">
        {standing !== "older" && (
          <button
            type="button"
            class="primary"
            disabled={busy || (changed && !compared)}
            onClick={() => onKeep(compared)}
          >
            {t(standing === "new" || standing === "same" ? "partner.keep" : "partner.replace")}
          </button>
        )}
        <button type="button" disabled={busy} onClick={onLeave}>
          {t("partner.leave")}
        </button>
      </div>
    </section>
  );
}

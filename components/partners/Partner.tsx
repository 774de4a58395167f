/** One kept partner: who they are at a glance, the rest unfolded; comparing, token, taking away. */
import { useEffect, useState } from "preact/hooks";
import type { Desk, KeptPartner } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { languageName } from "../format.ts";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";
import { Profile } from "./Profile.tsx";
import { hasExpired } from "./partners.ts";
import { Removing } from "./Removing.tsx";
import { TakeOn } from "./TakeOn.tsx";
import { Token } from "./Token.tsx";

interface Props {
  desk: Desk;
  partner: KeptPartner;
  askAddresses(urls: string[]): Promise<boolean>;
}

export function Partner({ desk, partner, askAddresses }: Props) {
  const { id, opened, comparedAt, token } = partner;
  const { profile, keyId } = opened;
  const { fault, run } = useDoing();
  const [removing, setRemoving] = useState(false);
  /** What the person just chose: shown until the vault has it, or has refused it. */
  const [wish, setWish] = useState<boolean | null>(null);
  useEffect(() => setWish(null), [comparedAt]);
  const setCompared = async (isCompared: boolean) => {
    setWish(isCompared);
    if (!(await run(() => desk.partners.setCompared(id, keyId, isCompared)))) setWish(null);
  };
  return (
    <li class="case partner">
      <h2 dir="auto">{profile.name}</h2>
      <p class="quiet">
        {profile.languages.map(languageName).join(", ")} ·{" "}
        {t(profile.intake ? "partner.sends" : "partner.by_hand")}
      </p>
      <Compared comparedAt={comparedAt} />
      {hasExpired(partner) && <Fault fault={{ code: "profile-expired" }} />}
      <details>
        <summary>{t("partner.details")}</summary>
        <div class="partner-details">
          <Profile opened={opened} />
          <label class="setting">
            <input
              type="checkbox"
              checked={wish ?? comparedAt !== null}
              onChange={(event) => void setCompared(event.currentTarget.checked)}
            />
            <span>{t("partner.compared")}</span>
          </label>
          <TakeOn {...{ desk, partner, askAddresses }} />
          {profile.intake && (
            <Token token={token} onSave={(next) => run(() => desk.partners.setToken(id, next))} />
          )}
        </div>
      </details>
      {fault && <Fault fault={fault} />}
      <div class="buttons">
        {!hasExpired(partner) && (
          <a class="button" href={`#/hand-over/to/${id}`}>
            {t("hand.open")}
          </a>
        )}
        <button type="button" class="danger" onClick={() => setRemoving(true)}>
          {t("partner.remove")}
        </button>
      </div>
      {removing && (
        <Removing
          name={profile.name}
          remove={() => desk.partners.remove(id)}
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  );
}

function Compared({ comparedAt }: { comparedAt: string | null }) {
  if (comparedAt === null) return <p class="mark mark-reduced">{t("partner.not_compared")}</p>;
  return (
    <p class="mark mark-done">
      <span>
        ✓ {t("partner.compared_at")} <Time value={comparedAt} />
      </span>
    </p>
  );
}

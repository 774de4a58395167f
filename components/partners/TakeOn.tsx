/** What else of a partner's the person may take on, each with what it means: their time-stamp authority, their rule packs. */
import { useState } from "preact/hooks";
import { authorityName, KNOWN } from "../archive/stamp-draft.ts";
import type { Authority, Desk, KeptPartner } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

interface Props {
  desk: Pick<Desk, "partners" | "stamps" | "packs">;
  partner: KeptPartner;
  /** Asks the browser for these addresses; must be called in the person's own gesture. */
  askAddresses(urls: string[]): Promise<boolean>;
}

export function TakeOn({ desk, partner, askAddresses }: Props) {
  const { stamps, packKey } = partner.opened.profile;
  if (!stamps && !packKey) return null;
  return (
    <div class="take-on">
      <h3>{t("partner.take_on")}</h3>
      <p class="quiet">{t("partner.take_on_what")}</p>
      {stamps && <TakeStamps {...{ desk, partner, askAddresses }} url={stamps.url} />}
      {packKey && <TakePacks {...{ desk, partner, packKey }} />}
    </div>
  );
}

/** One authority of the list may stay beside theirs; another of the person's own would have no place in the settings. */
const besides = (authorities: readonly Authority[]): Authority[] =>
  authorities.filter(({ url }) => KNOWN.some((one) => one.url === url)).slice(0, 1);

function TakeStamps({ desk, partner, askAddresses, url }: Props & { url: string }) {
  const { changes, fault, run } = useCounted();
  const stored = useLoaded(desk.stamps.read, [desk, changes]);
  const [refused, setRefused] = useState(false);
  if (stored.at !== "there") return null;
  const { on, authorities } = stored.value;
  const stay = on ? besides(authorities.filter((one) => one.url !== url)) : [];
  const isUsed = on && authorities.some((one) => one.url === url);
  const names = [...stay.map((one) => one.url), url].map(authorityName).join(", ");
  const take = () =>
    run(async () => {
      const allowed = await askAddresses([url, ...stay.map((one) => one.url)]);
      setRefused(!allowed);
      if (allowed) await desk.partners.useStamps(partner.id, stay);
    });
  return (
    <div class="setting-words">
      <h4>{t("partner.stamps")}</h4>
      <p>{t("partner.stamps_what", { address: url })}</p>
      {isUsed ? (
        <p class="mark mark-done">✓ {t("partner.stamps_used")}</p>
      ) : (
        <>
          <p>{t("partner.stamps_then", { names })}</p>
          <div>
            <button type="button" onClick={take}>
              {t("partner.stamps_take")}
            </button>
          </div>
        </>
      )}
      {refused && <p role="status">{t("stamp.not_allowed")}</p>}
      {fault && <Fault fault={fault} />}
    </div>
  );
}

function TakePacks({ desk, partner, packKey }: Omit<Props, "askAddresses"> & { packKey: string }) {
  const { changes, fault, run } = useCounted();
  const stood = useLoaded(
    async () => ({ keyId: await desk.partners.keyId(packKey), issuer: (await desk.packs.state()).issuer }),
    [desk, packKey, changes],
  );
  if (stood.at !== "there") return null;
  const { keyId, issuer } = stood.value;
  return (
    <div class="setting-words">
      <h4>{t("partner.packs")}</h4>
      <p>{t("partner.packs_what")}</p>
      {issuer === keyId && <p class="mark mark-done">✓ {t("partner.packs_used")}</p>}
      {issuer !== null && issuer !== keyId && <p>{t("partner.packs_other")}</p>}
      {issuer === null && (
        <div>
          <button type="button" onClick={() => run(() => desk.partners.usePacks(partner.id))}>
            {t("partner.packs_take")}
          </button>
        </div>
      )}
      {fault && <Fault fault={fault} />}
    </div>
  );
}

/** Counts what was done, so that what is shown is read anew. */
function useCounted() {
  const { fault, run } = useDoing();
  const [changes, setChanges] = useState(0);
  const counted = async (work: () => Promise<void>) => {
    if (await run(work)) setChanges((count) => count + 1);
  };
  return { changes, fault, run: counted };
}

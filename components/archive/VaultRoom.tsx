/** What stands in the place of the rooms that read the vault: the first choice, the way in, or the way back. */
import type { Desk, VaultState } from "../desk.ts";
import { Damaged } from "../vault/Damaged.tsx";
import { Protect } from "../vault/Protect.tsx";
import { Unlock } from "../vault/Unlock.tsx";
import { t } from "../words.ts";
import type { Route } from "./route.ts";

/** Rooms that read nothing of what is kept. */
const APART: readonly Route["at"][] = ["allow", "verify", "unknown"];

interface Props {
  desk: Pick<Desk, "vault" | "panic" | "panicKey">;
  state: VaultState;
  at: Route["at"];
}

export function VaultRoom({ desk, state, at }: Props) {
  if (APART.includes(at)) return null;
  if (state.protection === "damaged") return <Damaged desk={desk} />;
  if (state.protection === "unchosen")
    return at === "protect" || state.locked ? <Protect desk={desk} state={state} /> : null;
  if (!state.locked) return null;
  return (
    <>
      {at === "parcels" && <p class="banner banner-reduced">{t("parcel.locked")}</p>}
      <Unlock desk={desk} state={state} />
    </>
  );
}

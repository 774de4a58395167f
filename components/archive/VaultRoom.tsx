/** What stands in the place of the rooms that read the vault: the first choice, or the way in. */
import type { Desk, VaultState } from "../desk.ts";
import { Protect } from "../vault/Protect.tsx";
import { Unlock } from "../vault/Unlock.tsx";
import type { Route } from "./route.ts";

/** Rooms that read nothing of what is kept. */
const APART: readonly Route["at"][] = ["allow", "verify", "unknown"];

interface Props {
  desk: Pick<Desk, "vault">;
  state: VaultState;
  at: Route["at"];
}

export function VaultRoom({ desk, state, at }: Props) {
  if (APART.includes(at)) return null;
  if (state.protection === "unchosen")
    return at === "protect" || state.locked ? <Protect desk={desk} state={state} /> : null;
  return state.locked ? <Unlock desk={desk} state={state} /> : null;
}

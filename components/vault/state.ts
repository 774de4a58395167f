/** How the vault stands, asked once a page: when it changes, the page begins anew. */
import type { Fault } from "../../lib/model/fault-error.ts";
import type { Desk, VaultState } from "../desk.ts";
import { useLoaded } from "../loaded.ts";

/** `state` is null while it is not known yet, or cannot be: then there is a fault. */
export function useVault(desk: Pick<Desk, "vault"> | null): {
  state: VaultState | null;
  fault: Fault | null;
} {
  const loaded = useLoaded(async () => desk?.vault.state(), [desk]);
  return {
    state: loaded.at === "there" ? (loaded.value ?? null) : null,
    fault: loaded.at === "fault" ? loaded.fault : null,
  };
}

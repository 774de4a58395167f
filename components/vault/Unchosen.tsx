/** As long as nothing is chosen: what that means, and the way to the choice. */
import type { VaultState } from "../desk.ts";
import { t } from "../words.ts";

export function Unchosen({ state, href }: { state: VaultState | null; href: string }) {
  if (state?.protection !== "unchosen") return null;
  return (
    <div class="banner banner-reduced" role="alert">
      <p class="banner-title">{t("vault.unchosen_title")}</p>
      <p>{t("vault.unchosen")}</p>
      {state.halfRestored && <p>{t("vault.half_restored")}</p>}
      {state.lost > 0 && <p>{t("vault.lost", state.lost)}</p>}
      <p>
        <a href={href} target={href.startsWith("#") ? undefined : "_blank"} rel="noopener">
          {t("vault.choose")}
        </a>
      </p>
    </div>
  );
}

/** The vault cannot be opened: what that means, and where it is brought back. */
import { t } from "../words.ts";

export function WayBack({ archiveUrl }: { archiveUrl: string }) {
  return (
    <div class="banner banner-failed" role="alert">
      <p class="banner-title">{t("vault.damaged_title")}</p>
      <p>{t("vault.damaged")}</p>
      <p>
        <a href={archiveUrl} target="_blank" rel="noopener">
          {t("vault.damaged_go")}
        </a>
      </p>
    </div>
  );
}

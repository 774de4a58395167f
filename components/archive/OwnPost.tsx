/** That a capture is of the person's own post, and what became of their name: told here, and nowhere else. */
import type { OwnPost as Own } from "../../lib/model/statement.ts";
import { t } from "../words.ts";

export function OwnPost({ own }: { own: Own | undefined }) {
  if (own !== "scrubbed" && own !== "kept") return null;
  return (
    <div class="banner banner-reduced">
      <p class="banner-title">{own === "kept" ? t("own.kept_title") : t("own.scrubbed_title")}</p>
      <p>{own === "kept" ? t("own.kept") : t("own.scrubbed")}</p>
      {own === "scrubbed" && <p>{t("own.scrubbed_what")}</p>}
      <p class="quiet">{t("own.only_here")}</p>
    </div>
  );
}

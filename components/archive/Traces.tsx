/** What the browser remembers beside Keepsake, which Keepsake cannot reach, and what a person can do about it. */
import { t } from "../words.ts";

export function Traces() {
  return (
    <section class="narrow" aria-labelledby="traces">
      <h2 id="traces">{t("traces.title")}</h2>
      <p>{t("traces.what")}</p>
      <ul class="points">
        <li>{t("traces.history")}</li>
        <li>{t("traces.cache")}</li>
        <li>{t("traces.downloads")}</li>
        <li>{t("traces.installed")}</li>
        <li>{t("traces.servers")}</li>
      </ul>
      <p>{t("traces.can")}</p>
      <ul class="points">
        <li>{t("traces.clear")}</li>
        <li>{t("traces.profile")}</li>
        <li>{t("traces.private")}</li>
        <li>{t("traces.disk")}</li>
      </ul>
    </section>
  );
}

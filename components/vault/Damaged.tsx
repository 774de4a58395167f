/** What would open the vault is lost or altered: no dead end, and nothing is made over what lies there. */
import type { Desk } from "../desk.ts";
import { Panic } from "../Panic.tsx";
import { t } from "../words.ts";
import { Restore } from "./Restore.tsx";

export function Damaged({ desk }: { desk: Pick<Desk, "vault" | "panic" | "panicKey"> }) {
  return (
    <section class="narrow vault" aria-labelledby="damaged">
      <h1 id="damaged" tabIndex={-1}>
        {t("vault.damaged_title")}
      </h1>
      <div class="banner banner-failed" role="alert">
        <p>{t("vault.damaged")}</p>
        <p>{t("vault.damaged_moved")}</p>
      </div>
      <h2>{t("vault.restore_title")}</h2>
      <p>{t("vault.damaged_restore")}</p>
      <Restore desk={desk} mends />
      <h2>{t("vault.damaged_none_title")}</h2>
      <p>{t("vault.damaged_none")}</p>
      <Panic desk={desk} />
    </section>
  );
}

/** A backup written by this page and handed to the browser's downloads: sealed as it lies on the disk. */
import { useState } from "preact/hooks";
import { type Fault as FaultFacts, toFault } from "../../lib/model/fault-error.ts";
import type { Desk } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";

export function Backup({ desk }: { desk: Pick<Desk, "vault"> }) {
  const [at, setAt] = useState<"open" | "busy" | "done">("open");
  const [share, setShare] = useState(0);
  const [fault, setFault] = useState<FaultFacts | null>(null);
  const write = async () => {
    setAt("busy");
    setFault(null);
    try {
      await desk.vault.backup((done, all) => setShare(all === 0 ? 1 : done / all));
      setAt("done");
    } catch (error) {
      setFault(toFault(error));
      setAt("open");
    }
  };
  return (
    <section aria-labelledby="backup">
      <h3 id="backup">{t("vault.backup_title")}</h3>
      <p>{t("vault.backup")}</p>
      <p class="quiet">{t("vault.backup_one")}</p>
      <button type="button" disabled={at === "busy"} onClick={() => void write()}>
        {t("vault.backup_button")}
      </button>
      {at === "busy" && <progress value={share} max={1} aria-label={t("vault.backup_title")} />}
      {fault && <Fault fault={fault} />}
      <p role="status">{at === "done" && t("vault.backed_up")}</p>
    </section>
  );
}

/** A backup written by this page and handed to the browser's downloads: sealed as it lies on the disk. */
import { useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";

export function Backup({ desk }: { desk: Pick<Desk, "vault"> }) {
  const [isDone, setDone] = useState(false);
  const [share, setShare] = useState(0);
  const { busy, fault, run } = useDoing();
  const write = async () => {
    setDone(false);
    setDone(await run(() => desk.vault.backup((done, all) => setShare(all === 0 ? 1 : done / all))));
  };
  return (
    <section aria-labelledby="backup">
      <h3 id="backup">{t("vault.backup_title")}</h3>
      <p>{t("vault.backup")}</p>
      <p class="quiet">{t("vault.backup_one")}</p>
      <button type="button" disabled={busy} onClick={() => void write()}>
        {t("vault.backup_button")}
      </button>
      {busy && <progress value={share} max={1} aria-label={t("vault.backup_title")} />}
      {fault && <Fault fault={fault} />}
      <p role="status">{isDone && t("vault.backed_up")}</p>
    </section>
  );
}

/** The person's own note at a capture: kept on this device; the log gets only a commitment to it. */
import { useState } from "preact/hooks";
import type { Desk } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

/** UTF-16 code units (FORMAT §6.8). */
const AT_MOST = 10_000;

export function Note({ id, desk, onChange }: { id: string; desk: Desk; onChange(): void }) {
  const [saved, setSaved] = useState(0);
  const kept = useLoaded(() => desk.notes.read(id), [id, desk, saved]);
  const [text, setText] = useState<string | null>(null);
  const { fault, run } = useDoing();
  if (kept.at === "fault") return <Fault fault={kept.fault} />;
  const before = (kept.at === "there" && kept.value?.text) || "";
  const save = () =>
    run(async () => {
      await desk.notes.write(id, text ?? "");
      setText(null);
      setSaved(saved + 1);
      onChange();
    });
  return (
    <section aria-labelledby="note" class="note">
      <h2 id="note">{t("note.heading")}</h2>
      <p class="quiet">{t("note.what")}</p>
      <textarea
        aria-labelledby="note"
        dir="auto"
        rows={4}
        maxLength={AT_MOST}
        disabled={kept.at !== "there"}
        value={text ?? before}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {kept.at === "there" && kept.value && (
        <p class="quiet">
          {t("note.written")} <Time value={kept.value.writtenAt} />
        </p>
      )}
      <button
        type="button"
        disabled={kept.at !== "there" || text === null || text.trim() === before}
        onClick={save}
      >
        {t("note.save")}
      </button>
      {fault && <Fault fault={fault} />}
    </section>
  );
}

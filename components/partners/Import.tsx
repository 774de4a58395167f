/** Taking a profile in: from its file, from pictures of its QR codes, or pasted. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk, LookedAt } from "../desk.ts";
import { useDoing } from "../doing.ts";
import { Fault } from "../Fault.tsx";
import { Progress } from "../Progress.tsx";
import { t } from "../words.ts";
import { Offer } from "./Offer.tsx";

export function Import({ desk: { partners } }: { desk: Pick<Desk, "partners"> }) {
  const [looked, setLooked] = useState<LookedAt | null>(null);
  const { busy, fault, run: doing } = useDoing();
  const [told, setTold] = useState<string | null>(null);
  const [pasted, setPasted] = useState("");
  const box = useRef<HTMLElement>(null);
  useEffect(
    () => box.current?.querySelector<HTMLElement>(looked ? ".partner-offer h2" : "none")?.focus(),
    [looked],
  );

  const run = (work: () => Promise<void>) => {
    setTold(null);
    return doing(work);
  };
  const look = (given: readonly File[] | string) =>
    run(async () => {
      setLooked(null);
      setLooked(await partners.look(given));
    });
  const keep = ({ file, opened }: LookedAt, compared: boolean) =>
    run(async () => {
      await partners.keep(file, compared ? opened.keyId : null);
      setLooked(null);
      setPasted("");
      setTold(opened.profile.name);
    });

  return (
    <section class="partner-import" aria-labelledby="partner-import" ref={box}>
      <h2 id="partner-import">{t("partner.add")}</h2>
      <p>{t("partner.add_what")}</p>
      <label class="field">
        {t("partner.from_file")}
        <input
          type="file"
          multiple
          accept=".json,application/json,text/plain,image/*"
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            // The same file can be chosen again after it was refused.
            event.currentTarget.value = "";
            if (files.length > 0) void look(files);
          }}
        />
      </label>
      <label class="field">
        {t("partner.paste")}
        <textarea
          rows={3}
          spellcheck={false}
          autocomplete="off"
          value={pasted}
          onInput={(event) => setPasted(event.currentTarget.value)}
        />
      </label>
      <button type="button" disabled={busy || pasted.trim() === ""} onClick={() => look(pasted)}>
        {t("partner.read_pasted")}
      </button>
      {busy && <Progress label={t("partner.reading")} />}
      {fault && (
        <>
          <Fault fault={fault} />
          {fault.code === "profile-parts" && <p>{t("partner.missing", { parts: fault.detail ?? "" })}</p>}
        </>
      )}
      {looked && (
        <Offer
          key={looked.opened.keyId + looked.opened.profile.issuedAt}
          looked={looked}
          busy={busy}
          onKeep={(compared) => keep(looked, compared)}
          onLeave={() => setLooked(null)}
        />
      )}
      <p role="status" dir="auto">
        {told !== null && t("partner.kept", { name: told })}
      </p>
    </section>
  );
}

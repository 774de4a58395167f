/** The custody log, act by act, as sentences. Types that are not known here are shown by their own name. */
import { plainText } from "../../lib/verify/display.ts";
import type { Shown, ShownAct } from "../../lib/verify/report.ts";
import { Section } from "../Section.tsx";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";
import { actInLog } from "./act-in-log.ts";

export function Custody({ custody }: { custody: NonNullable<Shown["custody"]> }) {
  const { entries, history, earlier } = custody;
  if (entries === 0) return null;
  return (
    <Section heading={t("verify.custody")}>
      <details>
        <summary>{t("verify.custody_entries", entries)}</summary>
        <p class="quiet">{t("verify.custody_what")}</p>
        {earlier > 0 && <p class="quiet">{t("history.earlier", earlier)}</p>}
        <ol class="rows">
          {history.map((act) => (
            <li key={act.seq} class="custody-entry" data-act={act.type}>
              <p>{actInLog(act)}</p>
              <p class="quiet">
                {t("history.entry", { n: String(act.seq + 1) })} · <Time value={act.ts} withUtc />
              </p>
              <Particulars act={act} />
            </li>
          ))}
        </ol>
      </details>
    </Section>
  );
}

/** What the entry states besides: the trusted time, what the clock said, the capture's or bundle's id. */
function Particulars({ act: { detail } }: { act: ShownAct }) {
  const { genTime, clock, expected, bundle, capture, withheld } = detail;
  const id = bundle ?? capture;
  return (
    <>
      {genTime !== undefined && (
        <p class="quiet">
          {t("verify.act_gen_time")} <Time value={String(genTime)} withUtc />
        </p>
      )}
      {clock !== undefined && expected !== undefined && (
        <p class="quiet">
          {t("verify.act_clock")} <Time value={String(clock)} withUtc /> · {t("verify.act_expected")}{" "}
          <Time value={String(expected)} withUtc />
        </p>
      )}
      {withheld !== undefined && <p class="quiet">{t("verify.withheld", Number(withheld))}</p>}
      {id !== undefined && (
        <p class="quiet breakable">
          {t(bundle === undefined ? "verify.act_capture" : "verify.act_bundle")}{" "}
          <code>{plainText(String(id))}</code>
        </p>
      )}
    </>
  );
}

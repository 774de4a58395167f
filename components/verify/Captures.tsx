/** The captures of a bundle: the first ones open, the others folded; each is read only when it is looked at. */
import { useState } from "preact/hooks";
import type { Content } from "../../lib/verify/content.ts";
import { plainText } from "../../lib/verify/display.ts";
import type { Shown, ShownCapture } from "../../lib/verify/report.ts";
import { HeadingLevel, Section } from "../Section.tsx";
import { t, word } from "../words.ts";
import { CaptureReport } from "./CaptureReport.tsx";

/** Open at once; and added at each press. */
const OPEN = 3;
const STEP = 25;

interface Props {
  shown: Shown;
  content: Content;
  flawed: boolean;
  /** Everything, for print. */
  all: boolean;
}

export function Captures({ shown, content, flawed, all }: Props) {
  const [listed, setListed] = useState(STEP);
  const { captures, more } = shown;
  return (
    <Section heading={t("verify.captures", captures.length + more)} class="captures">
      {flawed && <p class="banner banner-failed">{t("verify.content_flawed")}</p>}
      <HeadingLevel.Provider value={4}>
        {captures.slice(0, listed).map((capture, index) => (
          <One key={`${index} ${capture.id}`} {...{ capture, shown, content, all }} first={index < OPEN} />
        ))}
      </HeadingLevel.Provider>
      {listed < captures.length && (
        <button type="button" class="no-print" onClick={() => setListed(listed + STEP)}>
          {t("verify.more", captures.length - listed)}
        </button>
      )}
      {(more > 0 || listed < captures.length) && (
        <p class="quiet">
          {t("verify.not_listed", captures.length + more - Math.min(listed, captures.length))}
        </p>
      )}
    </Section>
  );
}

interface OneProps {
  capture: ShownCapture;
  shown: Shown;
  content: Content;
  first: boolean;
  all: boolean;
}

function One({ capture, shown, content, first, all }: OneProps) {
  const [open, setOpen] = useState(first);
  const { platform, kind, author, seq, withheld } = capture;
  const what = [platform && word("platform", platform), kind && word("kind", kind)]
    .filter(Boolean)
    .join(" · ");
  return (
    <details class="capture-fold" open={open || all} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="capture-fold-name">
          {t("verify.capture", { number: seq + 1 })} <span class="quiet">{what}</span>{" "}
          {(author !== null || withheld === 0) && (
            <bdi>{plainText(author ?? t("common.unknown_author"))}</bdi>
          )}
          {withheld > 0 && <span class="tag"> · {t("verify.withheld", withheld)}</span>}
        </span>
      </summary>
      {(open || all) && <CaptureReport {...{ capture, shown, content }} />}
    </details>
  );
}

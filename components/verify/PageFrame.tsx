/** The kept page, inert, opened only when asked for; never printed, since a frame prints cut off. */
import { useState } from "preact/hooks";
import { InertFrame } from "../archive/InertFrame.tsx";
import { Section } from "../Section.tsx";
import { t } from "../words.ts";

interface Props {
  artefact: { name: string };
  open(name: string): Promise<Blob | null>;
}

export function PageFrame({ artefact, open }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <Section heading={t("capture.layout_heading")} class="no-print">
      <p class="quiet">{t("capture.layout")}</p>
      <button type="button" aria-expanded={shown} data-page onClick={() => setShown(!shown)}>
        {shown ? t("capture.hide") : t("capture.layout_show")}
      </button>
      {shown && <InertFrame name={artefact.name} open={open} />}
    </Section>
  );
}

/** The post as a page, inert; opened only when asked for, since it can weigh megabytes. */
import { useState } from "preact/hooks";
import type { Artefact } from "../../lib/model/statement.ts";
import { t } from "../words.ts";
import { InertFrame } from "./InertFrame.tsx";

interface Props {
  artefacts: readonly Artefact[];
  open(name: string): Promise<Blob | null>;
}

export function Layout({ artefacts, open }: Props) {
  const [shown, setShown] = useState(false);
  const dom = artefacts.find((artefact) => artefact.role === "dom");
  if (!dom) return null;
  return (
    <section aria-labelledby="layout">
      <h2 id="layout">{t("capture.layout_heading")}</h2>
      <p class="quiet">{t("capture.layout")}</p>
      <button type="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? t("capture.hide") : t("capture.layout_show")}
      </button>
      {shown && <InertFrame name={dom.name} open={open} />}
    </section>
  );
}

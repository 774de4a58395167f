/** Captured HTML, shown: sandboxed, scriptless, without network; three walls (sandbox, policy inside, this page's own policy). */
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";
import { inertDocument } from "./inert-document.ts";

interface Props {
  name: string;
  open(name: string): Promise<Blob | null>;
}

export function InertFrame({ name, open }: Props) {
  const html = useLoaded(async () => (await open(name))?.text(), [name]);
  if (html.at === "loading") return <p class="quiet">{t("common.loading")}</p>;
  if (html.at === "fault") return <Fault fault={html.fault} />;
  if (html.value === undefined) return <Fault fault={{ code: "not-found" }} />;
  return (
    <iframe
      class="inert-frame"
      sandbox=""
      referrerpolicy="no-referrer"
      title={t("capture.layout_title")}
      srcdoc={inertDocument(html.value)}
    />
  );
}

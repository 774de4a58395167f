/** The hash of the file itself, as soon as it has come: for a large file that is seconds after the report. */
import { Fault } from "../Fault.tsx";
import { useLoaded } from "../loaded.ts";
import { t } from "../words.ts";

export function OwnHash({ of }: { of: Promise<string> }) {
  const hash = useLoaded(() => of, [of]);
  if (hash.at === "fault") return <Fault fault={hash.fault} />;
  if (hash.at === "loading") return <span class="quiet">{t("verify.file_hash_coming")}</span>;
  return <code class="breakable">{hash.value}</code>;
}

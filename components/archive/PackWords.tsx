/** What a pack says of itself, and its issuer's fingerprint in groups that can be read out. */
import { grouped } from "../../lib/model/fingerprint.ts";
import type { PackFacts } from "../desk.ts";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

export function PackWords({ facts }: { facts: PackFacts }) {
  const { name, version, issuedAt, builtOn, keyId, rungs, sentences, templates } = facts;
  return (
    <dl class="facts">
      <div>
        <dt>{t("pack.name")}</dt>
        <dd dir="auto">{name}</dd>
      </div>
      <div>
        <dt>{t("pack.version")}</dt>
        <dd dir="auto">{version}</dd>
      </div>
      <div>
        <dt>{t("pack.issued")}</dt>
        <dd>
          <Time value={issuedAt} />
        </dd>
      </div>
      <div>
        <dt>{t("pack.built_on")}</dt>
        <dd dir="auto">{builtOn}</dd>
      </div>
      <div>
        <dt>{t("pack.holds")}</dt>
        <dd>
          {t("pack.holds_what", {
            rungs: String(rungs),
            sentences: String(sentences),
            templates: String(templates),
          })}
        </dd>
      </div>
      <div>
        <dt>{t("pack.issuer")}</dt>
        <dd>
          <code class="breakable">{grouped(keyId)}</code>
        </dd>
      </div>
    </dl>
  );
}

/** A receipt that holds: when, by whose key, and whether by somebody who could open the file. */
import { fingerprintHex } from "../../lib/verify/fingerprint.ts";
import type { Parcel } from "../desk.ts";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

export function Receipt({ receipt }: { receipt: NonNullable<Parcel["receipt"]> }) {
  const { receivedAt, opened, keyId } = receipt;
  return (
    <details class="parcel-receipt">
      <summary>
        {t("parcel.receipt")} <Time value={receivedAt} />
      </summary>
      <dl class="facts">
        <dt>{t("parcel.receipt_at")}</dt>
        <dd>
          <Time value={receivedAt} withUtc />
        </dd>
        <dt>{t("parcel.receipt_by")}</dt>
        <dd>{t(opened ? "parcel.receipt_opened" : "parcel.receipt_closed")}</dd>
        <dt>{t("parcel.receipt_key")}</dt>
        <dd>
          <code class="breakable">{fingerprintHex(keyId)}</code>
        </dd>
      </dl>
      <p class="quiet">{t("parcel.receipt_what")}</p>
    </details>
  );
}

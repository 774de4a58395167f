/** A check under way, and the way to give it up. */
import { plainText } from "../../lib/verify/display.ts";
import { Progress } from "../Progress.tsx";
import { t } from "../words.ts";
import type { Checking } from "./checking.ts";

export function Working({ state, onCancel }: { state: Extract<Checking, { at: "busy" }>; onCancel(): void }) {
  const { name, number, of, done, total } = state;
  return (
    <div class="working">
      <Progress
        label={t("verify.checking", { file: plainText(name), number, of })}
        spoken={t("verify.checking_spoken")}
        done={done}
        total={total}
      />
      <button type="button" onClick={onCancel}>
        {t("common.cancel")}
      </button>
    </div>
  );
}

/** An entry of a stranger's custody log as a sentence: as in the archive, but of another's device, and hostile. */
import { plainText } from "../../lib/verify/display.ts";
import type { ShownAct } from "../../lib/verify/report.ts";
import { actWords } from "../archive/act-words.ts";
import { t, word } from "../words.ts";

export function actInLog(act: ShownAct): string {
  const { type, detail } = act;
  // Its form is not known: a sentence would fill the gaps with guesses
  if (Object.keys(detail).length === 0) return t("act.other", { type: plainText(word("custody", type)) });
  if (type === "clock-jump")
    return t(detail.against === "entry" ? "verify.act_clock_back" : "verify.act_clock_jump");
  if (type === "failed") return t("verify.act_failed", { why: word("fault", String(detail.fault)) });
  return plainText(actWords(act));
}

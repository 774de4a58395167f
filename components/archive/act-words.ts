/** An entry of the custody log as a sentence on screen. */
import { t, word } from "../words.ts";

interface Entry {
  type: string;
  detail: Readonly<Record<string, string | number | undefined>>;
}

/** People count from 1. */
const nth = (number: unknown): string => String(Number(number) + 1);

export function actWords({ type, detail }: Entry): string {
  const { record, replaces, note, fault, captures, subject } = detail;
  switch (type) {
    case "captured":
      return t("act.captured", { n: nth(record) });
    case "failed":
      return t("act.failed", { why: word("fault", String(fault)) });
    case "annotated":
      return t(replaces === undefined ? "act.annotated" : "act.annotated_again", { n: nth(record) });
    case "exported":
      return t("act.exported", Number(captures));
    case "stamped":
      return t(subject === "manifest" ? "act.stamped_bundle" : "act.stamped_log");
    case "uploaded":
      return t("act.uploaded");
    case "receipt":
      return t("act.receipt");
    case "deleted":
      return note === undefined ? t("act.deleted", { n: nth(record) }) : t("act.deleted_note");
    case "clock-jump":
      return t(detail.against === "entry" ? "act.clock_back" : "act.clock_jump");
    default:
      return t("act.other", { type });
  }
}

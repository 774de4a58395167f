/** The ladder of grades, computed from findings and content: each rung says what was checked and what was not (FORMAT §10.8). */
import type { Finding } from "../model/finding.ts";
import type { GradeState } from "./grade.ts";
import { type KnownKey, nameOf } from "./known-keys.ts";
import type { Shown, ShownStamp, Verdict } from "./report.ts";
import { GRADE_WORDS, type RUNGS } from "./words-grades.ts";

export type Rung = keyof typeof RUNGS;
export type GradeCode = keyof typeof GRADE_WORDS;

export interface Grade {
  rung: Rung;
  state: GradeState;
  code: GradeCode;
  clause: string;
  /** What the sentence is filled with: names and times as they stand in the bundle, so hostile. */
  values: Record<string, string>;
}

/** A grade by its code; state and clause follow from it. */
export function grade(code: GradeCode, values: Record<string, string> = {}): Grade {
  const { state, clause } = GRADE_WORDS[code];
  return { rung: code.slice(0, code.indexOf("-")) as Rung, state, code, clause, values };
}

/** The sentence of a grade, filled in. */
export const gradeSentence = ({ code, values }: Grade, language: "en" | "vi"): string =>
  GRADE_WORDS[code][language].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

/** All six rungs, in their order. Where the file has flaws nothing is said to hold: a ladder is no place for half-truths. */
export function gradesOf(
  found: { verdict: Verdict; findings: readonly Finding[]; shown: Shown | null },
  known: readonly KnownKey[] = [],
): Grade[] {
  const { verdict, shown } = found;
  const has = (...codes: string[]) => found.findings.some((finding) => codes.includes(finding.code));
  if (verdict === "unreadable" || !shown)
    return [
      grade("intact-unreadable"),
      grade("signed-none"),
      grade("before-none"),
      grade("log-none"),
      grade("seen-flawed"),
      grade("withheld-unknown"),
    ];
  const ours = shown.kind === "evidence";
  const withheld = shown.withheld;
  if (verdict === "flawed") {
    const badSignature = has("manifest-signature-wrong", "manifest-key-other", "package-signature-wrong");
    const badLog = found.findings.some(
      ({ code, severity }) => severity === "flaw" && /^(custody|checkpoint)-/.test(code),
    );
    return [
      grade("intact-flawed"),
      grade(badSignature ? "signed-fails" : shown.signer ? "signed-flawed" : "signed-none"),
      grade("before-flawed"),
      grade(badLog ? "log-fails" : ours ? "log-flawed" : "log-none"),
      grade("seen-flawed"),
      withheld > 0 ? grade("withheld-some", { count: String(withheld) }) : grade("withheld-unknown"),
    ];
  }
  return [
    grade(shown.signer ? "intact-holds" : "intact-unsigned"),
    signed(shown.signer, known),
    before(shown),
    ours ? log(shown) : grade("log-none"),
    grade("seen-alone"),
    !ours
      ? grade("withheld-unknown")
      : withheld > 0
        ? grade("withheld-some", { count: String(withheld) })
        : grade("withheld-none"),
  ];
}

function signed(signer: string | null, known: readonly KnownKey[]): Grade {
  if (!signer) return grade("signed-none");
  const name = nameOf(signer, known);
  return name === null
    ? grade("signed-unknown", { key: signer })
    : grade("signed-known", { key: signer, name });
}

function stampsOf(shown: Shown): ShownStamp[] {
  return shown.stamps.filter(({ trusted, genTime }) => trusted && genTime !== null);
}

/** Stated is the latest of the times by which each capture existed: before it, all of them did. */
function before(shown: Shown): Grade {
  const { captures } = shown;
  const times = captures.flatMap((capture) => capture.before ?? []).sort();
  const time = times.at(-1);
  if (time === undefined) return grade("before-none");
  const authorities = stampsOf(shown).flatMap(({ genTime, authority }) =>
    times.includes(genTime ?? "") ? (authority ?? []) : [],
  );
  const values = { time, authority: [...new Set(authorities)].join(", ") || "?" };
  const of = captures.length + shown.more;
  if (times.length === of) return grade("before-holds", values);
  return grade("before-some", { ...values, count: String(times.length), of: String(of) });
}

function log(shown: Shown): Grade {
  const anchors = stampsOf(shown).flatMap(({ subject, genTime }) =>
    subject === "checkpoint" && genTime ? [genTime] : [],
  );
  const [first] = anchors.sort();
  return first ? grade("log-anchored", { first, anchors: String(anchors.length) }) : grade("log-holds");
}

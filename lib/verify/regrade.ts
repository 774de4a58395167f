/** A report looked at anew with another list of known keys: nothing has to be read again. */
import { gradesOf } from "./grades.ts";
import { type KnownKey, nameOf } from "./known-keys.ts";
import type { Report } from "./report.ts";
import { compareReports, type Meeting } from "./together.ts";
import { WORDS } from "./words.ts";

/** The same reports, their keys named by the list and compared with each other; and where they meet. */
export function regrade(
  reports: readonly Report[],
  known: readonly KnownKey[],
): { reports: Report[]; meetings: Meeting[] } {
  const named = reports.map((report) => nameKeys(report, known));
  const { seen, meetings } = compareReports(named, known);
  return {
    meetings,
    reports: named.map((report, index) => ({
      ...report,
      grades: report.grades.map((grade) => (grade.rung === "seen" ? (seen[index] ?? grade) : grade)),
    })),
  };
}

function nameKeys(report: Report, known: readonly KnownKey[]): Report {
  const { shown } = report;
  const signer = shown?.kind === "evidence" ? shown.signer : null;
  const name = signer && nameOf(signer, known);
  const findings = report.findings.map((finding) => {
    if (!signer || (finding.code !== "key-known" && finding.code !== "key-unknown")) return finding;
    const code = name ? "key-known" : "key-unknown";
    return { ...finding, code, clause: WORDS[code].clause, detail: name ? `${signer} · ${name}` : signer };
  });
  return { ...report, findings, grades: gradesOf({ ...report, findings }, known) };
}

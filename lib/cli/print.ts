/** A report as calm text for a terminal. What comes out of a bundle is hostile: control characters never reach the terminal. */
import type { SecondLook } from "../model/statement.ts";
import { plainText, plainUrl } from "../verify/display.ts";
import type { Report, Shown, ShownCapture, ShownStamp } from "../verify/report.ts";
import { type Language, sentence } from "../verify/words.ts";
import { printHistory } from "./history.ts";
import { partsWords } from "./parts.ts";
import { printFingerprint, printLadder } from "./print-ladder.ts";
import { heading, INDENT, rowPrinter, type Style, terminalStyle, wrap } from "./style.ts";
import { CLI_WORDS, type CliWords } from "./words.ts";

/** Prints the ladder, findings worst first, then what the bundle shows. */
export function printReport(report: Report, about: { file: string; size: number; language: Language }): void {
  const words = CLI_WORDS[about.language];
  const style = terminalStyle();
  const colour = { intact: 32, unsigned: 33, flawed: 31, unreadable: 31 }[headline(report)];
  console.log(`\n${INDENT}${style.paint(1, plainText(about.file))}  ${style.paint(2, bytes(about.size))}`);
  console.log(`\n${INDENT}${style.paint(colour, style.paint(1, words[headline(report)]))}`);
  console.log(`${INDENT}${words[`${headline(report)}Means`]}`);
  printLadder(report.grades, words, style, about.language);
  if (report.shown?.signer) printFingerprint(report.shown.signer, words, style);
  printFindings(report, words, style, about.language);
  if (report.shown) printShown(report.shown, words, style, about.language);
  console.log("");
}

/** An unsigned archive is never headed "intact": whoever held it could have changed it and its hashes together. */
function headline(report: Report): Report["verdict"] | "unsigned" {
  return report.verdict === "intact" && report.shown?.signer === null ? "unsigned" : report.verdict;
}

function printFindings(report: Report, words: CliWords, style: Style, language: Language): void {
  heading(words.findings, style);
  const marks = {
    unreadable: ["✗", 31, words.flaw],
    flaw: ["✗", 31, words.flaw],
    note: ["•", 33, words.note],
    good: ["✓", 32, words.good],
  } as const;
  for (const finding of report.findings) {
    const [mark, colour, name] = marks[finding.severity];
    const clause = /^\d/.test(finding.clause) ? `§${finding.clause}` : finding.clause;
    const where = [finding.file, finding.detail]
      .filter(Boolean)
      .map((text) => plainText(text ?? ""))
      .join(" · ");
    console.log(
      `${INDENT}${style.paint(colour, mark)} ${style.paint(1, name.padEnd(8))} ${style.paint(2, clause)}`,
    );
    for (const line of wrap(sentence(finding.code, language), style.width - 4))
      console.log(`${INDENT}  ${line}`);
    if (where) console.log(`${INDENT}  ${style.paint(2, where)}`);
  }
}

function printShown(shown: Shown, words: CliWords, style: Style, language: Language): void {
  heading(words.shows, style);
  const row = rowPrinter(style, plainText);
  row(words.program, shown.software);
  row(words.created, shown.createdAt && `${shown.createdAt} (${words.claim})`);
  row(words.signer, shown.signer);
  if (shown.custody)
    row(
      words.custody,
      `${shown.custody.entries} ${words.entries}, ${shown.custody.first ?? ""} … ${shown.custody.last ?? ""}`,
    );
  printHistory(shown, words, language, row);
  for (const stamp of shown.stamps) row(words.stamp, stampWords(stamp, words));
  if (shown.withheld > 0) row(words.withheld, `${shown.withheld} ${words.parts}`);
  if (shown.redaction && shown.redaction.packagedBy !== "case")
    row(words.packaged, `${shown.redaction.packagedBy}, ${shown.redaction.at}`);
  for (const picture of shown.redaction?.derived ?? []) {
    const by = picture.by === "case" ? words.byCase : picture.by;
    row(
      words.blackedOut,
      `${picture.file} (${picture.record.slice(0, 8)}): ${picture.regions.length} ${words.areas}, ${by}; ${words.original}`,
    );
  }
  for (const capture of shown.captures) printCapture(capture, words, style, language);
  if (shown.more > 0) console.log(`\n${INDENT}${words.more} ${shown.more}`);
  for (const page of shown.pages)
    row(words.pages, `${page.ts}  ${plainUrl(page.url)}${page.title ? `  ${page.title}` : ""}`);
}

function printCapture(capture: ShownCapture, words: CliWords, style: Style, language: Language): void {
  const row = rowPrinter(style, plainText);
  const kind = [capture.platform, capture.kind].filter(Boolean).join(" · ");
  console.log(`\n${INDENT}${style.paint(1, `${words.capture} ${capture.seq + 1}`)}  ${plainText(kind)}`);
  if (capture.secondLook) printLook(capture.secondLook, words, row);
  const address = capture.permalink ?? capture.url;
  row(words.address, address && plainUrl(address));
  row(words.author, capture.author);
  row(words.published, capture.published.read ?? capture.published.printed);
  row(words.seen, capture.startedAt);
  row(words.before, capture.before);
  row(words.text, capture.textStart);
  for (const notice of capture.notices) row(words.notice, `[${notice.class}] ${notice.text}`);
  const { device, own } = capture.witness ?? {};
  if (device)
    row(
      words.device,
      [device.timeZone, device.locale, `${device.screen} × ${device.pixelRatio}`, device.userAgent].join(
        " · ",
      ),
    );
  if (own) row(words.own, words[`own_${own}`]);
  row(words.had, partsWords(capture.parts, language));
  const poor = capture.outcomes.filter(({ status }) => status !== "done" && status !== "skipped");
  for (const { step, part, status, fault } of poor)
    row(words.outcome, [part ?? step, status, fault].filter(Boolean).join(" · "));
  row(
    words.artefacts,
    capture.artefacts.map(({ name, bytes: size }) => `${name} (${bytes(size)})`).join(", "),
  );
  if (capture.withheld > 0) row(words.withheld, `${capture.withheld} ${words.parts}`);
}

/** Whom, then when, then what it is over; one that is not trusted is marked before all. */
function stampWords(
  { subject, size, genTime, accuracyMs, authority, trusted }: ShownStamp,
  words: CliWords,
): string {
  const over = subject === "manifest" ? words.stampManifest : `${words.stampCheckpoint} ${size}`;
  if (genTime === null) return `${words.stampPending} · ${over}`;
  const within = accuracyMs === null ? "" : ` ± ${accuracyMs / 1000} s`;
  const whose = [authority ?? "?", `${genTime}${within}`, over];
  return (trusted ? whose : [words.stampUntrusted, ...whose]).join(" · ");
}

/** A second look is an event of its own: whose it is stands before what it saw. */
function printLook(
  look: SecondLook,
  words: CliWords,
  row: (label: string, value: string | null) => void,
): void {
  const how = look.login ? words.withLogin : words.withoutLogin;
  row(
    words.secondLook,
    [look.of, how, look.httpStatus === null ? words.noAnswer : `HTTP ${look.httpStatus}`].join(" · "),
  );
  row(words.compared, look.comparison.map(({ field, result }) => `${field}: ${result}`).join(", "));
}

function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  if (size < 1_000_000) return `${(size / 1000).toFixed(1)} kB`;
  return size < 1e9 ? `${(size / 1_000_000).toFixed(1)} MB` : `${(size / 1e9).toFixed(2)} GB`;
}

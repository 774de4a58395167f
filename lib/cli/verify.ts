/** `npm run verify -- FILE… [--keys LIST] [--tsa-root PEM] [--json] [--lang vi|en]`: exit 0 all intact, 1 flawed, 2 not readable as a bundle. Never a stack trace. */
import "../model/without-eval.ts"; // first

import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { KnownKey } from "../verify/known-keys.ts";
import { regrade } from "../verify/regrade.ts";
import { type Report, verifyBundle } from "../verify/verify.ts";
import type { Language } from "../verify/words.ts";
import { openFile } from "./file.ts";
import { inNode } from "./in-node.ts";
import { loadKeys } from "./keys.ts";
import { languageOf } from "./language.ts";
import { printReport } from "./print.ts";
import { printMeetings } from "./print-ladder.ts";
import { loadRoots } from "./roots.ts";
import { terminalStyle } from "./style.ts";
import { CLI_WORDS } from "./words.ts";

const EXIT = { intact: 0, flawed: 1, unreadable: 2 } as const;

interface Asked {
  paths: string[];
  keys: string | null;
  roots: string[];
  json: boolean;
  language: Language;
}

/** A report, or why there is none. */
type Looked = { path: string; size: number; report: Report; error?: string };

async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) {
    console.error(`${CLI_WORDS.en.usage}\n${CLI_WORDS.vi.usage}`);
    return EXIT.unreadable;
  }
  const { language, json } = asked;
  const known = asked.keys === null ? [] : await loadKeys(asked.keys, CLI_WORDS[language]);
  const roots = await loadRoots(asked.roots, CLI_WORDS[language]);
  if (!known || roots === null) return EXIT.unreadable;
  const looked: Looked[] = [];
  for (const path of asked.paths) looked.push(await look(path, { knownKeys: known, roots }, asked));
  const { reports, meetings } = regrade(
    looked.map(({ report }) => report),
    known,
  );
  const graded = looked.map((each, index) => ({ ...each, report: reports[index] ?? each.report }));
  if (json) printJson(graded, meetings);
  else {
    for (const { path, size, report, error } of graded)
      if (error === undefined) printReport(report, { file: basename(path), size, language });
    const files = graded.map(({ path }) => basename(path));
    if (files.length > 1) printMeetings(meetings, files, CLI_WORDS[language], terminalStyle());
  }
  return Math.max(...looked.map(({ report }) => EXIT[report.verdict]));
}

/** Verifies one file; what cannot be opened counts as unreadable. */
async function look(
  path: string,
  trust: { knownKeys: readonly KnownKey[]; roots: string },
  { json, language }: Asked,
): Promise<Looked> {
  const file = await openFile(path);
  if ("problem" in file) {
    if (!json) console.error(`${CLI_WORDS[language][file.problem]}: ${path}`);
    const report: Report = { verdict: "unreadable", findings: [], shown: null, grades: [] };
    return { path, size: 0, error: file.problem, report };
  }
  const { source } = file;
  const onProgress = process.stderr.isTTY && source.size > 50_000_000 && !json ? progress() : undefined;
  const report = await verifyBundle(source, {
    now: new Date().toISOString(),
    ...inNode,
    ...trust,
    ...(onProgress ? { onProgress } : {}),
  });
  await file.close();
  if (onProgress) process.stderr.write("\r    \r");
  return { path, size: source.size, report };
}

/** One report as it is; several with their files and meetings. */
function printJson(looked: readonly Looked[], meetings: unknown): void {
  const [first] = looked;
  const reports = looked.map(({ path, report, error }) => ({
    file: basename(path),
    ...report,
    ...(error ? { error } : {}),
  }));
  const one = first && { ...first.report, ...(first.error ? { error: first.error } : {}) };
  console.log(JSON.stringify(looked.length === 1 ? one : { reports, meetings }, null, 2));
}

function readArguments(): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        lang: { type: "string" },
        keys: { type: "string" },
        "tsa-root": { type: "string", multiple: true },
      },
    });
    const language = languageOf(values.lang);
    if (positionals.length === 0 || language === null) return null;
    return {
      paths: positionals,
      keys: values.keys ?? null,
      roots: values["tsa-root"] ?? [],
      json: values.json ?? false,
      language,
    };
  } catch {
    return null; // parseArgs throws on an option it does not know
  }
}

function progress(): (done: number, total: number) => void {
  let shown = -1;
  return (done, total) => {
    const percent = Math.floor((100 * done) / total);
    if (percent <= shown) return;
    shown = percent;
    process.stderr.write(`\r${String(percent).padStart(3)}%`);
  };
}

process.stdout.on("error", () => process.exit(EXIT.unreadable)); // the reader of a pipe has gone
main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(CLI_WORDS.en.failed, error instanceof Error ? error.message : String(error));
    process.exitCode = EXIT.unreadable;
  },
);

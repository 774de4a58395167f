/** `npm run verify -- FILE [--json] [--lang vi|en]`: exit 0 intact, 1 flawed, 2 not readable as a bundle. Never a stack trace. */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { verifyBundle } from "../verify/verify.ts";
import type { Language } from "../verify/words.ts";
import { openFile } from "./file.ts";
import { nodeHasher } from "./hasher.ts";
import { printReport } from "./print.ts";
import { CLI_WORDS } from "./words.ts";

const EXIT = { intact: 0, flawed: 1, unreadable: 2 } as const;

async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) {
    console.error(`${CLI_WORDS.en.usage}\n${CLI_WORDS.vi.usage}`);
    return EXIT.unreadable;
  }
  const { path, json, language } = asked;
  const file = await openFile(path);
  if ("problem" in file) {
    if (json)
      console.log(JSON.stringify({ verdict: "unreadable", findings: [], shown: null, error: file.problem }));
    else console.error(`${CLI_WORDS[language][file.problem]}: ${path}`);
    return EXIT.unreadable;
  }
  const { source } = file;
  const onProgress = process.stderr.isTTY && source.size > 50_000_000 && !json ? progress() : undefined;
  const now = new Date().toISOString();
  const report = await verifyBundle(source, {
    now,
    hasher: nodeHasher,
    ...(onProgress ? { onProgress } : {}),
  });
  await file.close();
  if (onProgress) process.stderr.write("\r    \r");
  if (json) console.log(JSON.stringify(report, null, 2));
  else printReport(report, { file: basename(path), size: source.size, language });
  return EXIT[report.verdict];
}

function readArguments(): { path: string; json: boolean; language: Language } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: "boolean" }, lang: { type: "string" } },
    });
    const [path, ...rest] = positionals;
    const lang = values.lang ?? (/^vi/i.test(process.env.LC_ALL || process.env.LANG || "") ? "vi" : "en");
    if (!path || rest.length > 0 || (lang !== "vi" && lang !== "en")) return null;
    return { path, json: values.json ?? false, language: lang };
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

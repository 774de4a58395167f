/** The language of the command line: as asked for, else that of the terminal. */
import type { Language } from "../verify/words.ts";

/** Null where another language is asked for than there are. */
export function languageOf(asked: string | undefined): Language | null {
  const language = asked ?? (/^vi/i.test(process.env.LC_ALL || process.env.LANG || "") ? "vi" : "en");
  return language === "vi" || language === "en" ? language : null;
}

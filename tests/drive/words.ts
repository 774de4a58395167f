/** The words a person sees, as the built extension carries them: tests press buttons by what is written on them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILDS } from "./paths.ts";

/** A sentence of the locale files, `$1` and all. @param key e.g. `popup.capture_page` */
export function wordOf(lang: "vi" | "en", key: string): string {
  const path = join(BUILDS.chrome, "_locales", lang, "messages.json");
  const messages = JSON.parse(readFileSync(path, "utf8")) as Record<string, { message: string }>;
  const found = messages[key.replaceAll(".", "_")];
  if (!found) throw new Error(`no words for ${key} in ${lang}`);
  return found.message;
}

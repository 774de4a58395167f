/** Gives the screens their words without a browser: the locale files, read as the build reads them. Import before the screens. */
import { readFileSync } from "node:fs";
import { generateChromeMessagesText, parseMessagesText } from "@wxt-dev/i18n/build";

export type Language = "en" | "vi";

const read = (language: Language): Record<string, { message: string }> =>
  JSON.parse(
    generateChromeMessagesText(parseMessagesText(readFileSync(`locales/${language}.yml`, "utf8"), "YAML")),
  );

/** Message name → message, as the browser gets them. */
export const messages = { en: read("en"), vi: read("vi") };

let spoken: Language = "en";
export const speak = (language: Language): void => {
  spoken = language;
};

/** As the browser does it: names in any case, `$1` filled in, empty where there is no such message. */
function getMessage(name: string, filled: string[] = []): string {
  const message = messages[spoken][name]?.message ?? "";
  return filled.reduce((text, value, index) => text.replaceAll(`$${index + 1}`, value), message);
}

Object.assign(globalThis, { chrome: { runtime: { id: "test" }, i18n: { getMessage } } });

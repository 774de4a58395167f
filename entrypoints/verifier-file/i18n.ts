/** Stands in for the extension's words in the single file: both languages inside, switched while it runs. */
import messages from "virtual:messages";

type Language = "en" | "vi";
type Filled = Record<string, string | number>;

let spoken: Language = /^vi\b/i.test(navigator.language) ? "vi" : "en";

export const language = (): Language => spoken;
export const speak = (next: Language): void => {
  spoken = next;
};

/** As `@wxt-dev/i18n` has it: `$1` or `{name}` filled in; of plural forms, the one for the number. */
export const createI18n = () => ({
  t(key: string, ...args: (number | string[] | Filled | undefined)[]): string {
    const count = args.find((arg) => typeof arg === "number");
    const list = args.find((arg) => Array.isArray(arg)) ?? (count === undefined ? [] : [String(count)]);
    const named = args.find((arg): arg is Filled => typeof arg === "object" && !Array.isArray(arg));
    const message = messages[spoken][key.replaceAll(".", "_")] ?? "";
    const forms = message.split(" | ");
    const form = count === undefined || forms.length === 1 ? message : pick(forms, count);
    return form
      .replace(/\$(\d)/g, (_, digit: string) => list[Number(digit) - 1] ?? "")
      .replace(/\{(\w+)\}/g, (hole, name: string) => String(named?.[name] ?? hole));
  },
});

function pick(forms: readonly string[], count: number): string {
  const [first = "", second = "", third = ""] = forms;
  if (forms.length === 2) return count === 1 ? first : second;
  return count === 0 ? first : count === 1 ? second : third;
}

/** Times, sizes and numbers in the language of the screens. The UTC instant always stays at hand: evidence speaks UTC. */
import { t } from "./words.ts";

const tag = () => t("language.tag");

/** Made once for each language: making one takes longer than drawing a card. */
const made = new Map<string, Intl.DateTimeFormat>();

function moments(): Intl.DateTimeFormat {
  const format =
    made.get(tag()) ??
    new Intl.DateTimeFormat(tag(), {
      day: "numeric",
      // 22/11/2026 is what Vietnamese readers write; in English it could be taken for a month.
      month: tag().startsWith("vi") ? "2-digit" : "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
  made.set(tag(), format);
  return format;
}

/** An RFC 3339 instant (or a bare date) in local time, and the same in UTC; null where it is neither. */
export function instant(value: string): { local: string; utc: string } | null {
  const bareDate = /^\d{4}-\d\d-\d\d$/.test(value);
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  if (bareDate)
    return {
      local: new Intl.DateTimeFormat(tag(), { dateStyle: "long", timeZone: "UTC" }).format(date),
      utc: value,
    };
  const local = moments().format(date);
  const utc = date
    .toISOString()
    .replace("T", " ")
    .replace(/(\.000)?Z$/, "");
  return { local, utc: t("time.utc", { utc }) };
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** Bytes as people read them, in powers of 1000: 1 234 567 → `1.2 MB`. */
export function size(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(tag(), {
    style: "unit",
    unit: UNITS[power] ?? "byte",
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

const LEFT = [
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Seconds that are left, in the largest unit that says something: 200 → `3 min`. */
export function timeLeft(seconds: number): string {
  const [unit, length] = LEFT.find((each) => seconds >= each[1] * 1.5) ?? (["second", 1] as const);
  return new Intl.NumberFormat(tag(), {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 0,
  }).format(Math.max(1, Math.round(seconds / length)));
}

/** Milliseconds as seconds: 1500 → `1.5 sec`. */
export const seconds = (ms: number): string =>
  new Intl.NumberFormat(tag(), { style: "unit", unit: "second", unitDisplay: "short" }).format(ms / 1000);

/** A language by its code, as it is called in the language of the screens: `vi` → `Vietnamese`. */
export const languageName = (code: string): string =>
  new Intl.DisplayNames(tag(), { type: "language" }).of(code) ?? code;

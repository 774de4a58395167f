/** The facts of a statement as rows to show: label, value, and the source that each carries. */
import type { StatementPart } from "../../lib/verify/content.ts";
import { plainText, plainUrl } from "../../lib/verify/display.ts";
import { instant } from "../format.ts";
import { t, word } from "../words.ts";

export interface FactRow {
  label: string;
  value: string;
  /** An RFC 3339 instant, shown in local time and UTC. */
  time?: boolean;
  from?: string;
  rung?: string;
}

/** A statement, whole or as far as it was disclosed. */
export type Told = StatementPart;

type Held = { value: string; from: string; rung: string } | null | undefined;

/** Every fact of the statement but the words themselves; what was not found gives no row. */
export function factRows(statement: Told): FactRow[] {
  const { extraction: facts, capture, witness } = statement;
  const device = witness?.device;
  const { author, published, subject, vantage } = facts;
  const held = (label: string, fact: Held): FactRow[] =>
    fact
      ? [{ label, value: shown(fact.value), from: fact.from, rung: fact.rung, time: instantLike(fact.value) }]
      : [];
  const own = (label: string, value: string | null | undefined, time = false): FactRow[] =>
    value == null ? [] : [{ label, value: shown(value), time }];
  const yesNo = vantage?.loggedIn ? t("common.yes") : t("common.no");

  return [
    ...held(t("capture.author"), author?.name),
    ...held(t("capture.author_handle"), author?.handle),
    ...held(t("capture.author_id"), author?.id),
    ...held(t("capture.author_url"), author?.url),
    ...held(t("capture.printed"), published?.printed),
    ...held(t("capture.read"), published?.read),
    ...held(t("capture.permalink"), subject?.permalink),
    ...(subject?.ids ?? []).flatMap((id) => held(id.name, id)),
    ...facts.counts.flatMap((count) => held(word("count", count.name), count)),
    ...facts.parts.map((part) => ({
      label: word("part", part.name),
      value:
        part.of === null
          ? t("part.had", { had: part.had })
          : t("part.had_of", { had: part.had, of: part.of }),
    })),
    ...held(t("capture.country"), vantage?.platformCountry),
    ...own(t("capture.stated_country"), vantage?.statedCountry),
    ...held(t("capture.language"), vantage?.platformLanguage),
    ...own(t("capture.logged_in"), vantage?.loggedIn == null ? null : yesNo),
    ...facts.facts.map((fact) => ({
      label: fact.name,
      value: shown(plainly(fact.value)),
      from: fact.from,
      rung: fact.rung,
    })),
    ...own(t("capture.started"), capture.startedAt, true),
    ...own(t("capture.sealed_at"), capture.sealedAt, true),
    ...own(t("capture.page_url"), capture.url),
    ...own(
      t("capture.how"),
      [capture.trigger && word("trigger", capture.trigger), capture.scope && word("scope", capture.scope)]
        .filter(Boolean)
        .join(" · ") || null,
    ),
    ...own(
      t("capture.tool"),
      [capture.tool, capture.pack]
        .flatMap((made) => (made ? `${made.name} ${made.version}` : []))
        .join(" · ") || null,
    ),
    ...own(t("disclose.time_zone"), device?.timeZone),
    ...own(t("disclose.locale"), device?.locale),
    ...own(t("disclose.screen"), device?.screen),
    ...own(t("disclose.pixel_ratio"), device?.pixelRatio),
    ...own(t("disclose.user_agent"), device?.userAgent),
    ...own(t("disclose.own"), witness?.own && word("own_post", witness.own)),
  ];
}

/** Written by strangers: hosts in ASCII, nothing that turns the line round. */
const shown = (value: string): string => (/^https?:/i.test(value) ? plainUrl(value) : plainText(value));

const instantLike = (value: string) =>
  /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(value) && instant(value) !== null;

/** A JSON value for reading: strings as they are, flat lists with commas, the rest as JSON. */
function plainly(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return JSON.stringify(value);
}

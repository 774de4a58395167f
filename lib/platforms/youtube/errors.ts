/** Where YouTube itself speaks: player errors, alerts, unavailable entries. Words that people wrote never come here. */
import type { Candidate, CandidatePart } from "../../notices/candidate.ts";
import { climbAll } from "../ladder.ts";
import { at } from "../page-data.ts";
import type { PageView } from "../platform.ts";
import type { PageData } from "./data.ts";
import { availableCountries, playability } from "./player.ts";
import { entriesOf } from "./playlist.ts";
import { ALERT, ERROR_LINES, errorScreen, visible } from "./selectors.ts";
import { listAt, stringAt, textOf, wordsOf } from "./text.ts";
import { cleanUrl } from "./urls.ts";
import { language, platformCountry } from "./vantage.ts";

/** Statuses that are no notice: it plays, or it will (a premiere, a planned live stream). */
const FINE = ["OK", "LIVE_STREAM_OFFLINE"];
const ENTRIES_MAX = 40;

/** Everything the page says about what it shows, as candidates for the recogniser. */
export function candidates(page: PageView, data: PageData): Candidate[] {
  const found = [...playerCandidates(page, data), ...alerts(page, data), ...entries(page, data)];
  const status = page.http?.status ?? 200;
  if (found.length > 0 || status < 400) return found;
  return [base(page, data, "http", [], { "http.status": String(status) })];
}

function base(
  page: PageView,
  data: PageData,
  place: Candidate["place"],
  parts: CandidatePart[],
  signals: Record<string, string>,
): Candidate {
  return {
    platform: "youtube",
    place,
    about: "subject",
    parts,
    language: language(page.document, data)?.value ?? null,
    links: [],
    signals: page.http ? { "http.status": String(page.http.status), ...signals } : signals,
  };
}

/** The player's error: from page data where they speak of this video, else from the error screen that is seen. */
function playerCandidates(page: PageView, data: PageData): Candidate[] {
  const said = playability(data.player);
  if (said?.status && !FINE.includes(said.status)) {
    const country = platformCountry(data)?.value ?? null;
    const countries = availableCountries(data.player);
    const signals: Record<string, string> = { "playabilityStatus.status": said.status };
    if (said.ageGate) signals.ageGate = "true";
    if (country) signals.gl = country;
    if (countries) {
      signals["availableCountries.count"] = String(countries.length);
      if (country) signals["availableCountries.includesViewer"] = String(countries.includes(country));
    }
    const parts = said.lines.map((line): CandidatePart => ({ ...line, from: "page-data" }));
    const links = said.links.map((link) => cleanUrl(link)).filter((link) => link !== "");
    return [{ ...base(page, data, "error-screen", parts, signals), links }];
  }
  if (said?.status || data.staleDom) return [];
  const screen = errorScreen(page.document);
  if (!screen) return [];
  const links = [...screen.element.querySelectorAll("a[href]")]
    .map((link) => cleanUrl(link.getAttribute("href") ?? ""))
    .filter((link) => link !== "");
  const parts = shownLines(screen.element).map(
    (text): CandidatePart => ({ text, from: "dom", rung: screen.rung }),
  );
  return [{ ...base(page, data, "error-screen", parts, {}), links }];
}

/** Headline and sub-reason of a painted error screen; all its words where the lines are not marked. */
function shownLines(screen: Element): string[] {
  const lines = [...screen.querySelectorAll(ERROR_LINES)]
    .filter((element) => !element.querySelector(ERROR_LINES) && visible(element))
    .map(wordsOf);
  const whole = wordsOf(screen);
  if (lines.length === 0) lines.push(...leaves(screen));
  const kept = [...new Set(lines)].filter((line): line is string => line !== null);
  return kept.length > 0 ? kept : whole ? [whole] : [];
}

/** Lines of a screen whose parts bear no known name: its innermost blocks that are no control. */
const leaves = (screen: Element): string[] =>
  [...screen.querySelectorAll(LINE)]
    .filter((line) => !line.querySelector(LINE) && !line.closest("a, button, [role=button]") && visible(line))
    .flatMap((line) => wordsOf(line) ?? []);
const LINE = "div, p, h1, h2, h3, yt-formatted-string, yt-attributed-string";

/** Alerts of channels and playlists. Type ERROR only: INFO banners ("Unavailable videos will be hidden") say nothing. */
function alerts(page: PageView, data: PageData): Candidate[] {
  const found = listAt(data.initial, "alerts").flatMap((alert) => {
    const renderer = at(alert, "alertRenderer") ?? at(alert, "alertWithButtonRenderer");
    const text = textOf(at(renderer, "text"));
    if (!text || stringAt(renderer, "type") !== "ERROR") return [];
    const parts: CandidatePart[] = [{ text, from: "page-data", rung: "alerts.alertRenderer" }];
    return [base(page, data, "alert", parts, { "alert.type": "ERROR" })];
  });
  if (found.length > 0 || data.staleDom) return found;
  return climbAll(ALERT, page.document, visible).flatMap(({ element, rung }) => {
    const text = wordsOf(element.querySelector("#text") ?? element);
    return text ? [base(page, data, "alert", [{ text, from: "dom", rung }], {})] : [];
  });
}

/** Entries of a playlist that do not play: the platform puts its own words where the title stood. */
function entries(page: PageView, data: PageData): Candidate[] {
  if (data.place.kind !== "playlist") return [];
  const gone = entriesOf(page.document, data).filter((entry) => !entry.playable);
  return gone.slice(0, ENTRIES_MAX).flatMap(({ words, videoId, from, rung }) => {
    if (!words) return [];
    const signals = { isPlayable: "false", videoId: videoId ?? "" };
    return [
      {
        ...base(page, data, "playlist-entry", [{ text: words, from, rung }], signals),
        about: "entry" as const,
      },
    ];
  });
}

/** From candidates (words in the platform's own places, and signals) to notices. Pure: no DOM, no clock, no schemas. */
import type { Notice } from "../model/notice.ts";
import type { Candidate } from "./candidate.ts";
import { classify, outranks, type Reading } from "./classify.ts";
import { type Extracted, extract } from "./extract.ts";
import { plain } from "./fold.ts";
import { type SignalReading, signal } from "./signals.ts";

const TEXT_MAX = 20_000;

/**
 * At most one notice per candidate, in their order; the same words about the same thing once. Unknown wording is
 * `unrecognised`, never dropped; words known to be no notice give none. Never throws, whatever the text.
 */
export function recognise(candidates: readonly Candidate[]): Notice[] {
  const notices: Notice[] = [];
  const seen = new Set<string>();
  for (const candidate of candidates) {
    const notice = recogniseOne(candidate);
    if (!notice) continue;
    const key = JSON.stringify([notice.about, notice.class, plain(notice.text)]);
    if (seen.has(key)) continue;
    seen.add(key);
    notices.push(notice);
  }
  return notices;
}

interface Decision {
  class: Notice["class"];
  certainty: Notice["certainty"];
  rule: string;
  about: Notice["about"] | null;
}

function recogniseOne(candidate: Candidate): Notice | null {
  const parts = candidate.parts.filter((part) => plain(part.text) !== "");
  const readings = parts.map((part) => classify(part.text, candidate.platform, candidate.language));
  const machine = signal(candidate);
  if (parts.length === 0 && !machine) return null;
  if (parts.length > 0 && readings.every((reading) => reading?.class === "none")) return null;
  const decided = decide(readings, machine);
  const whole = parts.map((part) => part.text).join("\n");
  const found = readings.map((reading, index) =>
    extract(
      parts[index]?.text ?? "",
      reading?.slots ?? {},
      candidate.language,
      decided.class === "geo-legal" || decided.class === "geo-other",
    ),
  );
  const first = parts[0];
  return {
    class: decided.class,
    text: whole.slice(0, TEXT_MAX),
    about: decided.about ?? candidate.about,
    certainty: decided.certainty,
    rule: decided.rule,
    from: first?.from ?? (candidate.place === "http" ? "http" : "page-data"),
    rung: (first?.rung ?? candidate.place).slice(0, 120),
    language: candidate.language?.slice(0, 20) ?? null,
    ...gathered(found, candidate),
    signals: Object.fromEntries(
      Object.entries(candidate.signals).map(([name, value]) => [name.slice(0, 120), value.slice(0, 4000)]),
    ),
  };
}

/** Words first by rank; a machine signal decides where the words say less than it does. */
function decide(readings: readonly (Reading | null)[], machine: SignalReading | null): Decision {
  let best: Reading | null = null;
  for (const reading of readings) {
    if (reading && (!best || outranks(reading.class, best.class))) best = reading;
  }
  const said = best && best.class !== "aside" && best.class !== "none" ? best : null;
  // "Video unavailable" heads every kind of notice: with a sub-reason that nobody knows, we do not know either.
  const unknown = readings.includes(null) && (!said || said.class === "unavailable");
  const words = unknown || !said ? "unrecognised" : said.class;
  if (machine && (readings.length === 0 || machine.over.includes(words)))
    return { class: machine.class, certainty: "signal", rule: machine.rule, about: machine.about ?? null };
  if (words === "unrecognised" || !said)
    return { class: "unrecognised", certainty: "none", rule: "", about: null };
  return {
    class: words as Notice["class"],
    certainty: said.certainty,
    rule: said.rule,
    about: said.about,
  };
}

/** The parts' findings as one: the first that names a thing names it. */
function gathered(
  found: readonly Extracted[],
  candidate: Candidate,
): Pick<Notice, "authority" | "country" | "law" | "appeal" | "link"> {
  const pick = <K extends keyof Extracted>(key: K): Extracted[K] | null =>
    found.map((one) => one[key]).find((value) => value !== null) ?? null;
  const offered = candidate.appealOffered ?? pick("appeal") === "offered";
  return {
    authority: pick("authority"),
    country: pick("country"),
    law: pick("law"),
    appeal: offered ? "offered" : candidate.parts.length > 0 ? "absent" : null,
    link: candidate.links[0]?.slice(0, 2000) ?? null,
  };
}

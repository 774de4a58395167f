/** Classes that need no words: player status, countries, HTTP status, routes, the address of a transparency report. */
import type { NoticeClass } from "../model/notice.ts";
import type { Candidate } from "./candidate.ts";

export interface SignalReading {
  class: NoticeClass;
  rule: string;
  /** `over`: the signal decides over words of these classes; it always decides where there are no words. */
  over: readonly string[];
  about?: "viewer";
}

const VAGUE = ["unavailable", "unrecognised", "aside", "none"];
const AGE_STATUS = ["AGE_VERIFICATION_REQUIRED", "AGE_CHECK_REQUIRED", "CONTENT_CHECK_REQUIRED"];
/** Google's report of government removal requests, linked from its notices (press, 2025). */
const GOVERNMENT_LINK = /^https:\/\/transparencyreport\.google\.com\/(?:government-removals|\?|$)/;

/** The strongest signal of a candidate, or null. */
export function signal(candidate: Candidate): SignalReading | null {
  const { signals, place } = candidate;
  const status = signals["playabilityStatus.status"];
  const http = Number(signals["http.status"] ?? 0);
  if (http === 451)
    return {
      class: "geo-legal",
      rule: "signal/http-451",
      over: [...VAGUE, "removed-or-private", "geo-other"],
    };
  if (candidate.links.some((link) => GOVERNMENT_LINK.test(link)))
    return { class: "geo-legal", rule: "signal/transparency-link", over: [...VAGUE, "geo-other"] };
  if (status === "UNPLAYABLE" && lacksViewer(signals))
    return {
      class: "geo-other",
      rule: "signal/available-countries",
      over: [...VAGUE, "removed-or-private", "network"],
    };
  if (signals.ageGate === "true" || AGE_STATUS.includes(status ?? ""))
    return { class: "age-or-login", rule: "signal/age-gate", over: VAGUE };
  if (signals.route === "checkpoint")
    return { class: "account-restricted", rule: "signal/checkpoint", over: VAGUE, about: "viewer" };
  if (signals.route === "login" || place === "login")
    return { class: "age-or-login", rule: "signal/login-route", over: VAGUE };
  if (signals.route === "error")
    return {
      class: "removed-or-private",
      rule: "signal/error-route",
      over: ["unavailable", "aside", "none"],
    };
  if (http === 429 || http >= 500)
    return { class: "network", rule: `signal/http-${http}`, over: VAGUE, about: "viewer" };
  if (http === 404 || http === 410)
    return {
      class: "removed-or-private",
      rule: `signal/http-${http}`,
      over: ["unavailable", "aside", "none"],
    };
  if (status === "LOGIN_REQUIRED") return { class: "age-or-login", rule: "signal/login-required", over: [] };
  if (status === "ERROR" || status === "UNPLAYABLE" || http >= 400)
    return {
      class: "unavailable",
      rule: `signal/${status ? status.toLowerCase() : `http-${http}`}`,
      over: [],
    };
  return null;
}

/** The platform lists countries, and the viewer's is not among them. An empty list says nothing (age gates have it). */
const lacksViewer = (signals: Candidate["signals"]): boolean =>
  Number(signals["availableCountries.count"] ?? 0) > 0 &&
  signals["availableCountries.includesViewer"] === "false";

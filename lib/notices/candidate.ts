/**
 * What an adapter hands to the recogniser: words found in a place where the platform itself speaks, with the machine
 * signals beside them. Never words that people wrote: a quoted notice is no candidate (design promise 2).
 */
import type { Notice } from "../model/notice.ts";
import type { Source } from "../model/sourced.ts";
import type { PlatformName } from "../model/subject.ts";

export type Place =
  | "error-screen" // in place of the whole thing: player error, Facebook's error page
  | "alert" // a banner of type ERROR on a channel, playlist or account page
  | "stub" // in place of one item inside a page: a lost original, a removed post in a feed
  | "interstitial" // a warning or wall before the thing
  | "login" // a login or checkpoint route
  | "playlist-entry"
  | "inbox" // Support Inbox, account quality, Studio, e-mail
  | "http"; // only a status was had

export interface CandidatePart {
  /** Exactly as shown or sent: no trimming, no folding. */
  text: string;
  from: Source;
  rung: string;
}

export interface Candidate {
  platform: PlatformName;
  place: Place;
  about: Notice["about"];
  /** Headline, sub-reason, further lines: in the order shown. May be empty where only signals were had. */
  parts: readonly CandidatePart[];
  /** Language of the page (BCP 47 as the platform gives it), or null. */
  language: string | null;
  links: readonly string[];
  /**
   * Machine signals by name. The recogniser acts on: `playabilityStatus.status`, `ageGate`,
   * `availableCountries.count`, `availableCountries.includesViewer` ("true"/"false"), `http.status`,
   * `route` ("login", "checkpoint", "error"). All are kept.
   */
  signals: Readonly<Record<string, string>>;
  appealOffered?: boolean;
}

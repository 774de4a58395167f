/** From where the page was seen, as the platform itself reports it. Never an IP. */
import type { Vantage } from "../../model/subject.ts";
import { at } from "../page-data.ts";
import type { PageView } from "../platform.ts";
import type { PageData } from "./data.ts";
import { listAt, stringAt } from "./text.ts";
import { dom, first, type Text, data as value } from "./value.ts";

type Known = Pick<PageData, "config" | "player" | "initial">;

/** Country as YouTube reports it (`gl`), or null. */
export const platformCountry = ({ config }: Pick<Known, "config">): Text | null =>
  first(
    value(stringAt(config, "INNERTUBE_CONTEXT", "client", "gl"), "INNERTUBE_CONTEXT.client.gl"),
    value(stringAt(config, "INNERTUBE_CONTEXT_GL"), "INNERTUBE_CONTEXT_GL"),
    value(stringAt(config, "GL"), "GL"),
  );

/** Language of the page (`hl`), or null. */
export const language = (document: Document, { config }: Pick<Known, "config">): Text | null =>
  first(
    value(stringAt(config, "INNERTUBE_CONTEXT", "client", "hl"), "INNERTUBE_CONTEXT.client.hl"),
    value(stringAt(config, "HL"), "HL"),
    dom(document.documentElement?.getAttribute("lang"), "html[lang]"),
  );

/** True or false where the page says so; null where it does not. */
export function loggedIn(document: Document, { config, player, initial }: Known): boolean | null {
  if (typeof config.LOGGED_IN === "boolean") return config.LOGGED_IN;
  const out = at(initial, "responseContext", "mainAppWebResponseContext", "loggedOut");
  if (typeof out === "boolean") return !out;
  for (const response of [player, initial]) {
    for (const service of listAt(response, "responseContext", "serviceTrackingParams")) {
      for (const param of listAt(service, "params")) {
        if (at(param, "key") === "logged_in") return at(param, "value") === "1";
      }
    }
  }
  if (document.querySelector("#avatar-btn img, ytm-topbar-menu-button-renderer img")) return true;
  return document.querySelector("ytd-masthead a[href*='ServiceLogin']") ? false : null;
}

export const vantageOf = (page: PageView, known: Known): Vantage => ({
  platformCountry: platformCountry(known),
  platformLanguage: language(page.document, known),
  statedCountry: null,
  loggedIn: loggedIn(page.document, known),
});

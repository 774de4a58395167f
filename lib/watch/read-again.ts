/** Reads a fetched page with the adapters that read the open one. Parsed inertly: no script runs, nothing is loaded. */
import { FaultError } from "../model/fault-error.ts";
import type { RulePack } from "../model/pack.ts";
import { extract } from "../page/extract.ts";
import { prepare } from "../page/prepare.ts";
import type { PageView, Platform } from "../platforms/platform.ts";
import { platformFor } from "../platforms/registry.ts";
import { rulesInForce, useRules } from "../platforms/rules.ts";
import type { Identifier, ReadAgain } from "./look-again.ts";

/** As many as a message carries. */
const STRINGS_MAX = 2000;

/** @throws FaultError `not-supported-page` where redirects led to a page that no adapter reads */
export const readAgain: ReadAgain = async (html, at, known) => {
  const url = new URL(at.url);
  const adapter = platformFor(url);
  if (!adapter) throw new FaultError("not-supported-page");
  const platform = knowing(adapter, known);
  const document = new DOMParser().parseFromString(html, "text/html");
  // Of the headers nothing is needed, so nothing is handed on.
  const page: PageView = { document, url, http: { status: at.status, headers: {} } };
  const wire = { fetchSheet: () => Promise.reject(new FaultError("fetch-refused")) };
  const prepared = await prepare(extract(platform, page, null), null, { platform, page, wire });
  const { extraction, pageData, outcomes } = prepared;
  // Also where the adapter could not say who looks: the last check before sealing goes by this list.
  const viewerStrings = union(known, prepared.viewerStrings).slice(0, STRINGS_MAX);
  return { url: prepared.url, extraction, pageData, outcomes, viewerStrings, pack: rulesInForce() };
};

/** Reads as the open page was read: by the rule pack in force, or by what is built in. */
export function readAgainBy(rules: RulePack | null): ReadAgain {
  useRules(rules, new DOMParser().parseFromString("", "text/html"));
  return readAgain;
}

/** The adapter, which besides what the page says of the viewer knows what was learned before. */
const knowing = (platform: Platform, known: readonly Identifier[]): Platform => ({
  ...platform,
  viewer: (page) => {
    const { strings, loggedIn } = platform.viewer(page);
    return { strings: union(known, strings), loggedIn };
  },
});

function union(one: readonly Identifier[], other: readonly Identifier[]): Identifier[] {
  const seen = new Set(one.map(({ value }) => value));
  return [...one, ...other.filter(({ value }) => !seen.has(value))];
}

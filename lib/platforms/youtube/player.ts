/** What the player response states: the video's facts, its dates, and why it does not play. */
import type { Fact } from "../../model/extraction.ts";
import { at, isObject, type Json } from "../page-data.ts";
import { listAt, stringAt, textOf } from "./text.ts";

const DETAILS = ["lengthSeconds", "isLiveContent", "isLive", "isUpcoming", "isPrivate", "isCrawlable"];
const FORMAT = ["publishDate", "uploadDate", "category", "isFamilySafe", "isUnlisted", "availableCountries"];

export const details = (player: Json | null): unknown => at(player, "videoDetails");
export const format = (player: Json | null): unknown =>
  at(player, "microformat", "playerMicroformatRenderer");

/** Countries in which the platform says the video can be seen, or null where it gives no list. */
export function availableCountries(player: Json | null): string[] | null {
  const list = at(format(player), "availableCountries");
  return Array.isArray(list) ? list.filter((code) => typeof code === "string") : null;
}

export interface Playability {
  status: string | null;
  /** Words in the order shown: headline, sub-reason, further lines; no repeats. */
  lines: { text: string; rung: string }[];
  links: string[];
  ageGate: boolean;
}

/** What the player says about playing; null where there is no status. */
export function playability(player: Json | null): Playability | null {
  const state = at(player, "playabilityStatus");
  if (!isObject(state)) return null;
  const screen = isObject(state.errorScreen) ? state.errorScreen : {};
  const lines: Playability["lines"] = [];
  const links: string[] = [];
  const add = (value: unknown, rung: string): void => {
    const text = textOf(value);
    if (text && !lines.some((line) => same(line.text, text))) lines.push({ text, rung });
    for (const run of listAt(value, "runs")) {
      const link = stringAt(run, "navigationEndpoint", "urlEndpoint", "url");
      if (link) links.push(link);
    }
  };
  add(state.reasonTitle, "playabilityStatus.reasonTitle");
  for (const [name, renderer] of Object.entries(screen)) {
    add(at(renderer, "title"), `errorScreen.${name}.title`);
    add(at(renderer, "reason"), `errorScreen.${name}.reason`);
  }
  add(state.reason, "playabilityStatus.reason");
  for (const [name, renderer] of Object.entries(screen)) {
    add(at(renderer, "subreason"), `errorScreen.${name}.subreason`);
    add(at(renderer, "subReason"), `errorScreen.${name}.subReason`);
    add(at(renderer, "body"), `errorScreen.${name}.body`);
    for (const message of listAt(renderer, "dialogMessages"))
      add(message, `errorScreen.${name}.dialogMessages`);
    for (const message of listAt(renderer, "additionalMessages"))
      add(message, `errorScreen.${name}.additionalMessages`);
  }
  for (const message of listAt(state, "messages")) add(message, "playabilityStatus.messages");
  return {
    status: stringAt(state, "status"),
    lines: lines.slice(0, 12),
    links,
    ageGate: typeof state.desktopLegacyAgeGateReason === "number",
  };
}

const same = (one: string, other: string): boolean => one.trim() === other.trim();

/** Facts that have no field of their own, whole: `availableCountries` is never counted down or cut. */
export function facts(player: Json | null, regionsAllowed: string | null): Fact[] {
  const found: Fact[] = [];
  const add = (name: string, value: unknown, rung: string, from: Fact["from"] = "page-data"): void => {
    if (["string", "boolean"].includes(typeof value) || Number.isInteger(value) || Array.isArray(value))
      found.push({ name, value: value as Fact["value"], from, rung });
  };
  const state = at(player, "playabilityStatus");
  if (isObject(state)) {
    const said = playability(player);
    found.push({
      name: "playability",
      value: {
        status: said?.status ?? null,
        reason: stringAt(state, "reason"),
        lines: said?.lines.map((line) => line.text) ?? [],
        errorScreen: isObject(state.errorScreen) ? Object.keys(state.errorScreen) : [],
      },
      from: "page-data",
      rung: "playabilityStatus",
    });
    add(
      "scheduledStartTime",
      at(
        state,
        "liveStreamability",
        "liveStreamabilityRenderer",
        "offlineSlate",
        "liveStreamOfflineSlateRenderer",
        "scheduledStartTime",
      ),
      "liveStreamOfflineSlateRenderer",
    );
  }
  for (const name of DETAILS) add(name, at(details(player), name), `videoDetails.${name}`);
  for (const name of FORMAT) add(name, at(format(player), name), `microformat.${name}`);
  if (regionsAllowed !== null) add("regionsAllowed", regionsAllowed, "meta[itemprop=regionsAllowed]", "dom");
  return found;
}

/** The largest thumbnail's address as given, or null. */
export function poster(player: Json | null): string | null {
  for (const from of [format(player), details(player)]) {
    const sizes = listAt(from, "thumbnail", "thumbnails")
      .map((size) => ({ url: stringAt(size, "url"), width: Number(at(size, "width") ?? 0) }))
      .filter((size): size is { url: string; width: number } => size.url !== null)
      .sort((one, other) => other.width - one.width);
    if (sizes[0]) return sizes[0].url;
  }
  return null;
}

/** Page data as they are kept: an allow-list of facts about the subject, texts as plain words, no address of a session. */
import { at, isObject, type Json, search } from "../page-data.ts";
import type { PageData } from "./data.ts";
import { playability } from "./player.ts";
import { listAt, stringAt, textOf } from "./text.ts";
import { cleanUrl } from "./urls.ts";
import { language, platformCountry } from "./vantage.ts";

const DETAILS = [
  "videoId",
  "title",
  "lengthSeconds",
  "keywords",
  "channelId",
  "isOwnerViewing",
  "shortDescription",
  "isCrawlable",
  "viewCount",
  "author",
  "isLiveContent",
  "isLive",
  "isUpcoming",
  "isPrivate",
].filter((key) => key !== "isOwnerViewing");
const FORMAT = [
  "lengthSeconds",
  "ownerProfileUrl",
  "externalChannelId",
  "isFamilySafe",
  "availableCountries",
  "isUnlisted",
  "viewCount",
  "category",
  "publishDate",
  "ownerChannelName",
  "uploadDate",
  "externalVideoId",
  "likeCount",
  "canonicalUrl",
];
const CHANNEL = [
  "title",
  "description",
  "externalId",
  "vanityChannelUrl",
  "availableCountryCodes",
  "isFamilySafe",
];
const POST = ["postId", "authorText", "contentText", "publishedTimeText", "voteCount"];

/** Cut down to what the reading rests on; null where there were none. */
export function cutDown(document: Document, data: PageData): Json | null {
  const { player, initial } = data;
  if (!player && !initial) return null;
  const kept: Json = {};
  if (player) kept.player = ofPlayer(player);
  if (initial) kept.page = ofInitial(initial);
  const country = platformCountry(data)?.value;
  const spoken = language(document, data)?.value;
  kept.client = { ...(country ? { gl: country } : {}), ...(spoken ? { hl: spoken } : {}) };
  return kept;
}

/** Values of the named keys that are words, numbers, flags or lists of them; text objects become words. */
function pick(from: unknown, keys: readonly string[]): Json {
  const kept: Json = {};
  for (const key of keys) {
    const value = at(from, key);
    const words = typeof value === "string" ? value : textOf(value);
    if (typeof value === "string" && /^https?:/.test(value)) kept[key] = cleanUrl(value);
    else if (words !== null) kept[key] = words;
    else if (typeof value === "boolean" || typeof value === "number") kept[key] = value;
    else if (Array.isArray(value)) kept[key] = value.filter((item) => typeof item === "string");
  }
  return kept;
}

function ofPlayer(player: Json): Json {
  const said = playability(player);
  const live = at(player, "playabilityStatus", "liveStreamability", "liveStreamabilityRenderer");
  const slate = at(live, "offlineSlate", "liveStreamOfflineSlateRenderer");
  const format = at(player, "microformat", "playerMicroformatRenderer");
  return {
    playabilityStatus: {
      ...pick(player.playabilityStatus, [
        "status",
        "reason",
        "reasonTitle",
        "messages",
        "desktopLegacyAgeGateReason",
        "playableInEmbed",
      ]),
      errorScreen: said?.lines ?? [],
      ...(slate
        ? { liveStreamOfflineSlate: pick(slate, ["scheduledStartTime", "mainText", "subtitleText"]) }
        : {}),
    },
    ...(isObject(player.videoDetails)
      ? {
          videoDetails: {
            ...pick(player.videoDetails, DETAILS),
            thumbnails: thumbnails(player.videoDetails),
          },
        }
      : {}),
    ...(isObject(format)
      ? { microformat: { ...pick(format, FORMAT), ...pick(format, ["title", "description"]) } }
      : {}),
  };
}

function ofInitial(initial: Json): Json {
  const named = (name: string) =>
    search(initial, (object) => isObject(object[name]), { limit: 1 })[0]?.[name];
  const primary = named("videoPrimaryInfoRenderer");
  const secondary = named("videoSecondaryInfoRenderer");
  const channel = at(initial, "metadata", "channelMetadataRenderer");
  const alerts = listAt(initial, "alerts").flatMap((alert) =>
    Object.values(isObject(alert) ? alert : {}).map((renderer) => pick(renderer, ["type", "text"])),
  );
  const posts = search(initial, (object) => isObject(object.backstagePostRenderer), { limit: 200 });
  return {
    ...(alerts.length > 0 ? { alerts } : {}),
    ...(channel ? { channel: pick(channel, CHANNEL) } : {}),
    ...(primary
      ? {
          video: {
            ...pick(primary, ["title", "dateText", "relativeDateText"]),
            viewCount: textOf(at(primary, "viewCount", "videoViewCountRenderer", "viewCount")),
          },
        }
      : {}),
    ...(secondary
      ? {
          owner: {
            title: textOf(at(secondary, "owner", "videoOwnerRenderer", "title")),
            channelId: stringAt(
              secondary,
              "owner",
              "videoOwnerRenderer",
              "navigationEndpoint",
              "browseEndpoint",
              "browseId",
            ),
          },
          description: textOf(at(secondary, "attributedDescription")) ?? textOf(at(secondary, "description")),
        }
      : {}),
    ...(posts.length > 0 ? { posts: posts.map((post) => pick(post.backstagePostRenderer, POST)) } : {}),
  };
}

const thumbnails = (details: Json): string[] =>
  [
    ...new Set(
      listAt(details, "thumbnail", "thumbnails").map((size) => cleanUrl(stringAt(size, "url") ?? "")),
    ),
  ].filter((address) => address !== "");

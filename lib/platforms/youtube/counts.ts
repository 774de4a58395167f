/** A video's counts as the page prints them: views, likes, subscribers, comments; bare numbers where nothing is printed. */
import type { Count } from "../../model/extraction.ts";
import type { Ladder } from "../ladder.ts";
import { at, isObject, search } from "../page-data.ts";
import type { PageData } from "./data.ts";
import { details, format } from "./player.ts";
import * as ladder from "./selectors.ts";
import { stringAt, textOf } from "./text.ts";
import { count, data, first, type Text } from "./value.ts";

/** `primary`, `secondary`: the page's info renderers; `shown` reads a ladder from the page's elements. */
export function counts(
  known: PageData,
  primary: unknown,
  secondary: unknown,
  shown: (rungs: Ladder) => Text | null,
): Count[] {
  const views = at(primary, "viewCount", "videoViewCountRenderer");
  const like = search(
    at(primary, "videoActions"),
    (object) => isObject(object.defaultButtonViewModel) || isObject(object.toggleButtonRenderer),
    { limit: 4 },
  );
  const likes = like
    .map((object) => {
      const button = at(object, "defaultButtonViewModel", "buttonViewModel");
      if (stringAt(button, "iconName") === "LIKE") return stringAt(button, "title");
      const old = at(object, "toggleButtonRenderer");
      return stringAt(old, "defaultIcon", "iconType") === "LIKE" ? textOf(at(old, "defaultText")) : null;
    })
    .find((title) => title !== null);
  const header = search(
    known.initial,
    (object) => isObject(object.commentsHeaderRenderer) || isObject(object.commentsEntryPointHeaderRenderer),
    { limit: 1 },
  )[0];
  const panel = search(
    known.initial,
    (object) => object.panelIdentifier === "engagement-panel-comments-section",
    {
      limit: 1,
    },
  )[0];
  return [
    ...count(
      "views",
      first(
        data(textOf(at(views, "viewCount")), "videoViewCountRenderer.viewCount"),
        shown(ladder.VIEWS),
        data(stringAt(details(known.player), "viewCount"), "videoDetails.viewCount"),
      ),
    ),
    ...count(
      "likes",
      first(
        data(likes, "likeButton.title"),
        shown(ladder.LIKES),
        data(stringAt(format(known.player), "likeCount"), "microformat.likeCount"),
      ),
    ),
    ...count(
      "subscribers",
      first(
        data(
          textOf(at(secondary, "owner", "videoOwnerRenderer", "subscriberCountText")),
          "subscriberCountText",
        ),
        shown(ladder.SUBSCRIBERS),
      ),
    ),
    ...count(
      "comments",
      first(
        data(textOf(at(header, "commentsHeaderRenderer", "countText")), "commentsHeaderRenderer"),
        data(
          textOf(at(header, "commentsEntryPointHeaderRenderer", "commentCount")),
          "commentsEntryPointHeaderRenderer",
        ),
        data(
          textOf(at(panel, "header", "engagementPanelTitleHeaderRenderer", "contextualInfo")),
          "comments-panel",
        ),
      ),
    ),
  ];
}

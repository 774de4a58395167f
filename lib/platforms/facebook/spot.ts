/** Where a button may stand on Facebook, and whose post it is: all that every page pays for (`spotters.ts`). */
import { climb } from "../ladder.ts";
import type { PageView, Spotter } from "../platform.ts";
import { findPosts } from "./container.ts";
import { AUTHOR, COMMENT, CONTAINER, MESSAGE } from "./selectors.ts";
import { isFacebook } from "./urls.ts";

export const facebookSpotter: Spotter = {
  name: "facebook",
  ladders: { AUTHOR, COMMENT, CONTAINER, MESSAGE },
  owns: isFacebook,
  find: (roots: readonly Element[]) => findPosts(roots),
  authorOf: (container: Element, _page: PageView) =>
    climb(AUTHOR, container)?.element.textContent?.trim() || null,
};

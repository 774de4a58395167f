/** The words by which a withheld part would be known elsewhere. */
import type { Leaf } from "../evidence/disclose.ts";
import { fold, squash } from "./squash.ts";

export interface Needle {
  /** As it was written. */
  said: string;
  /** Squashed. */
  squashed: string;
  /** So short that it counts only as a word of its own. */
  alone: boolean;
  /** A few everyday words ("Cảm ơn"): no reason to withhold what somebody else wrote. */
  common: boolean;
}

/** Members that label a value or name a closed list: they tell nothing of anybody. */
const LABELS = new Set(
  "from rung kind platform class certainty about rule language appeal role method mediaType sha256 status step fault trigger scope type".split(
    " ",
  ),
);
const GENERIC =
  /^(profilephp|permalinkphp|photophp|storyphp|photo|watch|posts|groups|reel|videos|index|home)$/;
const LONG = 60;
const PIECE = 12;
const MOST = 400;

/** What to look for where a leaf is withheld. */
export function needlesOf({ path, value }: Leaf): Needle[] {
  const found = new Map<string, Needle>();
  const add = (said: string, common = false): void => {
    const squashed = squash(said);
    const letters = /\p{L}/u.test(squashed);
    if (squashed.length < (letters ? 2 : 5) || GENERIC.test(squashed) || found.size >= MOST) return;
    found.set(squashed, {
      said,
      squashed,
      alone: squashed.length < 4,
      common: common && squashed.length < PIECE,
    });
  };
  walk(
    value,
    "",
    (text, key) => {
      for (const address of addressParts(text)) add(address);
      if (/^\d{4}-\d\d-\d\dT/.test(text)) {
        const seconds = Math.floor(Date.parse(text) / 1000);
        if (Number.isFinite(seconds)) add(String(seconds));
      }
      if (squash(text).length <= LONG) return add(text, key === "text");
      // a long text stands elsewhere in pieces: "See more", links and breaks lie between
      for (const piece of text.split(/[\n.!?…;:]+/)) if (squash(piece).length >= PIECE) add(piece);
    },
    path !== "extraction/published",
  );
  return [...found.values()];
}

function walk(
  value: unknown,
  key: string,
  each: (text: string, key: string) => void,
  skipTimes: boolean,
): void {
  if (LABELS.has(key) || (skipTimes && key === "published")) return;
  if (typeof value === "string") {
    // a `name` that is text is the name of a kind of id, count or file
    if (key !== "name") each(value, key);
  } else if (Array.isArray(value)) for (const item of value) walk(item, "", each, skipTimes);
  else if (value !== null && typeof value === "object")
    for (const [member, item] of Object.entries(value))
      walk(item, member === "value" ? key.replace(/^name$/, "") : member, each, skipTimes);
}

/** The telling parts of an address: the last piece of its path, and ids in its query. */
function addressParts(text: string): string[] {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return [];
  const { pathname, searchParams } = new URL(text);
  const last = pathname.split("/").filter(Boolean).at(-1) ?? "";
  const ids = ["id", "v", "story_fbid", "fbid", "comment_id"].map((name) => searchParams.get(name) ?? "");
  return [last, ...ids].filter((part) => squash(part).length >= 5);
}

/** The needles that stand in a text, of which `readings` gives all spellings. */
export function foundIn(needles: readonly Needle[], texts: readonly string[]): Needle[] {
  const left = new Set(needles);
  for (const text of texts) {
    if (left.size === 0) break;
    const squashed = squash(text);
    let folded: string | undefined;
    for (const needle of left) {
      if (needle.alone) {
        folded ??= ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
        if (folded.includes(` ${needle.squashed} `)) left.delete(needle);
      } else if (squashed.includes(needle.squashed)) left.delete(needle);
    }
  }
  return needles.filter((needle) => !left.has(needle));
}

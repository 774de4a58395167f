/** Comments under a post, as context of it: from the DOM, else from the page data; never taken for posts. */
import type { Author, Comment } from "../../model/extraction.ts";
import { anyOf } from "../ladder.ts";
import { at, isObject, type Json, literals, search } from "../page-data.ts";
import { isComment, linkPlace, outsideComments } from "./container.ts";
import { readText } from "./dom.ts";
import { seen, told } from "./seen.ts";
import { COMMENT } from "./selectors.ts";
import { printedOf } from "./stamp.ts";
import { decode64, type Story } from "./stories.ts";
import { instant } from "./story.ts";
import { printedTime, textOf } from "./text.ts";
import { absolute, cleanUrl, isPost } from "./urls.ts";

/** Comments shown in `post`, in their order; page data add the machine time of those that carry the same id. */
export function commentsOf(document: Document, post: Element | null, story: Story | null): Comment[] {
  const data = story ? inData(document, story) : [];
  if (!post) return data.slice(0, 2000);
  const shown: Comment[] = [];
  for (const element of post.querySelectorAll(anyOf(COMMENT))) {
    if (element === post || !isComment(element)) continue;
    const comment = commentIn(element);
    const same = comment.id ? data.find((other) => other.id === comment.id) : undefined;
    comment.published.read = same?.published.read ?? null;
    if (comment.text || comment.author.name) shown.push(comment);
  }
  return (shown.length > 0 ? shown : data).slice(0, 2000);
}

/** The link of a comment to itself, or null. */
export function stampOf(element: Element): Element | null {
  const own = outsideComments(element);
  // The name's link carries a comment_id too, as base64 of the whole path.
  const stamps = [...element.querySelectorAll("a[href]")].filter(
    (link) => own(link) && linkPlace(link)?.comment,
  );
  return stamps.find((link) => isPost(linkPlace(link))) ?? stamps[0] ?? null;
}

/** One comment as its element shows it; fields that it does not show are null, or empty. */
export function commentIn(element: Element): Comment {
  const own = outsideComments(element);
  const links = [...element.querySelectorAll("a[href]")].filter(own);
  const stamp = stampOf(element);
  const target = stamp ? linkPlace(stamp) : null;
  const name = links.find((link) => linkPlace(link)?.kind === "profile" && textOf(link) !== "");
  const who = name && linkPlace(name)?.ids[0];
  const author: Author = {
    name: name ? seen(textOf(name), "comment-name") : null,
    id: who && who.name !== "handle" ? seen(who.value, "comment-name") : null,
    handle: who && who.name === "handle" ? seen(who.value, "comment-name") : null,
    url: name ? seen(cleanUrl(absolute(name)), "comment-name") : null,
  };
  const abbr = element.querySelector("abbr");
  const plain = abbr ? printedTime(textOf(abbr)) : null;
  return {
    id: plainId(target?.reply ?? target?.comment) ?? (/^\d+$/.test(element.id) ? element.id : null),
    parent: target?.reply ? plainId(target.comment) : null,
    author,
    text: wordsOf(element, own, name ?? null),
    published: { printed: plain ? seen(plain, "abbr-2020") : stamp ? printedOf(stamp) : null, read: null },
  };
}

/** A comment's number, also where it is written as base64 of `comment:<post>_<comment>`. */
export const plainId = (id: string | null | undefined): string | null =>
  id ? (/^comment:\d+_(\d+)$/.exec(decode64(id))?.[1] ?? id).slice(0, 300) : null;

function wordsOf(element: Element, own: (inner: Element) => boolean, name: Element | null): string {
  const blocks = [...element.querySelectorAll('div[dir="auto"],h3 + div')].filter(
    (block) => own(block) && !(name && block.contains(name)) && !block.closest("[role=button],a"),
  );
  return blocks
    .filter((block) => !blocks.some((outer) => outer !== block && outer.contains(block)))
    .map((block) => readText(block).text)
    .filter(Boolean)
    .join("\n")
    .slice(0, 100_000);
}

/** Comments of the story: inside it, or beside it in answers of their own (2024), where their id names the post. */
function inData(document: Document, story: Story): Comment[] {
  const isOne = (object: Json): boolean =>
    object.__typename === "Comment" || (typeof object.legacy_fbid === "string" && isObject(object.body));
  const names = (object: Json): boolean => {
    const post = /^comment:(\d+)_/.exec(decode64(typeof object.id === "string" ? object.id : ""))?.[1];
    return isOne(object) && post !== undefined && story.ids.has(post);
  };
  const enter = (key: string) => key !== "attached_story";
  const comments = new Map<string, Comment>();
  const found = [
    ...search(story.roots, isOne, { enter, limit: 2000 }),
    ...literals(document, ['"Comment"']).flatMap(({ value }) => search(value, names, { enter, limit: 2000 })),
  ];
  for (const object of found) {
    const text = at(object, "body", "text") ?? at(object, "preferred_body", "text");
    const relay = typeof object.id === "string" ? plainId(object.id) : null;
    const id = typeof object.legacy_fbid === "string" ? object.legacy_fbid : relay;
    if (typeof text !== "string" || comments.has(id ?? text)) continue;
    const who = isObject(object.author) ? object.author : {};
    const value = (key: string) => (typeof who[key] === "string" ? (who[key] as string) : null);
    const [name, userId, url] = [value("name"), value("id"), value("url")];
    const time = instant(object.created_time);
    const parent = at(object, "comment_direct_parent", "legacy_fbid") ?? at(object, "parent", "legacy_fbid");
    comments.set(id ?? text, {
      id,
      parent: typeof parent === "string" ? parent : null,
      author: {
        name: name ? told(name, "Comment.author.name") : null,
        id: userId ? told(userId, "Comment.author.id") : null,
        handle: null,
        url: url ? told(cleanUrl(url), "Comment.author.url") : null,
      },
      text: text.slice(0, 100_000),
      published: { printed: null, read: time ? told(time, "Comment.created_time") : null },
    });
  }
  return [...comments.values()];
}

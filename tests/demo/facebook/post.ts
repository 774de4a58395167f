/** One post in either container form: `aria-posinset` in a feed (2025-26), or a labelled `role=article` (2023). */
import { type Html, html, x } from "../html.ts";
import { attachment, authorLink, card, comments, counts, head, message, timeLink } from "./parts.ts";
import type { DemoPost } from "./posts.ts";

const wrap = (inner: Html): Html =>
  html`<div class="${x("display:flex; flex-direction:column")}" data-virtualized="false"><div class="${x(card)} ${x("margin-bottom:16px; overflow:hidden")}">${inner}</div></div>`;

/** @param position 1-based place in the feed */
export function postMarkup(post: DemoPost, position: number): Html {
  if (post.form === "2026") {
    const name = html`<div data-ad-rendering-role="profile_name">${authorLink(post)}</div>`;
    const inner = html`${head(post, name, timeLink(post, true))}${message(post)}${attachment(post)}${counts(post)}${comments(post)}`;
    return html`<div><div class="${x("outline:none")}" aria-posinset="${position}">${wrap(inner)}</div></div>`;
  }
  const id = (name: string) => `jsc_c_${position}${name}`;
  const time = html`<span id="${id("s")}">${timeLink(post, false)}</span>`;
  const inner = html`${head(post, authorLink(post, id("r")), time)}${message(post, id("t"))}<div id="${id("u")}">${attachment(post)}</div><div id="${id("w")}">${counts(post)}</div>${comments(post)}`;
  return html`<div><div aria-describedby="${id("s")} ${id("t")} ${id("u")} ${id("w")}" aria-labelledby="${id("r")}" class="${x("outline:none")}" role="article">${wrap(inner)}</div></div>`;
}

/** What stands in a feed before a post's data are there: no labels, no text. */
export const skeleton = html`<div class="${x(card)} ${x("margin-bottom:16px; height:120px")}" role="article" aria-busy="true"></div>`;

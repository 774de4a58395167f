/** Parts that both container forms of a post share: head, message, photos, counts, comments, the shared original. */
import { createHash } from "node:crypto";
import { type Html, html, x } from "../html.ts";
import { profileUrl } from "../people.ts";
import { avatarUrl, photoUrl } from "./media.ts";
import type { DemoComment, DemoPost } from "./posts.ts";
import { permalink } from "./posts.ts";
import { STUB_REASON } from "./stubs.ts";

const CFT = "__cft__[0]=AZWDemoCftTokenThatMustNotBeKept&__tn__=%2CO%2CP-R";
/** A link as Comet writes it, tracker and all. */
export const tracked = (url: string): string => `${url}?${CFT}`;

export const card =
  "background-color:var(--card-background); border-radius:8px; box-shadow:0 1px 2px var(--shadow-2)";
const secondary = "color:var(--secondary-text); font-size:13px; line-height:1.2308";
const link = "color:inherit; text-decoration:none; font-weight:600; cursor:pointer";

export const avatarPicture = (vanity: string, side: number): Html => {
  const size = `height:${side}px;width:${side}px`;
  // The site's own ids say nothing of whom they belong to; neither do these.
  const mask = `jsc_m_${createHash("sha256").update(`${vanity} ${side}`).digest("hex").slice(0, 6)}`;
  return html`<svg aria-hidden="true" class="${x("vertical-align:bottom")}" data-visualcompletion="ignore-dynamic" role="none" style="${size}"><mask id="${mask}"><circle cx="${side / 2}" cy="${side / 2}" fill="white" r="${side / 2}"></circle></mask><g mask="url(#${mask})"><image x="0" y="0" height="100%" preserveAspectRatio="xMidYMid slice" width="100%" xlink:href="${avatarUrl({ vanity })}" style="${size}"></image></g></svg>`;
};

const globe = html`<svg fill="currentColor" viewBox="0 0 16 16" width="12" height="12" title="Đã chia sẻ với Công khai"><title>Đã chia sẻ với Công khai</title><path d="M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zm0 1c1 0 2.2 2.6 2.4 6H5.6C5.800 3.600 7 1 8 1zM1.100 7A7 7 0 0 1 5.500 1.500C5 3 4.700 4.900 4.600 7zm0 2h3.500c.1 2.100.4 4 .9 5.500A7 7 0 0 1 1.100 9zm4.500 0h4.800C10.200 12.400 9 15 8 15S5.800 12.400 5.600 9zm9.300 0a7 7 0 0 1-4.400 5.500c.5-1.500.8-3.400.9-5.500zm-3.500-2c-.1-2.100-.4-4-.9-5.500A7 7 0 0 1 14.900 7z"></path></svg>`;

/** Author's name; the 2023 form labels the article with it (`id`). */
export const authorLink = (post: DemoPost, id?: string): Html =>
  html`<h2 ${id ? html`id="${id}"` : ""} class="${x("font-size:15px; margin:0; font-weight:600; color:var(--primary-text)")}"><span><a class="${x(link)}" href="${tracked(profileUrl(post.author))}" role="link" tabindex="0"><strong class="${x("font-weight:600")}"><span>${post.author.name}</span></strong></a></span></h2>`;

export const timeLink = (post: DemoPost, scrambled: boolean): Html => {
  const text = scrambled
    ? html`<span aria-labelledby="t${post.postId}" class="${x("display:inline-flex")}"><span aria-hidden="true" class="${x("display:inline")}">${post.printed}</span></span><span id="t${post.postId}" class="${x("position:absolute; clip-path:inset(50%)")}">${post.printed}</span>`
    : html`<span>${post.printed}</span>`;
  const label = scrambled ? "" : html`aria-label="${post.printed}"`;
  return html`<a ${label} class="${x("color:inherit; text-decoration:none")}" href="${tracked(permalink(post))}" role="link" tabindex="0">${text}</a>`;
};

export const head = (post: DemoPost, author: Html, time: Html): Html =>
  html`<div class="${x("display:flex; gap:8px; padding:12px 16px 0")}"><a aria-hidden="true" href="${tracked(profileUrl(post.author))}" role="link" tabindex="-1">${avatarPicture(post.author.vanity, 40)}</a><div class="${x("flex-grow:1; min-width:0")}">${author}<div class="${x(secondary)}"><span>${time}<span aria-hidden="true"> · </span>${globe}</span></div></div></div>`;

/** The message; cut as the platform cuts it, with a button that reads "Xem thêm". */
export function message(post: DemoPost, id?: string): Html {
  const shown = post.cut === undefined ? post.text : post.text.slice(0, post.cut);
  const paragraphs = shown.split("\n\n");
  const more =
    post.cut === undefined
      ? ""
      : html`… <div class="${x("display:inline; font-weight:600; cursor:pointer")}" role="button" tabindex="0">Xem thêm</div>`;
  const blocks = paragraphs.map(
    (paragraph, index) =>
      html`<div class="${x("margin:0 0 8px; overflow-wrap:break-word")}"><div dir="auto" style="text-align: start;">${paragraph}${index === paragraphs.length - 1 ? more : ""}</div></div>`,
  );
  return html`<div data-ad-rendering-role="story_message"><div class="${x("padding:4px 16px 8px; font-size:15px; line-height:1.3333; color:var(--primary-text)")}" data-ad-comet-preview="message" data-ad-preview="message" ${id ? html`id="${id}"` : ""}><div><div><span dir="auto">${blocks}</span></div></div></div></div>`;
}

export const photos = (post: DemoPost): Html => {
  const flex = post.photos.length > 1 ? "flex:1 1 40%" : "flex:1 1 100%";
  const each = post.photos.map(
    (photo) =>
      html`<a class="${x(`${flex}; display:block; position:relative`)}" href="${tracked("https://www.facebook.com/photo/")}&fbid=${photo.id.split("_")[1]}&set=pcb.${post.postId}" role="link" tabindex="0"><img alt="${photo.alt}" class="${x("width:100%; aspect-ratio:4/3; object-fit:cover; display:block")}" referrerpolicy="origin-when-cross-origin" src="${photoUrl(photo.id)}"></a>`,
  );
  return post.photos.length === 0
    ? html``
    : html`<div class="${x("display:flex; flex-wrap:wrap; gap:2px")}">${each}</div>`;
};

/** The post inside the post, or the notice that stands in its place. */
export function attachment(post: DemoPost): Html {
  if (post.shared === undefined) return photos(post);
  const frame = x("margin:0 16px 12px; border:1px solid var(--divider); border-radius:8px; overflow:hidden");
  if (post.shared === "gone")
    return html`<div class="${frame} ${x("padding:16px; display:flex; gap:12px; align-items:center")}"><div class="${x("font-size:28px")}" aria-hidden="true">🔒</div><div><div class="${x("font-size:17px; font-weight:600; color:var(--primary-text)")}"><span dir="auto">Nội dung này hiện không hiển thị</span></div><div class="${x(secondary)}"><span dir="auto">${STUB_REASON}</span></div></div></div>`;
  const inner = post.shared;
  return html`<div class="${frame}">${photos(inner)}${head(inner, authorLink(inner), timeLink(inner, false))}${message(inner)}</div>`;
}

const button = (label: string): Html =>
  html`<div aria-label="${label}" class="${x("flex:1; text-align:center; padding:8px; font-weight:600; color:var(--secondary-text); cursor:pointer")}" role="button" tabindex="0"><span>${label}</span></div>`;

export const counts = (post: DemoPost): Html =>
  html`<div class="${x("padding:10px 16px")} ${x(secondary)}"><div class="${x("display:flex; justify-content:space-between")}"><span aria-label="Cảm xúc: ${post.counts.reactions}" role="button" tabindex="0">👍❤️ <span>${post.counts.reactions}</span></span><span><span role="button" tabindex="0">${post.counts.comments}</span> <span role="button" tabindex="0">${post.counts.shares}</span></span></div></div><div class="${x("display:flex; margin:0 16px; border-top:1px solid var(--divider)")}">${button("Thích")}${button("Bình luận")}${button("Chia sẻ")}</div>`;

const comment = (post: DemoPost, given: DemoComment): Html =>
  html`<div aria-label="Bình luận dưới tên ${given.author} vào ${given.printed} trước" class="${x("display:flex; gap:8px; padding:6px 16px")}" role="article" tabindex="-1">${avatarPicture(given.vanity, 32)}<div><div class="${x("background-color:var(--comment-background); border-radius:18px; padding:8px 12px; color:var(--primary-text); font-size:15px")}"><a class="${x(link)} ${x("font-size:13px")}" href="${tracked(`https://www.facebook.com/${given.vanity}`)}" role="link"><span dir="auto">${given.author}</span></a><span lang="vi-VN"><div dir="auto" style="text-align: start;">${given.text}</div></span></div><div class="${x(secondary)} ${x("padding-inline-start:12px")}"><a class="${x("color:inherit; text-decoration:none")}" href="${permalink(post)}?comment_id=${given.id}&${CFT}" role="link">${given.printed}</a></div></div></div>`;

export const comments = (post: DemoPost): Html =>
  html`<div class="${x("padding-bottom:8px")}">${(post.comments ?? []).map((given) => comment(post, given))}</div>`;

/**
 * A made-up Facebook feed of the size of a real one: containers, labels and embedded JSON stand where adapters look
 * for them; people, words and pictures are invented. Photos come from another origin, without CORS.
 */
import { feedData } from "./feed-data.ts";
import { type Atoms, makeAtoms } from "./feed-styles.ts";

export const SITE = "https://www.facebook.com";
export const PHOTO_HOST = "scontent.xx.fbcdn.net";
export const SHEET_HOST = "static.xx.fbcdn.net";
export const SHEET_PATH = "/rsrc.php/v5/bench.css";

/** One invented post. `photos` are addresses. */
export interface FeedPost {
  position: number;
  id: string;
  author: string;
  handle: string;
  text: string;
  photos: string[];
  avatar: string;
  created: number;
}

export interface Feed {
  html: string;
  sheet: string;
  posts: FeedPost[];
}

export const AUTHORS = [
  "Trần Thị Mây",
  "Lê Văn Suối",
  "Nguyễn Hạ Vy",
  "Phạm Gió Ngàn",
  "Hội Trồng Cây Xóm Bãi",
] as const;
const WORDS =
  "Sáng nay cả xóm ra bờ sông dọn rác sau cơn mưa lớn, ai cũng mệt mà vui; mời bà con chiều thứ Bảy cùng trồng thêm cây";

/** `jsonBytes`: how much embedded JSON the page carries (about). `rules`: how many CSS rules its sheet holds. */
export function makeFeed(size: { posts: number; photos: number; rules: number; jsonBytes: number }): Feed {
  const atoms = makeAtoms(size.rules);
  const posts = Array.from({ length: size.posts }, (_, index) => makePost(index, size.photos));
  const body = posts.map((post) => postHtml(post, atoms)).join("\n");
  const column = atoms.classes("width:590px", "margin:0 auto", "padding-top:16px");
  const html = `<!DOCTYPE html><html id="facebook" lang="vi"><head><meta charset="utf-8"><title>Facebook</title>
<link rel="stylesheet" href="https://${SHEET_HOST}${SHEET_PATH}" crossorigin="anonymous">
<style>*{box-sizing:border-box}body{margin:0;background:var(--wash);color:var(--ink);font:15px/20px sans-serif}</style>
${feedData(posts, size.jsonBytes)}</head>
<body><div role="main"><div role="feed" class="${column}">
${body}
</div></div><template id="post">${postHtml(makePost(0, size.photos), atoms)}</template></body></html>`;
  return { html, sheet: atoms.sheet(), posts };
}

function makePost(index: number, photos: number): FeedPost {
  const id = `${122000000000000 + index * 7919}`;
  return {
    position: index + 1,
    id,
    author: AUTHORS[index % AUTHORS.length] ?? "",
    handle: `xombai.${index % AUTHORS.length}`,
    text: `${WORDS} (tin số ${index + 1}).`,
    photos: Array.from({ length: photos }, (_, n) => photoUrl(index * photos + n)),
    avatar: `https://${PHOTO_HOST}/v/t39.30808-1/avatar_${index % AUTHORS.length}_n.jpg`,
    created: 1_760_000_000 - index * 3600,
  };
}

function photoUrl(number: number): string {
  return `https://${PHOTO_HOST}/v/t39.30808-6/${1000 + number}_n.jpg?stp=dst-jpg&_nc_cat=1`;
}

function postHtml(post: FeedPost, atoms: Atoms): string {
  const c = (...declarations: string[]) => atoms.classes(...declarations);
  const link = `${SITE}/${post.handle}/posts/${post.id}`;
  const name = `name-${post.position}`;
  return `<div aria-posinset="${post.position}" aria-labelledby="${name}" class="${c("margin-bottom:16px")}"><div class="${c("background-color:var(--card)", "border-radius:8px", "overflow:hidden", "box-shadow:0 1px 2px rgba(0,0,0,0.2)")}">
${wrap(4, atoms, header(post, name, link, c))}
${wrap(5, atoms, `<div data-ad-rendering-role="story_message" class="${c("padding:4px 16px 12px")}"><div data-ad-comet-preview="message" data-ad-preview="message" class="${c("display:flex", "flex-direction:column")}">${wrap(3, atoms, `<span dir="auto" class="${c("font-size:15px", "line-height:20px")}"><div dir="auto">${post.text}</div></span>`)}</div></div>`)}
${wrap(3, atoms, photoGrid(post, c))}
${wrap(3, atoms, footer(c))}
</div></div>`;
}

type Classes = Atoms["classes"];

function header(post: FeedPost, name: string, link: string, c: Classes): string {
  const faint = c("color:var(--faint)", "font-size:13px", "line-height:16px");
  return `<div class="${c("display:flex", "align-items:center", "padding:12px 16px 4px", "column-gap:8px")}">
<a role="link" tabindex="0" href="${SITE}/${post.handle}" aria-label="${post.author}" class="${c("display:inline-flex")}"><svg aria-hidden="true" role="none" style="height: 40px; width: 40px;"><mask id="m${post.position}"><circle cx="20" cy="20" r="20" fill="white"></circle></mask><g mask="url(#m${post.position})"><image x="0" y="0" width="40" height="40" preserveAspectRatio="xMidYMid slice" xlink:href="${post.avatar}"></image></g></svg></a>
<div class="${c("display:flex", "flex-direction:column", "flex-grow:1")}"><div data-ad-rendering-role="profile_name"><h2 id="${name}" dir="auto" class="${c("margin:0", "font-size:15px", "line-height:20px", "font-weight:600")}"><span><a role="link" href="${SITE}/${post.handle}" class="${c("color:inherit", "text-decoration:none")}"><b><span>${post.author}</span></b></a></span></h2></div>
<div class="${faint}"><span dir="ltr"><span><a role="link" href="${link}?__cft__[0]=AZb${post.id}&amp;__tn__=%2CO%2CP-R" aria-label="${post.position} giờ" class="${c("color:inherit", "text-decoration:none")}"><span>${post.position} giờ</span></a></span><span aria-hidden="true"> · </span>${icon(12)}</span></div></div>
<div role="button" tabindex="0" aria-label="Hành động với bài viết này">${icon(20)}</div></div>`;
}

function photoGrid(post: FeedPost, c: Classes): string {
  const [first, ...rest] = post.photos;
  if (!first) return "";
  const photo = (url: string, width: number, height: number) =>
    `<a role="link" href="${SITE}/photo/?fbid=${post.id}&amp;set=a.1" class="${c("display:block", "position:relative")}"><div class="${c("overflow:hidden", `width:${width}px`, `height:${height}px`)}"><img alt="Có thể là hình ảnh về cây và sông" src="${url}" referrerpolicy="origin-when-cross-origin" class="${c("width:100%", "height:100%", "object-fit:cover", "display:block")}"></div><div role="none" class="${c("position:absolute", "inset:0", "pointer-events:none")}"></div></a>`;
  const side = rest.map((url) => photo(url, 194, 149)).join("");
  return `<div class="${c("display:flex", "column-gap:2px")}">${photo(first, rest.length ? 394 : 590, 300)}<div class="${c("display:flex", "flex-direction:column", "row-gap:2px")}">${side}</div></div>`;
}

function footer(c: Classes): string {
  const action = (word: string) =>
    `<div role="button" tabindex="0" aria-label="${word}" class="${c("display:flex", "flex-grow:1", "justify-content:center", "align-items:center", "column-gap:6px", "height:36px")}">${icon(18)}<span dir="auto" class="${c("color:var(--faint)", "font-weight:600")}">${word}</span></div>`;
  return `<div class="${c("padding:8px 16px", "display:flex", "justify-content:space-between", "color:var(--faint)")}"><span aria-hidden="true">1,2K</span><span dir="auto">37 bình luận</span></div>
<div class="${c("display:flex", "margin:0 12px", "border-top:1px solid var(--line)")}">${action("Thích")}${action("Bình luận")}${action("Chia sẻ")}</div>`;
}

function icon(size: number): string {
  return `<svg viewBox="0 0 16 16" width="${size}" height="${size}" fill="currentColor" aria-hidden="true"><path d="M8 1a7 7 0 100 14A7 7 0 008 1zm1 10H7V7h2v4zm0-5H7V4h2v2z"></path></svg>`;
}

function wrap(depth: number, atoms: Atoms, inner: string): string {
  let html = inner;
  for (let level = 0; level < depth; level++)
    html = `<div class="${atoms.classes("min-width:0")}">${html}</div>`;
  return html;
}

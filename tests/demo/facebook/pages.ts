/** Which page stands at which address of www.facebook.com. */
import { type Html, html } from "../html.ts";
import { PEOPLE } from "../people.ts";
import { type Asker, composer, facebookPage } from "./page.ts";
import { postMarkup, skeleton } from "./post.ts";
import {
  type DemoPost,
  MEMBERS_POST,
  POST_WITH_MISSING_PHOTO,
  POSTS,
  permalink,
  postOnScroll,
} from "./posts.ts";
import { prefetched, story } from "./story-json.ts";
import { BLOCK_REASON, BLOCK_TITLE, STUB_REASON, STUB_TITLE, stub } from "./stubs.ts";

export const BLOCKED_URL = `https://www.facebook.com/${PEOPLE.songMoi.vanity}/posts/pfbid0DemoBaiBiChanTaiVietNam8KjHgFdSaPoIuYtReW`;
export const REMOVED_URL = `https://www.facebook.com/${PEOPLE.anNhien.vanity}/posts/pfbid02DemoBaiDaBiXoaHoacRiengTu1QwErTyUiOpAs`;

const ALL = [...POSTS, POST_WITH_MISSING_PHOTO, MEMBERS_POST];

/** One answer to a scroll: three more posts. */
export const morePosts = (after: number): string =>
  JSON.stringify({
    posts: [0, 1, 2].map(
      (step) => postMarkup(postOnScroll(after + step), POSTS.length + after + step + 1).text,
    ),
  });

const feedHtml = (posts: readonly DemoPost[], grows: boolean): Html =>
  html`<div data-grows="${grows ? "yes" : "no"}" role="feed"><h3 hidden>Bài viết trên Bảng feed</h3>${posts.map((post, index) => postMarkup(post, index + 1))}${grows ? skeleton : ""}</div>`;

function feed(): string {
  const edges = POSTS.map((post) => ({ node: story(post), cursor: "demo" }));
  const data = prefetched("CometNewsFeedRootQuery", { viewer: { news_feed: { edges } } });
  return facebookPage("Facebook", html`${composer()}${feedHtml(POSTS, true)}`, [data]);
}

function single(post: DemoPost, asker: Asker): string {
  const data = prefetched("CometSinglePostDialogContentQuery", { node_v2: story(post) });
  return facebookPage(`${post.author.name} | Facebook`, postMarkup(post, 1), [data], asker);
}

const notice = (title: string, reason: string): string => facebookPage("Facebook", stub(title, reason), []);

const login = (): string =>
  facebookPage(
    "Đăng nhập Facebook",
    html`<form action="/login/" id="login_form" method="post"><h2>Đăng nhập Facebook</h2><input name="email"><input name="pass" type="password"><button>Đăng nhập</button></form>`,
    [],
    "nobody",
  );

/** True for a page that is shown only to people who are logged in; others are led to `/login/`. */
export const isMembersOnly = (path: string): boolean => path === new URL(permalink(MEMBERS_POST)).pathname;

/** The page at a path (query apart), or null where the demo site has none. */
export function facebookAt(path: string, asker: Asker = "witness"): string | null {
  if (path === "/login/") return login();
  if (path === "/") return feed();
  if (path === new URL(BLOCKED_URL).pathname) return notice(BLOCK_TITLE, BLOCK_REASON);
  if (path === new URL(REMOVED_URL).pathname) return notice(STUB_TITLE, STUB_REASON);
  const post = ALL.find((candidate) => new URL(permalink(candidate)).pathname === path);
  return post ? single(post, asker) : null;
}

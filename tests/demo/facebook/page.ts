/** The page around posts: head with the sheet from another origin, banner, side columns, composer; the viewer is logged in. */
import { readFileSync } from "node:fs";
import { type Html, html, x } from "../html.ts";
import { WITNESS } from "../witness.ts";
import { avatarPicture, card } from "./parts.ts";
import { prefetched, viewerDefinitions } from "./story-json.ts";

/** The page's own script, as text. */
const SCRIPT = readFileSync(new URL("./in-page.js", import.meta.url), "utf8");

export const SHEET_URL = "https://static.xx.fbcdn.net/rsrc.php/v5/yd/l/0,cross/demoAtomicSheet.css";

/** Theme variables and the few plain rules; the atomic classes are added to it when it is asked for. */
export const BASE_SHEET = `
:root,.__fb-light-mode{--card-background:#fff;--web-wash:#f2f4f7;--primary-text:#080809;--secondary-text:#65686c;--divider:#ced0d4;--comment-background:#f0f2f5;--accent:#0866ff;--shadow-2:rgba(0,0,0,.1)}
.__fb-dark-mode{--card-background:#252728;--web-wash:#1c1c1d;--primary-text:#e2e5e9;--secondary-text:#b0b3b8;--divider:#3b3d3e;--comment-background:#333334;--accent:#5aa7ff;--shadow-2:rgba(0,0,0,.4)}
html{background:var(--web-wash);color-scheme:light}html.__fb-dark-mode{color-scheme:dark}
body{margin:0;font-family:"Segoe UI Historic","Segoe UI",Helvetica,Arial,"Noto Sans",sans-serif;font-size:12px;line-height:1.34}
div[role=button]:hover,a:hover{text-decoration:underline}
`;

const bannerButton = (label: string, inner: Html): Html =>
  html`<div aria-label="${label}" class="${x("width:40px; height:40px; border-radius:50%; background-color:var(--comment-background); display:flex; align-items:center; justify-content:center; cursor:pointer; color:var(--primary-text)")}" role="button" tabindex="0">${inner}</div>`;

const banner = (): Html =>
  html`<div class="${x("position:fixed; top:0; left:0; right:0; height:56px; background-color:var(--card-background); box-shadow:0 1px 2px var(--shadow-2); display:flex; align-items:center; justify-content:space-between; padding:0 16px; z-index:3")}" role="banner"><a aria-label="Facebook" class="${x("font-size:26px; font-weight:800; color:var(--accent); text-decoration:none")}" href="/">f</a><div class="${x("display:flex; gap:8px")}">${bannerButton("Giao diện tối", html`<span id="demo-theme">☾</span>`)}${bannerButton("Thông báo", html`🔔`)}<div aria-label="Trang cá nhân của bạn" role="button" tabindex="0" title="${WITNESS.name}">${avatarPicture(WITNESS.avatar, 40)}</div></div></div>`;

const sideLink = (icon: Html, label: string, href: string): Html =>
  html`<li class="${x("list-style:none")}"><a class="${x("display:flex; gap:12px; align-items:center; padding:8px; color:var(--primary-text); font-size:15px; font-weight:500; text-decoration:none")}" href="${href}">${icon}<span dir="auto">${label}</span></a></li>`;

/** The account menu's first entry is the viewer, by name. */
const leftColumn = (): Html =>
  html`<div aria-label="Lối tắt" class="${x("width:280px; flex-shrink:0")}" role="navigation"><ul class="${x("margin:0; padding:8px")}">${sideLink(avatarPicture(WITNESS.avatar, 36), WITNESS.name, `/${WITNESS.vanity}`)}${sideLink(html`<span>👥</span>`, "Bạn bè", "/friends/")}${sideLink(html`<span>🕘</span>`, "Kỷ niệm", "/onthisday/")}${sideLink(html`<span>🏘️</span>`, "Nhóm", "/groups/")}</ul></div>`;

export const composer = (): Html =>
  html`<div class="${x(card)} ${x("display:flex; gap:8px; padding:12px 16px; margin-bottom:16px")}">${avatarPicture(WITNESS.avatar, 40)}<div class="${x("flex-grow:1; background-color:var(--comment-background); border-radius:20px; padding:10px 12px; font-size:17px; color:var(--secondary-text)")}" role="button" tabindex="0"><span>${WITNESS.shortName} ơi, bạn đang nghĩ gì thế?</span></div></div>`;

/** Who asked for a page: somebody known by a cookie, or nobody. */
export type Asker = "witness" | "nobody";

const loginBanner = (): Html =>
  html`<div class="${x("position:fixed; top:0; left:0; right:0; height:56px; background-color:var(--card-background)")}" role="banner"><a href="/login/">Đăng nhập</a></div>`;

/** A whole page. `main` is the middle column, `data` the embedded JSON. To nobody, nothing in it says who looks. */
export function facebookPage(
  title: string,
  main: Html,
  data: readonly Html[],
  asker: Asker = "witness",
): string {
  const known = asker === "witness";
  const viewer = prefetched("CometMegaRailRootQuery", {
    viewer: {
      actor: {
        __typename: "User",
        id: WITNESS.facebookId,
        name: WITNESS.name,
        profile_url: `https://www.facebook.com/${WITNESS.vanity}`,
      },
    },
  });
  return `<!DOCTYPE html>
${html`<html id="facebook" class="_9dls __fb-light-mode" lang="vi" dir="ltr"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" type="text/css" href="${SHEET_URL}" data-bootloader-hash="demo">${known ? [viewerDefinitions(), viewer] : ""}</head><body class="_6s5d _71pn system-fonts--body"><div id="mount_0_0_dE"><div><div><div>${known ? banner() : loginBanner()}<div class="${x("display:flex; justify-content:center; gap:24px; padding:72px 16px 0; min-height:100vh")}">${known ? leftColumn() : ""}<div class="${x("width:100%; max-width:590px; min-width:0")}" role="main">${main}</div><div aria-label="Người liên hệ" class="${x("width:200px; flex-shrink:0; color:var(--secondary-text); font-size:15px; padding:8px")}" role="complementary">Người liên hệ</div></div></div></div></div></div>${data}`}
<script>${SCRIPT}</script></body></html>`;
}

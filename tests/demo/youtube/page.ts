/** Pages of the demo YouTube: the frame, the watch page with player or error screen, the channel alert. */
import { readFileSync } from "node:fs";
import { Html, html, inlineJson, x } from "../html.ts";
import { WITNESS } from "../witness.ts";
import { config, playerResponse, terminatedData, watchData } from "./data.ts";
import { type DemoVideo, TERMINATED_TEXT, VIDEOS, watchUrl } from "./videos.ts";

/** The page's own script, as text. */
const SCRIPT = readFileSync(new URL("./in-page.js", import.meta.url), "utf8");

const posterUrl = (id: string): string =>
  `https://i.ytimg.com/vi/${id}/hqdefault.png?sqp=-demoSqp&rs=AOn4CLdemo`;
const avatarUrl = (name: string): string => `https://yt3.ggpht.com/avatar_${name}=s88-c-k-c0x00ffffff-no-rj`;

const SHEET = `html{font-family:Roboto,Arial,"Noto Sans",sans-serif;--bg:#fff;--text:#0f0f0f;--text-2:#606060;--chip:#f2f2f2}
@media (prefers-color-scheme:dark){html{--bg:#0f0f0f;--text:#f1f1f1;--text-2:#aaa;--chip:#272727;color-scheme:dark}}
body{margin:0;background:var(--bg);color:var(--text)}[hidden]{display:none!important}a{color:inherit;text-decoration:none}
ytd-watch-flexy,ytd-app,ytd-masthead,ytd-compact-video-renderer,ytd-watch-metadata{display:block}`;

const masthead = (): Html =>
  html`<ytd-masthead id="masthead" class="style-scope ytd-app ${x("height:56px; display:flex; align-items:center; justify-content:space-between; padding:0 16px; background-color:var(--bg)")}"><a class="${x("font-size:20px; font-weight:700")}" href="/" title="Trang chủ YouTube"><span class="${x("color:#f00")}">▶</span> YouTube</a><button id="avatar-btn" class="${x("border:0; background:none; padding:0")}" aria-label="Trình đơn tài khoản"><img id="img" alt="Hình ảnh đại diện: ${WITNESS.youtubeName}" class="${x("width:32px; height:32px; border-radius:50%")}" src="${avatarUrl(WITNESS.avatar)}"></button></ytd-masthead>`;

/** On every playable page the error screen is there too, empty and hidden. */
function player(video: DemoVideo): Html {
  const box = x(
    "position:relative; aspect-ratio:16/9; background-color:#000; border-radius:12px; overflow:hidden",
  );
  if (!video.error)
    return html`<yt-playability-error-supported-renderers id="error-screen" class="style-scope ytd-watch-flexy" hidden></yt-playability-error-supported-renderers><div id="player-container" class="${box}"><ytd-player id="ytd-player"><div id="movie_player" class="html5-video-player"><video class="${x("position:absolute; inset:0; width:100%; height:100%; object-fit:cover")} html5-main-video" muted autoplay playsinline poster="${posterUrl(video.id)}"></video></div></ytd-player></div>`;
  const screen = html`<yt-player-error-message-renderer class="style-scope yt-playability-error-supported-renderers ${x("position:absolute; inset:0; display:flex; flex-direction:column; justify-content:center; padding:0 64px; color:#fff; gap:8px")}"><div id="reason" class="${x("font-size:24px")}">${video.error.reason}</div><div id="subreason" class="${x("font-size:14px; color:#aaa")}"><yt-formatted-string>${video.error.subreason}</yt-formatted-string></div></yt-player-error-message-renderer>`;
  return html`<yt-playability-error-supported-renderers id="error-screen" class="style-scope ytd-watch-flexy ${box} ${x("display:block")}">${screen}</yt-playability-error-supported-renderers>`;
}

const metadata = (video: DemoVideo): Html =>
  video.error
    ? html`<ytd-watch-metadata class="style-scope ytd-watch-flexy" hidden></ytd-watch-metadata>`
    : html`<ytd-watch-metadata class="style-scope ytd-watch-flexy"><div id="title"><h1 class="${x("font-size:20px; margin:12px 0 8px")}"><yt-formatted-string title="${video.title}">${video.title}</yt-formatted-string></h1></div><div id="owner" class="${x("display:flex; gap:12px; align-items:center")}"><img alt="" class="${x("width:40px; height:40px; border-radius:50%")}" src="${avatarUrl(video.channelId)}"><ytd-channel-name id="channel-name"><a class="${x("font-weight:600")}" href="/${video.handle}">${video.author}</a></ytd-channel-name><span id="owner-sub-count" class="${x("color:var(--text-2); font-size:12px")}">12,4 N người đăng ký</span></div><div id="description" class="${x("background-color:var(--chip); border-radius:12px; padding:12px; margin-top:12px; font-size:14px; line-height:1.45")}"><div id="info-container"><yt-formatted-string id="info" class="${x("font-weight:600")}"><span>${video.views} lượt xem</span> <span>${video.printed}</span></yt-formatted-string></div><ytd-text-inline-expander id="description-inline-expander"><yt-attributed-string class="${x("white-space:pre-wrap")}"><span>${video.description}</span></yt-attributed-string></ytd-text-inline-expander></div></ytd-watch-metadata>`;

/** Beside the video: others, reached without loading a page. */
const related = (video: DemoVideo): Html => {
  const others = Object.values(VIDEOS).filter((other) => other.id !== video.id && other.title !== "");
  return html`<div id="related" class="${x("width:320px; flex-shrink:0")}">${others.map((other) => html`<ytd-compact-video-renderer class="${x("margin-bottom:12px")}"><a data-spa="${other.id}" class="${x("display:flex; gap:8px")}" href="${new URL(watchUrl(other)).pathname}?v=${other.id}"><img alt="" class="${x("width:140px; aspect-ratio:16/9; object-fit:cover; border-radius:8px")}" src="${posterUrl(other.id)}"><span class="${x("font-size:14px; font-weight:500")}" id="video-title">${other.title}</span></a></ytd-compact-video-renderer>`)}</div>`;
};

/** The part that a move to another video replaces. */
export const watchFlexy = (video: DemoVideo): Html =>
  html`<ytd-watch-flexy class="style-scope ytd-page-manager" video-id="${video.id}" flexy><div id="columns" class="${x("display:flex; gap:24px; max-width:1280px; margin:0 auto; padding:16px 24px")}"><div id="primary" class="${x("flex-grow:1; min-width:0")}">${player(video)}${metadata(video)}</div>${related(video)}</div></ytd-watch-flexy>`;

const page = (title: string, head: Html, main: Html): string =>
  `<!DOCTYPE html>
${html`<html lang="vi-VN" dir="ltr"><head><meta charset="utf-8"><title>${title}</title><script>window.ytcfg={data_:{},set:function(a){Object.assign(this.data_,a)},get:function(k){return this.data_[k]}};ytcfg.set(${inlineJson(config())});</script><style>${new Html(SHEET)}</style><link rel="stylesheet" href="https://www.youtube.com/s/desktop/demo/cssbin/www-main-desktop.css">${head}</head><body dir="ltr"><ytd-app>${masthead()}<ytd-page-manager id="page-manager">${main}</ytd-page-manager></ytd-app>`}
<script>${SCRIPT}</script></body></html>`;

export function watchPage(video: DemoVideo): string {
  const meta =
    video.title === ""
      ? ""
      : html`<meta name="title" content="${video.title}"><link rel="canonical" href="${watchUrl(video)}"><meta property="og:title" content="${video.title}"><meta itemprop="regionsAllowed" content="${(video.countries ?? []).join(",")}">`;
  const data = html`<script>var ytInitialPlayerResponse = ${inlineJson(playerResponse(video))};</script><script>var ytInitialData = ${inlineJson(watchData(video))};</script>`;
  return page(video.title ? `${video.title} - YouTube` : "YouTube", html`${meta}${data}`, watchFlexy(video));
}

export function terminatedPage(): string {
  const data = html`<script>var ytInitialData = ${inlineJson(terminatedData())};</script>`;
  const alert = html`<ytd-browse page-subtype="channels"><div id="alerts" class="${x("padding:24px")}"><ytd-alert-renderer type="error" class="${x("display:block; background-color:var(--chip); border-radius:12px; padding:16px; font-size:16px")}"><div id="text">${TERMINATED_TEXT}</div></ytd-alert-renderer></div></ytd-browse>`;
  return page("YouTube", data, alert);
}

/** What the platform shows where a post is blocked or gone. The words are the platform's, as the public has quoted them; where a sentence's end is not known it is ours. */
import { type Html, html, x } from "../html.ts";

export const STUB_TITLE = "Bạn hiện không xem được nội dung này";
export const STUB_REASON =
  "Lỗi này thường do chủ sở hữu chỉ chia sẻ nội dung với một nhóm nhỏ, thay đổi người được xem hoặc đã xóa nội dung.";
export const BLOCK_TITLE = "Bài viết này không hiển thị tại Việt Nam";
export const BLOCK_AUTHORITY = "Vietnam Ministry of Culture, Sports and Tourism";
export const BLOCK_REASON = `Do chúng tôi đáp ứng yêu cầu từ ${BLOCK_AUTHORITY}, bài viết này bị hạn chế tại Việt Nam.`;

const action = (label: string, href: string): Html =>
  html`<a class="${x("color:var(--accent); font-weight:600; text-decoration:none; padding:6px")}" href="${href}" role="link" tabindex="0"><span>${label}</span></a>`;

/** The notice in the middle of an otherwise empty page. */
export const stub = (title: string, reason: string): Html =>
  html`<div class="${x("display:flex; flex-direction:column; align-items:center; gap:12px; max-width:500px; margin:80px auto; text-align:center")}"><svg aria-hidden="true" width="112" height="112" viewBox="0 0 112 112"><rect x="30" y="48" width="52" height="44" rx="8" fill="#8a94a6"></rect><path d="M40 48V36a16 16 0 0 1 32 0v12" fill="none" stroke="#8a94a6" stroke-width="8"></path></svg><h2 class="${x("font-size:20px; font-weight:700; color:var(--secondary-text); margin:0")}"><span dir="auto">${title}</span></h2><div class="${x("font-size:17px; color:var(--secondary-text)")}"><span dir="auto">${reason}</span></div><div class="${x("display:flex; flex-direction:column; align-items:center")}">${action("Đi đến Bảng feed", "/")}${action("Quay lại", "#")}${action("Truy cập Trung tâm trợ giúp", "/help/")}</div></div>`;

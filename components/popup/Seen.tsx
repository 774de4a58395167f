/** What is on the page: notices word for word, then the posts, those in view first. */
import { NoticeQuote } from "../NoticeQuote.tsx";
import { t } from "../words.ts";
import { PostRow } from "./PostRow.tsx";
import type { PageSurvey, Target } from "./page.ts";

interface Props {
  survey: PageSurvey;
  busy: boolean;
  onCapture(target: Target): void;
  onPick(): void;
}

export function Seen({ survey, busy, onCapture, onPick }: Props) {
  const { posts, notices } = survey;
  const near = posts.filter((post) => post.inView);
  const far = posts.filter((post) => !post.inView);
  const rows = (list: typeof posts) => (
    <ul class="rows">
      {list.map((post) => (
        <PostRow
          key={post.key}
          post={post}
          busy={busy}
          onCapture={() => onCapture({ target: "key", key: post.key })}
        />
      ))}
    </ul>
  );
  return (
    <>
      {notices.map((notice) => (
        <NoticeQuote key={notice.text} noticeClass={notice.class} text={notice.text} />
      ))}
      {posts.length === 0 && notices.length === 0 && (
        <div class="empty">
          <p class="empty-title">{t("popup.nothing_title")}</p>
          <p>{t("popup.nothing")}</p>
        </div>
      )}
      <button
        type="button"
        class="primary wide"
        disabled={busy}
        onClick={() => onCapture({ target: "page" })}
      >
        {t("popup.capture_page")}
      </button>
      <div class="buttons others">
        <button type="button" disabled={busy} onClick={onPick}>
          {t("popup.pick")}
        </button>
        <button type="button" disabled={busy} onClick={() => onCapture({ target: "whole" })}>
          {t("popup.capture_whole")}
        </button>
      </div>
      {posts.length > 0 && <h3>{t("popup.posts", posts.length)}</h3>}
      {near.length > 0 && rows(near)}
      {far.length > 0 && (
        <details open={near.length === 0}>
          <summary>
            {t("popup.not_in_view")} ({far.length})
          </summary>
          {rows(far)}
        </details>
      )}
    </>
  );
}

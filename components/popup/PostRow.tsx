/** One post seen on the page: who, how it begins, and the button that keeps it. */
import { t } from "../words.ts";
import type { PageSurvey } from "./page.ts";

interface Props {
  post: PageSurvey["posts"][number];
  busy: boolean;
  onCapture(): void;
}

export function PostRow({ post, busy, onCapture }: Props) {
  const label = post.author
    ? t("popup.capture_post_of", { author: post.author })
    : t("popup.capture_post_nameless");
  return (
    <li class="row">
      <div class="row-words">
        <p class="row-name" dir="auto">
          {post.author ?? t("common.unknown_author")}
        </p>
        <p class="words row-text" dir="auto">
          {post.textStart ?? <span class="quiet">{t("common.no_text")}</span>}
        </p>
      </div>
      <button type="button" aria-label={label} disabled={busy} onClick={onCapture}>
        {t("popup.capture_post")}
      </button>
    </li>
  );
}

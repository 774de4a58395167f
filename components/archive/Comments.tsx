/** Comments as kept; replies are set in. Folded where there are many. */
import type { Comment } from "../../lib/model/extraction.ts";
import { Time } from "../Time.tsx";
import { t } from "../words.ts";

const OPEN = 5;

export function Comments({ comments }: { comments: readonly Comment[] }) {
  if (comments.length === 0) return null;
  return (
    <details class="comments" open={comments.length <= OPEN}>
      <summary>
        <h2>{t("capture.comments_heading", comments.length)}</h2>
      </summary>
      <ul class="rows">
        {comments.map((comment, index) => (
          <li
            // Sealed, so it never changes; ids may be missing or twice
            key={index}
            class={comment.parent ? "comment comment-reply" : "comment"}
          >
            <p class="row-name" dir="auto">
              {comment.parent && <span class="quiet">{t("capture.reply")}: </span>}
              {comment.author.name?.value ?? t("common.unknown_author")}
            </p>
            <p class="words" dir="auto">
              {comment.text}
            </p>
            {comment.published.read ? (
              <p class="quiet">
                <Time value={comment.published.read.value} />
              </p>
            ) : (
              comment.published.printed && (
                <p class="quiet" dir="auto">
                  {comment.published.printed.value}
                </p>
              )
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** How a capture went, as a small mark: a sign and words, never colour alone. */
import { word } from "./words.ts";

const SIGNS = { done: "✓", reduced: "", failed: "!", skipped: "·" } as const;
export type MarkStatus = keyof typeof SIGNS;

export function Mark({ status, words }: { status: MarkStatus; words?: string }) {
  return (
    <span class={`mark mark-${status}`}>
      <span class="mark-sign" aria-hidden="true">
        {SIGNS[status]}
      </span>
      {words ?? word("outcome", status)}
    </span>
  );
}

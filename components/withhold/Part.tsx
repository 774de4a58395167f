/** One part with its box: ticked means withheld; why it is ticked, or what keeping it gives away, stands beneath. */
import type { Implied, Leaf } from "../desk.ts";
import { t } from "../words.ts";
import type { Choosing } from "./choosing.ts";
import { nameOf, startOf } from "./part-names.ts";

interface Props {
  record: string;
  leaf: Leaf;
  choosing: Choosing;
  /** Blacked out: its original is withheld whatever the box says. */
  fixed?: boolean;
}

export function Part({ record, leaf, choosing, fixed = false }: Props) {
  const state = choosing.state(record, leaf.path);
  const kept = choosing.kept(record, leaf.path);
  const start = startOf(leaf);
  return (
    <label class={state ? "part part-withheld" : "part"}>
      <input
        type="checkbox"
        data-path={leaf.path}
        checked={state !== null}
        disabled={fixed}
        onChange={() => choosing.toggle(record, leaf.path)}
      />
      <span class="part-words">
        <span class="row-name">{nameOf(leaf)}</span>
        {start && (
          <span class="quiet part-start" dir="auto">
            {start}
          </span>
        )}
        {state && state !== "chosen" && <span class="tag">{t("withhold.too", { why: why(state) })}</span>}
        {kept && <span class="tag tag-bad">{t("withhold.kept", { why: why(kept) })}</span>}
      </span>
    </label>
  );
}

function why({ why: reason, words }: Implied): string {
  if (reason === "may-show") return t("withhold.why_may_show");
  if (reason === "bytes") return t("withhold.why_bytes");
  return t("withhold.why_words", { words: words.map((word) => word.slice(0, 60)).join(" · ") });
}

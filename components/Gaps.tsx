/** The things a capture could not keep, each as a sentence. Renders nothing where there are none. */
import type { Outcome } from "../lib/model/outcome.ts";
import { gaps } from "./gaps.ts";
import { word } from "./words.ts";

export function Gaps({ outcomes }: { outcomes: readonly Outcome[] }) {
  const found = gaps(outcomes);
  if (found.length === 0) return null;
  return (
    <ul class="gaps">
      {found.map(({ outcome, times }) => (
        <li key={`${outcome.step} ${outcome.status} ${outcome.fault}`}>
          <strong>
            {word("step", outcome.step)}
            {times > 1 && ` (${times})`}: {word("outcome", outcome.status)}.
          </strong>{" "}
          {outcome.fault && word("fault", outcome.fault)}
        </li>
      ))}
    </ul>
  );
}
